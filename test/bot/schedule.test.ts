/** An admin changes when a programme asks and reminds: typed, refused, previewed, saved, and carried out. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Card } from '../../cards/render';
import { textsIn } from '../../cards/parts/strings';
import { inputsOf, type TeamsUser, textsOf } from '../../deploy/local/scripted-user';
import { readAudit, schedule as byCalendar } from '../../src/audit/audit';
import { existingProgramme, loadProgramme, programmesPartition } from '../../src/goals/register';
import { pendingMessages } from '../../src/outbox/message';
import { grant } from '../../src/people/grants';
import { chooseLanguage } from '../../src/people/language';
import { roundCalendar } from '../../src/periods/calendar';
import { openRound } from '../../src/rounds/open-round';
import { readRound, roundPartition } from '../../src/rounds/round-store';
import { readScheduleDraft } from '../../src/schedule/save-schedule';
import { scheduleOf } from '../../src/goals/schedule-of';
import { replace } from '../../src/storage/rows';
import { scheduleFields, scheduleTexts } from '../../src/periods/schedule-form';
import { type BotUnderTest, dumpOf, personAt, startBotUnderTest } from '../helpers/bot-under-test';
import { collect } from '../helpers/fixtures';
import { buttonsOf, type Inputs, press, sentMeanwhile, show, valuesOf } from '../helpers/pressing';
import { postActivity, postInvoke, shownBy } from '../helpers/raw-activity';
import { bannerOf, problemsOf } from '../helpers/read-card';
import { cardShown } from '../helpers/teams-conversations';

const admin = 'planning@example.org';
const secondAdmin = 'finance@example.org';
const nobody = 'director@example.org';
const programmeId = 'productivity-programme';
const coordinator = 'reform-programme-manager@example.org';
/** Open from 16.1. to 13.2.2026 at 16:00; reminders five working days and one before that. */
const round = { programmeId, period: '2025-H2' };
const [oldReminder, eightDaysBefore] = ['2026-02-06T07:00:00Z', '2026-02-03T07:00:00Z'];

const fi = textsIn('fi');

let running: BotUnderTest;
let user: TeamsUser;

beforeEach(async () => {
  running = await startBotUnderTest();
  user = await personAt(running, admin);
});
afterEach(() => running.stop());

/** The cards that answer what a person types. */
async function said(typed: string, who = user): Promise<Card[]> {
  const posted = await sentMeanwhile(running, who, () => postActivity(who, { type: 'message', text: typed }));
  return posted.map(cardShown);
}

const form = (who = user) => show(who, 'schedule', { programmeId, draft: false });
const preview = async (typed: Inputs, who = user) => press(who, await form(who), 'schedule-preview', typed);
const schedule = async () => scheduleOf((await loadProgramme(running.store, programmeId))!);
const entries = () => readAudit(running.store, [programmesPartition]);
const draftOf = (personId: string) => readScheduleDraft(running.store, { programmeId, personId });
const changesOn = (card: Card) =>
  textsOf(card)
    .split('\n')
    .filter((line) => line.includes(' → '));

/** The reminders that a tick at this moment puts into the outbox. */
async function remindedAt(moment: string): Promise<number> {
  running.clock.set(moment);
  await running.bot.work();
  const waiting = await collect(pendingMessages(running.store, roundPartition(round)));
  return waiting.filter(({ value }) => value.kind === 'reminder').length;
}

/** Ticks this programme only: opening all five would take longer than everything else. */
async function openTheRound(): Promise<void> {
  const now = running.clock.now();
  const times = roundCalendar(await schedule(), round.period, running.bot.tickOptions.holidays);
  await openRound(running.store, { ...round, ...times, ...byCalendar }, now);
}

async function makeAdmin(personId: string): Promise<TeamsUser> {
  await grant(running.store, { personId, role: 'admin' }, { by: 'a test', way: 'cli' }, running.clock.now());
  return personAt(running, personId);
}

describe('an admin', () => {
  it('is turned down at the field, with everything kept, and then saves what the next tick does', async () => {
    await openTheRound();
    const before = dumpOf(running);
    const typed = { reminders: '8 työpäivää', digestAt: '09:30', quietFrom: '21:00' };
    const back = await preview(typed);
    expect(bannerOf(back)).toEqual({ style: 'attention', text: fi('schedule.problems', { count: 1 }) });
    expect(problemsOf(back)).toEqual([fi('schedule.problem.offsets-unreadable')]);
    expect(valuesOf(back)).toMatchObject(typed);
    const outside = await press(user, back, 'schedule-preview', { reminders: '8, 90' });
    expect(problemsOf(outside)).toEqual([
      fi('schedule.problem.reminder-outside', { period: '7–12/2025', text: '90' }),
    ]);
    const noSuchDay = await press(user, back, 'schedule-preview', { closedDays: '24.12., 31.2., 40.1.' });
    expect(problemsOf(noSuchDay)).toContain(fi('schedule.problem.closed-day-unreadable', { text: '31.2.' }));
    expect(dumpOf(running) === before).toBe(true);

    const shown = await press(user, outside, 'schedule-preview', { reminders: '8' });
    expect(changesOn(shown)).toEqual([
      '5 työpäivää ennen määräaikaa klo\u00a09.00; 1 työpäivä ennen määräaikaa klo\u00a09.00 → 8 työpäivää ennen määräaikaa klo\u00a09.00',
      'klo\u00a08.00 → klo\u00a09.30',
      'klo\u00a020.00 → klo\u00a021.00',
    ]);
    expect(textsOf(shown)).toContain('ti 3.2.2026 klo\u00a09.00: muistutus 7–12/2025');
    expect(textsOf(shown)).toContain(
      fi('schedule.openRound', { period: '7–12/2025', deadline: '13.2.2026 klo\u00a016.00' }),
    );
    expect(await entries()).toEqual([]);

    const saved = await press(user, shown, 'schedule-save');
    const next = 'ma 26.1.2026 klo\u00a09.30: kooste 7–12/2025, 1 kanava';
    expect(bannerOf(saved)).toEqual({ style: 'good', text: fi('schedule.saved', { step: next }) });
    expect(await entries()).toMatchObject([
      { what: 'schedule-changed', by: admin, way: 'card', programmeId },
    ]);
    expect(await remindedAt('2026-02-03T06:59:00Z')).toBe(0);
    const reminded = await remindedAt(eightDaysBefore);
    expect(reminded).toBeGreaterThan(5);
    expect(await remindedAt(oldReminder)).toBe(reminded);
  });

  it('saves once, however often the button is pressed, and is told the same', async () => {
    const shown = await preview({ reminders: '8' });
    const first = await press(user, shown, 'schedule-save');
    const after = dumpOf(running);
    const again = await press(user, shown, 'schedule-save');
    expect(bannerOf(again)).toEqual(bannerOf(first));
    expect(dumpOf(running) === after).toBe(true);
    expect(await entries()).toHaveLength(1);
  });

  it('goes on with what was proposed, or throws it away', async () => {
    const before = await schedule();
    const shown = await preview({ reminders: '8', timeZone: 'Europe/Stockholm' });
    const back = await press(user, shown, 'schedule');
    expect(valuesOf(back)).toMatchObject({ reminders: '8', timeZone: 'Europe/Stockholm' });
    const other = await press(user, back, 'schedule-preview', { timeZone: 'Europe/Helsinki' });
    expect(changesOn(other)).toHaveLength(1);
    const discarded = await press(user, other, 'schedule-discard');
    expect(bannerOf(discarded)).toEqual({ style: 'good', text: fi('schedule.discarded') });
    expect(await draftOf(admin)).toBeUndefined();
    expect(await schedule()).toEqual(before);
    expect(await entries()).toEqual([]);
    const late = await show(user, 'schedule', { programmeId, draft: true });
    expect(valuesOf(late)).toEqual(scheduleTexts(before));
  });

  it('who changes nothing is told so, and nothing is kept', async () => {
    const before = dumpOf(running);
    const back = await preview({});
    expect(bannerOf(back)).toEqual({ style: 'warning', text: fi('schedule.unchanged') });
    expect(dumpOf(running) === before).toBe(true);
  });

  it('is asked about units without a head, and may save nevertheless', async () => {
    const shown = await preview({ unitHead: '2', coordinator: '0' });
    expect(textsOf(shown)).toMatch(
      /Näillä yksiköillä ei ole esihenkilöä: .+ Niitä koskevat ilmoitukset menevät/,
    );
    expect(bannerOf(await press(user, shown, 'schedule-save'))?.style).toBe('good');
  });

  it('sees what is due at once because its time has passed', async () => {
    await openTheRound();
    running.clock.set('2026-02-04T07:00:00Z');
    const shown = await preview({ reminders: '8, 1' });
    const text = textsOf(shown);
    expect(text).toContain(fi('schedule.atOnce'));
    expect(text.indexOf('ti 3.2.2026 klo\u00a09.00: muistutus')).toBeGreaterThan(
      text.indexOf(fi('schedule.atOnce')),
    );
    await press(user, shown, 'schedule-save');
    expect(await remindedAt('2026-02-04T07:01:00Z')).toBeGreaterThan(5);
  });

  it('whose proposal time has overtaken is told at the field', async () => {
    const once = { rhythm: 'once', onlyPeriod: '2026-H1' };
    const shown = await preview(once);
    running.clock.set('2027-01-20T07:00:00Z');
    const back = await press(user, shown, 'schedule-save');
    expect(problemsOf(back)).toEqual([fi('schedule.problem.period-over')]);
    expect(valuesOf(back)).toMatchObject(once);
    expect(await entries()).toEqual([]);
  });
});

describe('two admins at once', () => {
  let other: TeamsUser;
  beforeEach(async () => void (other = await makeAdmin(secondAdmin)));

  it('the second to save is shown what the first saved, and nothing of theirs is written', async () => {
    const [one, two] = [await preview({ reminders: '8' }), await preview({ reminders: '3' }, other)];
    await press(user, one, 'schedule-save');
    const before = dumpOf(running);
    const back = await press(other, two, 'schedule-save');
    expect(bannerOf(back)).toEqual({ style: 'attention', text: fi('refused.schedule-changed') });
    expect(valuesOf(back)).toEqual(scheduleTexts(await schedule()));
    expect(valuesOf(back)['reminders']).toBe('8');
    expect(dumpOf(running) === before).toBe(true);
    // Their proposal is still shown, above what the first admin saved.
    const mine = await press(other, two, 'schedule');
    expect(valuesOf(mine)['reminders']).toBe('3');
    const again = await press(other, mine, 'schedule-preview');
    expect(bannerOf(await press(other, again, 'schedule-save'))?.style).toBe('good');
    expect((await entries()).map(({ by }) => by).sort()).toEqual([secondAdmin, admin]);
  });

  it('a form that was opened before takes back nothing that was saved since', async () => {
    const old = await form(other);
    await press(user, await preview({ reminders: '8', digestDay: '3' }), 'schedule-save');
    const shown = await press(other, old, 'schedule-preview', { timeZone: 'Europe/Stockholm' });
    expect(changesOn(shown)).toEqual(['Europe/Helsinki → Europe/Stockholm']);
    await press(other, shown, 'schedule-save');
    expect(scheduleTexts(await schedule())).toMatchObject({
      ...{ reminders: '8', digestDay: '3', timeZone: 'Europe/Stockholm' },
    });
  });
});

describe('a card that shows what is no longer proposed', () => {
  it('saves nothing where the proposal was thrown away, and says so', async () => {
    const shown = await preview({ reminders: '8' });
    await press(user, shown, 'schedule-discard');
    const before = dumpOf(running);
    const back = await press(user, shown, 'schedule-save');
    expect(bannerOf(back)).toEqual({ style: 'warning', text: fi('schedule.gone') });
    expect(dumpOf(running) === before).toBe(true);
  });

  it('saves nothing where there is a newer proposal, and shows that one', async () => {
    const old = await preview({ reminders: '8' });
    await preview({ reminders: '3' });
    const before = dumpOf(running);
    const back = await press(user, old, 'schedule-save');
    expect(bannerOf(back)).toEqual({ style: 'warning', text: fi('schedule.newer') });
    expect(changesOn(back)[0]).toMatch(/ → 3 työpäivää/);
    expect(dumpOf(running) === before).toBe(true);
  });
});

describe('who is no admin', () => {
  const verbs = [
    ['schedule', {}],
    ['schedule-preview', { reminders: '8' }],
    ['schedule-save', { proposed: 'x' }],
    ['schedule-discard', {}],
  ] as const;
  const refused = fi('refused.admins-only', { admins: 'Suunnittelupäällikkö' });

  it.each(verbs)('and asks for %s: is told whom to ask, and nothing is written', async (verb, data) => {
    const who = await personAt(running, nobody);
    const before = dumpOf(running);
    const answer = await postInvoke(who, { action: { verb, data: { programmeId, ...data } } });
    expect(shownBy(answer)).toEqual({ text: refused });
    expect(dumpOf(running) === before).toBe(true);
  });

  it.each(verbs)('but coordinates, and asks for %s: is told so above the programme', async (verb, data) => {
    const who = await personAt(running, coordinator);
    const before = dumpOf(running);
    const shown = await show(who, verb, { programmeId, ...data });
    expect(bannerOf(shown)).toEqual({ style: 'attention', text: refused });
    expect(dumpOf(running) === before).toBe(true);
  });

  it('and types the command: is told whom to ask', async () => {
    const [card] = await said('aikataulu', await personAt(running, nobody));
    expect(textsOf(card!)).toContain(refused);
  });

  it('but coordinates, and types the command: sees the next steps and who may change them', async () => {
    const cards = await said('aikataulu', await personAt(running, coordinator));
    expect(cards).toHaveLength(1);
    expect(inputsOf(cards[0]!)).toEqual([]);
    expect(buttonsOf(cards[0]!)).toEqual([]);
    expect(textsOf(cards[0]!)).toContain('muistutus 7–12/2025, enintään');
    expect(textsOf(cards[0]!)).toContain(fi('schedule.readOnly', { admins: 'Suunnittelupäällikkö' }));
  });
});

describe('the command', () => {
  it.each([
    ['fi', 'aikataulu tuottavuusohjelma', 'Aikataulu'],
    ['sv', 'tidtabell productivity-programme', 'Tidsplan'],
    ['en', 'schedule productivity programme', 'Schedule'],
  ] as const)('shows the form of the programme that is named: %s', async (locale, typed, title) => {
    await chooseLanguage(running.store, admin, locale);
    const [card] = await said(typed);
    expect(inputsOf(card!).map(({ id }) => id)).toEqual([...scheduleFields]);
    expect(textsOf(card!)).toContain(title);
    expect(buttonsOf(card!, 'schedule-preview')[0]!.data['programmeId']).toBe(programmeId);
  });

  it('lists the programmes with a button each where none is named', async () => {
    const [card] = await said('aikataulu');
    expect(textsOf(card!)).toContain(fi('schedule.which'));
    const buttons = buttonsOf(card!, 'schedule');
    expect(buttons).toHaveLength(5);
    const opened = await press(user, card!, 'schedule', {}, { programmeId });
    expect(valuesOf(opened)).toEqual(scheduleTexts(await schedule()));
  });
});

describe('what no form of ours sends', () => {
  it.each<readonly [string, object]>([
    ['nothing', {}],
    ['no texts', Object.fromEntries(scheduleFields.map((field) => [field, { evil: [1] }]))],
    ['keys of objects', { ['__proto__']: 'x', constructor: 'y', seen: 'z' }],
  ])('%s: changes nothing', async (_name, data) => {
    const before = dumpOf(running);
    const back = await show(user, 'schedule-preview', { programmeId, ...data });
    expect(bannerOf(back)).toEqual({ style: 'warning', text: fi('schedule.unchanged') });
    expect(dumpOf(running) === before).toBe(true);
  });

  it.each(['😀1,', 'a', ' ', '-'])(
    '"%s", to ten thousand characters: comes back as problems',
    async (part) => {
      const before = dumpOf(running);
      const long = part.repeat(10_000 / part.length);
      const typed: Inputs = Object.fromEntries(scheduleFields.map((field) => [field, long]));
      const back = await show(user, 'schedule-preview', { programmeId, ...typed });
      expect(bannerOf(back)?.style).toBe('attention');
      expect(problemsOf(back).length).toBeGreaterThan(8);
      expect(dumpOf(running) === before).toBe(true);
    },
  );

  it('a programme that there is not: is said', async () => {
    const data = { programmeId: 'none', draft: false };
    const { text: answer } = shownBy(await postInvoke(user, { action: { verb: 'schedule', data } }));
    expect(answer).toBe(fi('refused.unknown-programme'));
  });

  it('leaves the round as it is', async () => {
    await openTheRound();
    const before = await readRound(running.store, round);
    await press(user, await preview({ deadline: '28' }), 'schedule-save');
    expect(await readRound(running.store, round)).toEqual(before);
  });
});

describe('a programme that an import made', () => {
  const waiting = async () => {
    const row = await existingProgramme(running.store, programmeId);
    await running.store.commit(programmesPartition, [replace(row, { ...row.value, awaitsStart: true })]);
  };
  const isWaiting = async () => (await loadProgramme(running.store, programmeId))!.awaitsStart;

  it('says on its cards that nobody is asked, and asks once an admin has pressed Start', async () => {
    await waiting();
    running.clock.set('2026-01-20T09:00:00Z');
    await running.bot.work();
    expect(await readRound(running.store, round)).toBeUndefined();
    expect(textsOf(await show(user, 'programme', { programmeId }))).toContain(fi('programme.notStarted'));
    const card = await form();
    expect(textsOf(card)).toContain(fi('schedule.notStarted'));
    const done = await press(user, card, 'programme-start');
    expect(bannerOf(done)!.text).toContain(fi('schedule.startedLast').replace('.', ''));
    expect(textsOf(done)).not.toContain(fi('programme.notStarted'));
    expect(buttonsOf(await form())).not.toContain(fi('schedule.start'));
    await running.bot.work();
    expect((await readRound(running.store, round))!.value.status).toBe('open');
    expect((await entries()).map(({ what, by }) => [what, by])).toContainEqual(['programme-started', admin]);
  });

  it('is not started from a card with another schedule than the current one', async () => {
    const before = await form();
    await waiting();
    const card = await form();
    await press(user, await press(user, before, 'schedule-preview', { reminders: '8' }), 'schedule-save');
    const refused = await press(user, card, 'programme-start');
    expect(bannerOf(refused)!.text).toBe(fi('schedule.changedBeforeStart'));
    expect(await isWaiting()).toBe(true);
  });
});

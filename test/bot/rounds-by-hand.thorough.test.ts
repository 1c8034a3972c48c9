/** The people who run a programme open, close and reopen rounds and move deadlines by hand. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { handleCardAction } from '../../bot/actions/dispatch';
import { type Card } from '../../cards/render';
import { textsIn } from '../../cards/parts/strings';
import { inputsOf, textsOf } from '../../deploy/local/scripted-user';
import { type AuditedAct, readAudit, schedule } from '../../src/audit/audit';
import { saveRegister } from '../../src/goals/register';
import { pendingMessages } from '../../src/outbox/message';
import { loadPerson } from '../../src/people/directory';
import { setSubstitute } from '../../src/people/substitutions';
import { keepDraft } from '../../src/replies/draft';
import { closeRound } from '../../src/rounds/close-round';
import { moveDeadline } from '../../src/rounds/move-deadline';
import { openRound } from '../../src/rounds/open-round';
import { type Round } from '../../src/rounds/round';
import { loadRequests, readRound, type RoundName, roundPartition } from '../../src/rounds/round-store';
import { type BotUnderTest, dumpOf, personAt } from '../helpers/bot-under-test';
import { interrupted } from '../helpers/failing-store';
import { collect, deadline, name, programmeWith } from '../helpers/fixtures';
import { buttonsOf, type Inputs, press, show } from '../helpers/pressing';
import { bannerOf, problemsOf } from '../helpers/read-card';
import { cardShown } from '../helpers/teams-conversations';
import {
  admin,
  anna,
  answer,
  bo,
  coordinator,
  deputy,
  headOfSurgery,
  nobody,
  pressed,
  reader,
  register,
  startTwoUnits,
  substitute,
} from '../helpers/two-units';

let running: BotUnderTest;
beforeEach(async () => {
  running = await startTwoUnits();
});
afterEach(() => running.stop());

const by = { by: 'test', way: 'cli' } as const;
const fi = textsIn('fi');
const period = 'Q3/2026';
const next = { programmeId: name.programmeId, period: '2026-Q4' };

const card = async (verb: string, data: object = name, personId = coordinator): Promise<Card> =>
  show(await personAt(running, personId), verb, data);
const confirmed = async (asked: Card, verb: string, typed: Inputs = {}, personId = coordinator) =>
  press(await personAt(running, personId), asked, verb, typed);
const round = async (of: RoundName = name): Promise<Round> => (await readRound(running.store, of))!.value;
const linesOf = (shown: Card) => textsOf(shown).replaceAll('\u00a0', ' ').split('\n');

/** What is shown, checking that no row changes. */
async function unchanged(doing: () => Promise<Card>): Promise<Card> {
  const before = dumpOf(running);
  const shown = await doing();
  expect(dumpOf(running) === before).toBe(true);
  return shown;
}

async function entries(what: AuditedAct, of: RoundName = name) {
  return readAudit(running.store, [roundPartition(of)], { what });
}

describe('a round that is opened by hand', () => {
  // A Monday; the calendar opens the round in a week.
  const now = '2027-01-04T09:00:00.000Z';
  beforeEach(async () => {
    await closeRound(running.store, { ...name, ...by }, new Date('2026-12-01T09:00:00Z'));
    running.clock.set(now);
  });

  it('first says what it would do, and does nothing', async () => {
    const stand = { personId: bo, substituteId: substitute, from: '2027-01-04', to: '2027-01-04' };
    await setSubstitute(running.store, stand, running.clock.now());
    const asked = await unchanged(() => card('open-ask', next));
    expect(linesOf(asked).slice(0, 8)).toEqual([
      'Avataanko kierros Q4/2026?',
      'Leikkausohjelma Q4/2026',
      'Pyynnön saa 2 vastuuhenkilöä. Tavoitteita on 3.',
      'Myös sijaiset saavat pyynnön: Substitute.',
      'Kierros avataan heti, kun vahvistat. Aikataulun mukaan se avautuisi vasta ma 11.1.2027 klo 8.00.',
      'Määräaika 8.2.2027 klo 16.00.',
      'Muistutuksia ei ole tulossa.',
      'Lähtee 3 viestiä.',
    ]);
    expect(buttonsOf(asked, 'programme')).toHaveLength(1);
  });

  it('asks everybody, is said to be open, and is known to be opened by whom', async () => {
    const shown = await confirmed(await card('open-ask', next), 'open');
    const said = 'Kierros Q4/2026 on avattu. Lähtee 2 viestiä.';
    expect(bannerOf(shown)).toEqual({ style: 'good', text: said });
    expect(linesOf(shown)).toContain('Q4/2026: auki');
    expect(await round(next)).toMatchObject({
      ...{ status: 'open', opens: now, deadline: '2027-02-08T14:00:00.000Z' },
      events: [{ what: 'opened', by: coordinator, at: now }],
    });
    expect(await entries('round-opened', next)).toMatchObject([{ by: coordinator, way: 'card' }]);
    expect((await loadRequests(running.store, next)).map(({ personId }) => personId)).toEqual([anna, bo]);
    const [sent] = await collect(pendingMessages(running.store, roundPartition(next)));
    expect(sent!.value.notBefore).toBe(now);
  });

  it('twice is refused the second time, and asked for when it is open already', async () => {
    const asked = await card('open-ask', next);
    await confirmed(asked, 'open');
    const again = await unchanged(() => confirmed(asked, 'open'));
    const refused = { style: 'attention', text: fi('refused.round-already-open') };
    expect(bannerOf(again)).toEqual(refused);
    expect(linesOf(again)).toContain('Q4/2026: auki');
    expect(bannerOf(await unchanged(() => card('open-ask', next)))).toEqual(refused);
  });

  it('that the calendar opens at the same moment is opened once, and whoever pressed is told so', async () => {
    const opening = { ...next, opens: new Date(now), deadline: new Date('2027-02-08T14:00:00.000Z') };
    let isOpened = false;
    const beforeCommit = async () => {
      if (isOpened) return;
      isOpened = true;
      await openRound(running.store, { ...opening, ...schedule }, running.clock.now());
    };
    const store = interrupted(running.store, { beforeCommit });
    const { clock, bot } = running;
    const deps = {
      store,
      clock,
      holidays: bot.tickOptions.holidays,
      admins: new Set<string>(),
      sendRate: 30,
      reports: { make: () => Promise.reject(new Error('nobody asks for a report')), formats: [] },
      readRegister: () => Promise.reject(new Error('nobody drops a file')),
      runNamed: () => undefined,
    };
    const person = (await loadPerson(running.store, coordinator))!;
    const { card: shown } = await handleCardAction(deps, person, { verb: 'open', data: next });
    expect(bannerOf(shown)).toEqual({ style: 'attention', text: fi('refused.round-already-open') });
    expect((await round(next)).events).toMatchObject([{ what: 'opened', by: 'schedule' }]);
  });

  it.each([
    ['a period of another rhythm', '2026-H2', 'refused.wrong-rhythm'],
    ['one that is closed', name.period, 'refused.round-closed'],
  ] as const)('%s: is refused', async (_, wanted, key) => {
    for (const verb of ['open-ask', 'open']) {
      const shown = await unchanged(() => card(verb, { ...name, period: wanted }));
      expect(bannerOf(shown)).toEqual({ style: 'attention', text: fi(key) });
    }
  });

  it('is refused where nobody answers for anything, or the calendar gives no times', async () => {
    const { programme, goals } = register();
    const nobodys = goals.map((goal) => ({ ...goal, owners: ['ghost@example.org'] }));
    await saveRegister(running.store, { programme, goals: nobodys });
    const nothing = await unchanged(() => card('open-ask', next));
    expect(bannerOf(nothing)?.text).toBe(fi('refused.nothing-to-ask'));
    const closedDays = [{ from: '01-01', to: '12-31' }];
    const never = programmeWith({ calendar: { ...programmeWith().calendar, closedDays } });
    await saveRegister(running.store, { programme: never, goals });
    const timeless = await unchanged(() => card('open', next));
    expect(bannerOf(timeless)?.text).toBe(fi('refused.unusable-schedule'));
  });
});

describe('a round that is closed by hand', () => {
  it('first says what is missing and that drafts do not count', async () => {
    await answer(running, anna, 'a');
    const draft = { typed: { value: '7' }, shown: [], seenVersion: 0 };
    const fields = register().goals[2]!.fields;
    const kept = { ...name, goalId: 'care', personId: anna };
    await keepDraft(running.store, kept, { ...draft, shown: fields }, running.clock.now());
    const asked = await unchanged(() => card('close-ask'));
    expect(linesOf(asked).slice(0, 7)).toEqual([
      'Suljetaanko kierros Q3/2026?',
      'Leikkausohjelma Q3/2026',
      'Vastaamatta on 2 tavoitetta, ja vastaus puuttuu 2 vastuuhenkilöltä.',
      fi('closeRound.drafts', { drafts: 1, persons: 1 }),
      'Muuten kierros sulkeutuisi ke 4.11.2026 klo 16.00.',
      fi('closeRound.then'),
      'Loppukooste lähtee 1 kanavalle.',
    ]);
  });

  it('takes no more replies, and says with how many it was closed', async () => {
    await answer(running, anna, 'a');
    const shown = await confirmed(await card('close-ask'), 'close');
    const said = [
      fi('closeRound.done', { period, answered: 1, asked: 3 }),
      'Loppukooste lähtee 1 kanavalle.',
    ];
    expect(bannerOf(shown)).toEqual({ style: 'good', text: said.join(' ') });
    expect((await round()).status).toBe('closed');
    expect(await entries('round-closed')).toMatchObject([{ by: coordinator, way: 'card' }]);
  });

  it('twice, or when it was closed meanwhile, is refused', async () => {
    const asked = await card('close-ask');
    await confirmed(asked, 'close');
    const refused = { style: 'attention', text: fi('refused.round-closed') };
    expect(bannerOf(await unchanged(() => confirmed(asked, 'close')))).toEqual(refused);
    expect(bannerOf(await unchanged(() => card('close-ask')))).toEqual(refused);
  });

  it('is not closed by a card of before it was reopened', async () => {
    const asked = await card('close-ask');
    await confirmed(asked, 'close');
    running.clock.set('2026-10-13T09:00:00Z');
    await confirmed(await card('reopen-ask'), 'reopen', { reason: 'syy' });
    const shown = await unchanged(() => confirmed(asked, 'close'));
    expect(bannerOf(shown)).toEqual({ style: 'attention', text: fi('refused.round-changed') });
    expect(linesOf(shown)).toContain('Q3/2026: avattu uudelleen');
  });
});

describe('a round that is reopened by hand', () => {
  const reason = 'Luvut täsmentyivät **tarkastuksessa**';
  beforeEach(async () => {
    await answer(running, anna, 'care');
    await answer(running, bo, 'both');
    await closeRound(running.store, { ...name, ...by }, deadline);
    // A Friday evening; a week later is Friday the 13th.
    running.clock.set('2026-11-06T18:00:00.000Z');
  });
  const asked = () => card('reopen-ask');

  it('first asks why and until when: a week from now, at the time of day of deadlines', async () => {
    const form = await unchanged(asked);
    expect(inputsOf(form).map(({ id, value }) => [id, value])).toEqual([
      ['reason', ''],
      ['deadline_day', '2026-11-13'],
      ['deadline_time', '16:00'],
    ]);
    expect(linesOf(form)).toEqual(
      expect.arrayContaining([
        'Vastaukset, jotka annetaan määräajan 4.11.2026 klo 16.00 jälkeen, merkitään myöhässä annetuiksi.',
        'Viestin saa 1 henkilö, jolta puuttuu vastauksia.',
      ]),
    );
  });

  it('that was closed before its new deadline keeps that one', async () => {
    await confirmed(await asked(), 'reopen', { reason, deadline_day: '2026-12-16', deadline_time: '15:30' });
    await closeRound(running.store, { ...name, ...by }, running.clock.now());
    const late = 'Vastaukset, jotka annetaan määräajan 4.11.2026 klo 16.00 jälkeen';
    const again = await asked();
    expect(
      inputsOf(again)
        .slice(1)
        .map(({ value }) => value),
    ).toEqual(['2026-12-16', '15:30']);
    expect(linesOf(again).join()).toContain(late);
    await confirmed(again, 'reopen', { reason });
    expect((await round()).deadline).toBe('2026-12-16T13:30:00.000Z');
  });

  it('before its first deadline suggests that one, and says nothing of late replies', async () => {
    await openRound(
      running.store,
      { ...next, opens: running.clock.now(), deadline: new Date('2026-12-16T13:30:00Z'), ...by },
      running.clock.now(),
    );
    await closeRound(running.store, { ...next, ...by }, running.clock.now());
    const form = await card('reopen-ask', next);
    expect(
      inputsOf(form)
        .slice(1)
        .map(({ value }) => value),
    ).toEqual(['2026-12-16', '15:30']);
    expect(textsOf(form)).not.toContain('merkitään myöhässä annetuiksi');
    const late = await confirmed(form, 'reopen', {
      reason: '',
      deadline_day: '2026-12-17',
      deadline_time: '12:00',
    });
    expect(textsOf(late)).toContain('merkitään myöhässä annetuiksi');
  });

  it('takes a working day where a week from now is none', async () => {
    // A week later is Sunday 6.12., Independence Day.
    running.clock.set('2026-11-29T10:00:00.000Z');
    expect(inputsOf(await asked())[1]!.value).toBe('2026-12-07');
  });

  it('takes replies again, says so, and asks who has something left to answer', async () => {
    const shown = await confirmed(await asked(), 'reopen', { reason });
    const done = fi('reopenRound.done', { period, deadline: '13.11.2026 klo\u00a016.00' });
    expect(bannerOf(shown)).toEqual({ style: 'good', text: `${done} Lähtee 1 viesti.` });
    expect(await round()).toMatchObject({
      ...{ status: 'reopened', deadline: '2026-11-13T14:00:00.000Z', lateAfter: deadline.toISOString() },
    });
    expect((await round()).events.at(-1)).toMatchObject({ what: 'reopened', by: coordinator, reason });
    expect(await entries('round-reopened')).toMatchObject([{ by: coordinator, way: 'card', reason }]);
  });

  it.each([
    ['no reason', { reason: ' ' }, ['reopenRound.reasonMissing']],
    [
      'no day and no reason',
      { deadline_day: '', reason: '' },
      ['reopenRound.reasonMissing', 'deadline.dayMissing'],
    ],
    [
      'no day and no time',
      { deadline_day: '2026-02-30', deadline_time: 'noon' },
      ['deadline.dayMissing', 'deadline.timeMissing'],
    ],
    ['a moment that is over', { deadline_day: '2026-11-06', deadline_time: '20:00' }, ['deadline.past']],
    ['a year that is mistyped', { deadline_day: '2062-11-13' }, ['deadline.far']],
  ] as const)('%s: the form says what is wrong and keeps what was typed', async (_, typed, problems) => {
    const form = await asked();
    const whole = { reason, deadline_day: '2026-11-13', deadline_time: '16:00', ...typed };
    const back = await unchanged(() => confirmed(form, 'reopen', whole));
    expect(problemsOf(back)).toEqual(problems.map((key) => fi(key)));
    const kept = Object.fromEntries(inputsOf(back).map(({ id, value }) => [id, value]));
    expect(kept).toEqual(Object.fromEntries(Object.entries(whole).map(([id, value]) => [id, value.trim()])));
    expect(
      bannerOf(
        await confirmed(back, 'reopen', { reason, deadline_day: '2026-11-16', deadline_time: '12:00' }),
      ),
    ).toMatchObject({ style: 'good' });
    expect((await round()).deadline).toBe('2026-11-16T10:00:00.000Z');
  });

  it('twice is refused the second time, as is a card of before it was closed again', async () => {
    const form = await asked();
    await confirmed(form, 'reopen', { reason });
    const twice = await unchanged(() => confirmed(form, 'reopen', { reason }));
    expect(bannerOf(twice)).toEqual({ style: 'attention', text: fi('refused.round-not-closed') });
    await closeRound(running.store, { ...name, ...by }, new Date('2026-11-09T09:00:00Z'));
    const stale = await unchanged(() => confirmed(form, 'reopen', { reason }));
    expect(bannerOf(stale)).toEqual({ style: 'attention', text: fi('refused.round-changed') });
  });

  it('by two at once is reopened once', async () => {
    const form = await asked();
    const both = await Promise.all(
      [coordinator, deputy].map((id) => confirmed(form, 'reopen', { reason }, id)),
    );
    expect(both.map((shown) => bannerOf(shown)!.style).sort()).toEqual(['attention', 'good']);
    expect((await round()).events.map(({ what }) => what)).toEqual(['opened', 'closed', 'reopened']);
  });
});

describe('a deadline that is moved by hand', () => {
  const asked = () => card('move-deadline-ask');

  it('is asked for with the present one in the form', async () => {
    const form = await unchanged(asked);
    expect(inputsOf(form).map(({ id, value }) => [id, value])).toEqual([
      ['deadline_day', '2026-11-04'],
      ['deadline_time', '16:00'],
      ['tell', 'false'],
    ]);
    expect(linesOf(form)).toContain('Määräaika 4.11.2026 klo 16.00.');
  });

  it('is told to those who have not answered, if that is ticked', async () => {
    // The prompts have been sent; whoever gets one later reads the new deadline there.
    await running.bot.tick();
    running.clock.set(new Date(running.clock.now().getTime() + 60_000).toISOString());
    const typed = { deadline_day: '2026-11-11', tell: 'true' };
    const shown = await confirmed(await asked(), 'move-deadline', typed);
    expect(bannerOf(shown)?.text).toMatch(/viestiä lähetetään\.|viesti lähetetään\./);
    expect((await entries('reminded')).at(-1)).toMatchObject({
      by: coordinator,
      to: { deadline: '2026-11-11T14:00:00.000Z' },
    });
    const waiting = await collect(pendingMessages(running.store, roundPartition(name)));
    const recipients = waiting.flatMap(({ value: { data, recipient } }) =>
      data['moved'] && recipient.type === 'person' ? [recipient.personId] : [],
    );
    expect(recipients.length).toBeGreaterThan(0);
    await running.bot.tick();
    const text = fi('prompt.deadlineMoved', { deadline: '11.11.2026 klo\u00a016.00' });
    for (const personId of recipients) {
      const { aadObjectId } = await personAt(running, personId);
      expect(running.connector.sentTo(aadObjectId).map(cardShown).map(textsOf).join()).toContain(text);
    }
  });

  it('is moved and said to be, with who did it', async () => {
    const shown = await confirmed(await asked(), 'move-deadline', { deadline_day: '2026-11-11' });
    const said = fi('moveDeadline.done', { period, deadline: '11.11.2026 klo\u00a016.00' });
    expect(bannerOf(shown)).toEqual({ style: 'good', text: said });
    expect((await round()).deadline).toBe('2026-11-11T14:00:00.000Z');
    expect(await entries('deadline-moved')).toMatchObject([{ by: coordinator, way: 'card' }]);
  });

  it('to where it is, or twice, changes nothing and says so', async () => {
    const form = await asked();
    const same = await unchanged(() => confirmed(form, 'move-deadline'));
    const already = (moment: string) => ({
      style: 'warning',
      text: fi('moveDeadline.same', { deadline: moment }),
    });
    expect(bannerOf(same)).toEqual(already('4.11.2026 klo\u00a016.00'));
    await confirmed(form, 'move-deadline', { deadline_day: '2026-11-11' });
    const twice = await unchanged(() => confirmed(form, 'move-deadline', { deadline_day: '2026-11-11' }));
    expect(bannerOf(twice)).toEqual(already('11.11.2026 klo\u00a016.00'));
  });

  it('that somebody else has moved meanwhile is shown before it is moved again', async () => {
    const form = await asked();
    const other = new Date('2026-11-09T14:00:00.000Z');
    await moveDeadline(running.store, { ...name, ...by, deadline: other }, running.clock.now());
    const back = await unchanged(() => confirmed(form, 'move-deadline', { deadline_day: '2026-11-11' }));
    const changed = fi('moveDeadline.changed', { deadline: '9.11.2026 klo\u00a016.00' });
    expect(bannerOf(back)).toEqual({ style: 'warning', text: changed });
    expect(inputsOf(back)[0]!.value).toBe('2026-11-11');
    expect(bannerOf(await confirmed(back, 'move-deadline'))?.style).toBe('good');
    expect((await round()).deadline).toBe('2026-11-11T14:00:00.000Z');
  });

  it.each([
    ['that is over', { deadline_day: '2026-10-12', deadline_time: '11:59' }, ['deadline.past']],
    [
      'that is none',
      { deadline_day: '', deadline_time: '25:00' },
      ['deadline.dayMissing', 'deadline.timeMissing'],
    ],
  ] as const)('to a moment %s comes back with what is wrong', async (_, typed, problems) => {
    const form = await asked();
    const back = await unchanged(() => confirmed(form, 'move-deadline', typed));
    expect(problemsOf(back)).toEqual(problems.map((key) => fi(key)));
    expect(inputsOf(back).map(({ value }) => value)).toEqual([...Object.values(typed), 'false']);
  });

  it('of a round that was closed meanwhile is refused', async () => {
    const form = await asked();
    await closeRound(running.store, { ...name, ...by }, running.clock.now());
    const shown = await unchanged(() => confirmed(form, 'move-deadline', { deadline_day: '2026-11-11' }));
    expect(bannerOf(shown)).toEqual({ style: 'attention', text: fi('refused.round-closed') });
  });
});

const verbs = ['open', 'close', 'reopen', 'move-deadline'].flatMap((verb) => [`${verb}-ask`, verb]);

describe('who runs no round of the programme', () => {
  it.each([anna, headOfSurgery, reader, nobody])(
    '%s: may do none of this, and learns nothing',
    async (personId) => {
      const before = dumpOf(running);
      for (const verb of verbs)
        expect(await pressed(running, personId, verb, name)).toEqual({
          text: fi('refused.not-permitted', { coordinator: 'Coordinator' }),
        });
      expect(dumpOf(running) === before).toBe(true);
    },
  );

  it('an admin, the register’s coordinator and one by a grant may', async () => {
    for (const personId of [admin, coordinator, deputy])
      expect(inputsOf(await card('move-deadline-ask', name, personId))).toHaveLength(3);
  });

  it('a round that there is not is not found', async () => {
    const text = fi('refused.unknown-round');
    for (const verb of verbs.filter((each) => !each.startsWith('open')))
      expect(bannerOf(await unchanged(() => card(verb, next)))).toEqual({ style: 'attention', text });
  });
});

it('in quiet hours the card says when the messages go out, and they wait until then', async () => {
  const quiet = { from: '20:00', to: '07:00', workingDaysOnly: true };
  const programme = programmeWith({ calendar: { ...programmeWith().calendar, quiet } });
  await saveRegister(running.store, { ...register(), programme });
  await closeRound(running.store, { ...name, ...by }, running.clock.now());
  // A Saturday.
  running.clock.set('2026-10-17T09:00:00.000Z');
  const held = fi('sending.held', { moment: '19.10.2026 klo\u00a07.00' });
  const asked = await card('reopen-ask');
  expect(linesOf(asked)).toContain(held.replaceAll('\u00a0', ' '));
  expect(bannerOf(await confirmed(asked, 'reopen', { reason: 'syy' }))?.text).toContain(held);
  const rows = await collect(pendingMessages(running.store, roundPartition(name)));
  const prompts = rows.filter(({ value }) => value.key.includes('|reopened-'));
  expect(prompts.map(({ value }) => value.notBefore)).toEqual(Array(2).fill('2026-10-19T04:00:00.000Z'));
});

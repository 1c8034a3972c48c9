/** Following units: the command, the card, and the digest of them in the person's own chat. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Card } from '../../cards/render';
import { text } from '../../cards/parts/strings';
import { inputsOf, type TeamsUser, textsOf } from '../../deploy/local/scripted-user';
import { loadRegister, saveRegister } from '../../src/goals/register';
import { unitsOf, unitToken } from '../../src/goals/unit';
import { allMessages, findMessage } from '../../src/outbox/message';
import { grant, revoke } from '../../src/people/grants';
import { chooseLanguage } from '../../src/people/language';
import { loadFollow } from '../../src/people/follows';
import { closeRound } from '../../src/rounds/close-round';
import { roundPartition } from '../../src/rounds/round-store';
import { type BotUnderTest, dumpOf, personAt } from '../helpers/bot-under-test';
import { collect, goalWith, name, opens } from '../helpers/fixtures';
import { buttonsOf, press } from '../helpers/pressing';
import { bannerOf } from '../helpers/read-card';
import { cardShown, type PostedActivity } from '../helpers/teams-conversations';
import { faults } from '../helpers/teams-faults';
import {
  anna,
  answer,
  coordinator,
  headOfSurgery,
  nobody,
  pressed,
  reader,
  register,
  say,
  startTwoUnits,
} from '../helpers/two-units';

const { programmeId } = name;
const monday = '2026-10-19T05:00:00Z';
const nextMonday = '2026-10-26T06:00:00Z';
const [surgery, care] = ['Kirurgia', 'Hoiva'];
const cli = { by: 'cli:root', way: 'cli' } as const;

let running: BotUnderTest;
beforeEach(async () => {
  running = await startTwoUnits();
});
afterEach(() => running.stop());

const units = (card: Card) => inputsOf(card).find(({ id }) => id === 'units')!;
const titlesOf = (card: Card) => units(card).choices!.map(({ title }) => title);
const valueOf = (...named: readonly string[]) => named.map(unitToken).join(',');
const followed = async (personId: string) =>
  (await loadFollow(running.store, { personId, programmeId }))?.units;

/** The person at the card with the units that they may follow. */
async function atUnits(personId: string): Promise<{ user: TeamsUser; card: Card }> {
  const [card, ...more] = await say(running, personId, 'seuraa');
  expect(more).toEqual([]);
  return { user: await personAt(running, personId), card: card! };
}

async function follow(personId: string, ...named: readonly string[]): Promise<Card> {
  const { user, card } = await atUnits(personId);
  return press(user, card, 'follow-save', { units: valueOf(...named) });
}

/** Moves the unit's goal to another unit. */
async function renameCare(): Promise<void> {
  const { goals, programme } = (await loadRegister(running.store, programmeId))!;
  const renamed = goals.map((goal) =>
    goal.id === 'care' ? { ...goal, headings: [{ fi: 'Vanhuspalvelut' }] } : goal,
  );
  await saveRegister(running.store, { programme, goals: renamed });
}

async function tickAt(moment: string): Promise<void> {
  running.clock.set(moment);
  await running.bot.tick();
}

/** The digests that the person was sent, without answers to what they typed. */
async function digestsOf(personId: string): Promise<PostedActivity[]> {
  const { aadObjectId } = await personAt(running, personId);
  const isDigest = ({ versions }: PostedActivity) =>
    /^(Kooste seuraamistasi|Sammandrag om enheter)/.test(versions[0]!.summary!);
  return running.connector.sentTo(aadObjectId).filter(isDigest);
}
const textOf = (posted: PostedActivity | undefined) => textsOf(cardShown(posted!));
const runsOf = async (personId: string) => (await digestsOf(personId)).map(textOf);

describe('the card of followed units', () => {
  it('offers a reader every unit, and keeps the choice', async () => {
    const { user, card } = await atUnits(reader);
    expect(titlesOf(card)).toEqual([surgery, care]);
    expect(units(card).value).toBe('');
    expect(textsOf(card)).toContain(text('fi', 'follow.none'));
    const after = await press(user, card, 'follow-save', { units: valueOf(surgery) });
    expect(bannerOf(after)).toMatchObject({ style: 'good', text: text('fi', 'follow.saved', { count: 1 }) });
    expect(await followed(reader)).toEqual([surgery]);
    expect(units((await atUnits(reader)).card).value).toBe(valueOf(surgery));
  });

  it('ends it by the button, or by choosing nothing', async () => {
    for (const end of ['follow-stop', 'follow-save']) {
      const card = await follow(reader, surgery, care);
      const user = await personAt(running, reader);
      const after = await press(user, card, end, { units: '' });
      expect(bannerOf(after)?.text).toBe(text('fi', 'follow.stopped'));
      expect(await followed(reader)).toBeUndefined();
    }
  });

  it('asks who has chosen nothing and follows nothing to choose', async () => {
    const { user, card } = await atUnits(reader);
    const before = dumpOf(running);
    const after = await press(user, card, 'follow-save', { units: '' });
    expect(bannerOf(after)).toMatchObject({ style: 'warning', text: text('fi', 'follow.nothingChosen') });
    expect(dumpOf(running)).toBe(before);
  });

  it('offers the head of a unit that one only, and takes no other', async () => {
    const { user, card } = await atUnits(headOfSurgery);
    expect(titlesOf(card)).toEqual([surgery]);
    const before = dumpOf(running);
    const after = await press(user, card, 'follow-save', { units: valueOf(surgery, care) });
    expect(bannerOf(after)).toMatchObject({ style: 'warning', text: text('fi', 'follow.changed') });
    expect(dumpOf(running)).toBe(before);
  });

  it('is for nobody outside the programme, whatever they send', async () => {
    const [told] = await say(running, nobody, 'seuraa');
    expect(textsOf(told!)).toContain('Roolin antaa pääkäyttäjä');
    const before = dumpOf(running);
    for (const verb of ['follow', 'follow-save', 'follow-stop']) {
      const { text: said } = await pressed(running, nobody, verb, { programmeId, units: valueOf(care) });
      expect(said).toContain('Sinulla ei ole oikeutta');
    }
    expect(dumpOf(running)).toBe(before);
  });

  it('lists the programmes of who may read several, each with its units', async () => {
    const others = { personId: reader, role: 'reader', programmeId: 'strategic-goals' } as const;
    await grant(running.store, others, cli, opens);
    const { user, card } = await atUnits(reader);
    expect(textsOf(card)).toContain(text('fi', 'follow.which'));
    const form = await press(user, card, 'follow', {}, { programmeId });
    expect(titlesOf(form)).toEqual([surgery, care]);
    await press(user, form, 'follow-save', { units: valueOf(care) });
    const list = await press(user, form, 'follows');
    expect(textsOf(list)).toContain(text('fi', 'follow.followed', { units: care }));
  });

  it('says which followed units are no more, and leaves them out from the next choice on', async () => {
    await follow(reader, surgery, care);
    await renameCare();
    const { user, card } = await atUnits(reader);
    expect(textsOf(card)).toContain(text('fi', 'follow.gone', { units: care }));
    expect(units(card).value).toBe(valueOf(surgery));
    await press(user, card, 'follow-save');
    expect(await followed(reader)).toEqual([surgery]);
  });

  it('that is older than a renamed unit saves nothing and shows the units of now', async () => {
    const { user, card } = await atUnits(reader);
    await renameCare();
    const after = await press(user, card, 'follow-save', { units: valueOf(surgery, care) });
    expect(bannerOf(after)?.text).toBe(text('fi', 'follow.changed'));
    expect(titlesOf(after)).toEqual([surgery, 'Vanhuspalvelut']);
    expect(await followed(reader)).toBeUndefined();
  });
});

describe('help', () => {
  it('names the command to those who may follow something', async () => {
    const line = text('fi', 'command.help.follow');
    const helpOf = async (personId: string) =>
      textsOf((await say(running, personId, 'ohje'))[0]!).replaceAll('\n – ', ' – ');
    for (const personId of [reader, headOfSurgery, coordinator])
      expect(await helpOf(personId)).toContain(line);
    for (const personId of [anna, nobody]) expect(await helpOf(personId)).not.toContain(line);
  });

  it.each(['seuraa', 'följ', 'follow', 'oma kooste', 'Seuraan!'])('"%s" is the command', async (typed) => {
    expect(titlesOf((await say(running, reader, typed))[0]!)).toEqual([surgery, care]);
  });

  it.each(['seuraava', 'seuranta', 'sammandrag'])('"%s" is another one', async (typed) => {
    for (const card of await say(running, reader, typed))
      expect(inputsOf(card).some(({ id }) => id === 'units')).toBe(false);
  });
});

describe('the digest of followed units', () => {
  it('is sent with the weekly one, about these units and no other, and its title says which', async () => {
    await follow(reader, care);
    running.clock.set('2026-10-13T08:00:00Z');
    await answer(running, anna, 'care');
    await tickAt(monday);
    const [posted, ...more] = await digestsOf(reader);
    expect(more).toEqual([]);
    const card = cardShown(posted!);
    const shown = textsOf(card);
    expect(shown).toContain('Leikkausohjelma · Q3/2026\nHoiva · 19.10. · vastattu 1/1');
    expect(shown).not.toContain(surgery);
    expect(shown).toContain(text('fi', 'ownDigest.why'));
    expect(posted!.versions[0]!.summary).toBe(
      text('fi', 'ownDigest.summary', {
        ...{ programme: 'Leikkausohjelma', period: 'Q3/2026', answered: 1, asked: 1 },
      }),
    );
  });

  it('leads a unit’s head to the unit’s goals and back to it, and not to the whole', async () => {
    await follow(headOfSurgery, surgery);
    await tickAt(monday);
    const [posted] = await digestsOf(headOfSurgery);
    const user = await personAt(running, headOfSurgery);
    const goals = await press(user, cardShown(posted!), 'goals', {}, { list: 'all' });
    const back = await press(user, goals, 'digest');
    for (const card of [goals, back]) expect(textsOf(card)).not.toContain(care);
    expect(textsOf(back)).toContain('Leikkausohjelma · Q3/2026\nKirurgia · 19.10.');
  });

  it('leads a reader of the whole programme to the goals of these units only, and back to the same digest', async () => {
    await follow(reader, care);
    await tickAt(monday);
    const [posted] = await digestsOf(reader);
    const user = await personAt(running, reader);
    const goals = await press(user, cardShown(posted!), 'goals', {}, { list: 'all' });
    expect(buttonsOf(goals, 'history').map(({ data }) => data['goalId'])).toEqual(['care']);
    const back = await press(user, goals, 'digest');
    expect(textsOf(back)).toContain('Leikkausohjelma · Q3/2026\nHoiva · 19.10.');
  });

  it('counts from the one before it that the person got, and is never edited', async () => {
    await follow(reader, surgery);
    await tickAt(monday);
    running.clock.set('2026-10-20T08:00:00Z');
    await answer(running, anna, 'a');
    await answer(running, anna, 'care');
    await tickAt('2026-10-20T09:00:00Z');
    await tickAt(nextMonday);
    const [first, second] = await runsOf(reader);
    expect(first).toContain(text('fi', 'digest.answeredOf', { answered: 0, asked: 2 }));
    expect(second).toContain(`${text('fi', 'digest.sinceWeek')}: +1 vastaus`);
    expect((await digestsOf(reader)).map(({ versions }) => versions.length)).toEqual([1, 1]);
  });

  it('comes at the closing too, and is in the person’s language', async () => {
    await follow(reader, surgery);
    await chooseLanguage(running.store, reader, 'sv');
    running.clock.set('2026-10-14T08:00:00Z');
    await closeRound(running.store, { ...name, by: coordinator, way: 'card' }, running.clock.now());
    await tickAt('2026-10-14T08:01:00Z');
    const [shown, ...more] = await runsOf(reader);
    expect(more).toEqual([]);
    expect(shown).toContain('Leikkausohjelma · Q3/2026\nKirurgi · stängd 14.10');
  });

  it('holds no figure of a unit that the person may read no more', async () => {
    await follow(headOfSurgery, surgery);
    await follow(reader, surgery, care);
    await revoke(running.store, { personId: reader, role: 'reader', programmeId }, cli, running.clock.now());
    const head = { personId: reader, role: 'unit-head', programmeId, unit: surgery } as const;
    await grant(running.store, head, cli, running.clock.now());
    await revoke(running.store, { ...head, personId: headOfSurgery }, cli, running.clock.now());
    await tickAt(monday);
    expect(await digestsOf(headOfSurgery)).toEqual([]);
    const [shown] = await runsOf(reader);
    expect(shown).toContain('Leikkausohjelma · Q3/2026\nKirurgia · 19.10.');
    expect(shown).not.toContain(care);
    const key = `${programmeId}|${name.period}|${headOfSurgery}|digest-2026-10-19T05:00:00.000Z`;
    expect((await findMessage(running.store, roundPartition(name), key))?.value.state).toBe('needless');
  });

  it('is not sent to who stopped following before it went out, nor about units that are no more', async () => {
    await follow(reader, surgery);
    await follow(coordinator, care);
    running.clock.set(monday);
    await running.bot.work();
    await follow(reader);
    await renameCare();
    await running.bot.send();
    expect([...(await digestsOf(reader)), ...(await digestsOf(coordinator))]).toEqual([]);
  });

  it('that could not be delivered for weeks comes once when the person can be reached again', async () => {
    await follow(reader, surgery);
    running.connector.fault = ({ kind, channelId }) =>
      kind !== 'update' && channelId === undefined ? faults.blockedByUser : undefined;
    await tickAt(monday);
    await tickAt(nextMonday);
    expect(await digestsOf(reader)).toEqual([]);
    running.connector.fault = () => undefined;
    await say(running, reader, 'ohje');
    await tickAt('2026-10-26T07:00:00Z');
    expect(await digestsOf(reader)).toHaveLength(1);
  });

  it('goes to as many as follow, one each, where several follow the same', async () => {
    for (const personId of [reader, headOfSurgery, coordinator]) await follow(personId, surgery);
    await tickAt(monday);
    await tickAt('2026-10-19T05:01:00Z');
    const own = (await collect(allMessages(running.store, roundPartition(name)))).filter(
      ({ value }) => value.kind === 'own-digest',
    );
    expect(own.map(({ value }) => value.state)).toEqual(['sent', 'sent', 'sent']);
    for (const personId of [reader, headOfSurgery, coordinator])
      expect(await digestsOf(personId)).toHaveLength(1);
  });
});

it('many units are offered in a list that opens, with names in the reader’s language', async () => {
  const goals = Array.from({ length: 34 }, (_, index) =>
    goalWith(`g${index}`, { headings: [{ fi: `Yksikkö ${index}, osa`, sv: `Enhet ${index}` }] }),
  );
  await saveRegister(running.store, { programme: register().programme, goals });
  await chooseLanguage(running.store, reader, 'sv');
  const { user, card } = await atUnits(reader);
  expect(units(card)).toMatchObject({ style: 'compact', isMultiSelect: true });
  expect(titlesOf(card)).toContain('Enhet 33');
  const all = [...unitsOf(goals, register().programme).keys()];
  await press(user, card, 'follow-save', { units: valueOf(...all) });
  expect(await followed(reader)).toEqual(all);
  await tickAt(monday);
  const [shown] = await runsOf(reader);
  expect(shown).toContain('34 enheter som du följer');
  expect(shown).toContain('Följda enheter (34)');
});

/** People who want to hear the same day that a goal turned: over HTTP, with the ticks' clock set. */
import { type Card } from '../../cards/render';
import { text } from '../../cards/parts/strings';
import { inputsOf, textsOf } from '../../deploy/local/scripted-user';
import { unitToken } from '../../src/goals/unit';
import { allMessages } from '../../src/outbox/message';
import { peoplePartition } from '../../src/people/directory';
import { loadFollow } from '../../src/people/follows';
import { revoke } from '../../src/people/grants';
import { readReply } from '../../src/replies/reply-store';
import { recordReply } from '../../src/replies/record-reply';
import { readRound, roundPartition } from '../../src/rounds/round-store';
import { withPrefix } from '../../src/storage/store';
import { type BotUnderTest, personAt } from '../helpers/bot-under-test';
import { collect, name } from '../helpers/fixtures';
import { buttonsOf, press } from '../helpers/pressing';
import { cardShown } from '../helpers/teams-conversations';
import { anna, coordinator, headOfSurgery, reader, say, startTwoUnits } from '../helpers/two-units';

const { programmeId } = name;
const red = text('fi', 'digest.helpRed', { count: 1 });
const greenAgain = text('fi', 'atOnce.greenAgain', { count: 1 });
const quiet = { quiet: { from: '17:00', to: '08:00', workingDaysOnly: true } };

let running: BotUnderTest;
async function start(calendar: object = {}): Promise<void> {
  running = await startTwoUnits(
    Object.keys(calendar).length > 0 ? { calendar: { ...usual, ...calendar } } : {},
  );
}
const usual = {
  opens: { workingDaysAfter: 5, at: '08:00' },
  deadline: { workingDaysAfter: 25, at: '16:00' },
  digest: { weekday: 1, at: '08:00' },
};
afterEach(() => running.stop());

async function choose(personId: string, atOnce: string, ...units: readonly string[]): Promise<Card> {
  const [card] = await say(running, personId, 'seuraa');
  const user = await personAt(running, personId);
  return press(user, card!, 'follow-save', { atOnce, units: units.map(unitToken).join(',') });
}

async function answer(goalId: string, value: number, by = anna): Promise<void> {
  const seenVersion = (await readReply(running.store, name, goalId))?.value.version ?? 0;
  const reply = { ...name, goalId, by, typed: { value: String(value) }, locale: 'fi' as const, seenVersion };
  const confirmed = { confirmed: ['value'] };
  await recordReply(running.store, { ...reply, ...confirmed } as never, running.clock.now());
}

/** Sending may be under way while the work adds to the outbox, so it is run once more. */
async function tickAt(moment: string): Promise<void> {
  running.clock.set(moment);
  await running.bot.tick();
  await running.bot.tick();
}

const messages = async () =>
  (await collect(allMessages(running.store, peoplePartition, 'at-once|'))).map(({ value }) => value);
const keys = async () => (await messages()).map(({ key, state }) => `${key} ${state}`);

/** The cards about turned goals that the person got. */
async function told(personId: string): Promise<string[]> {
  const user = await personAt(running, personId);
  const title = /tilanne on muuttunut/;
  return running.connector
    .sentTo(user.aadObjectId)
    .filter(({ versions }) => title.test(versions[0]!.summary ?? ''))
    .map((posted) => textsOf(cardShown(posted)));
}

const turnedRows = async () => collect(running.store.range(roundPartition(name), withPrefix('turned|')));
const mark = async () => (await readRound(running.store, name))!.value.turned;

it('is off until somebody chooses it, and chosen on the card of what they follow', async () => {
  await start();
  const [card] = await say(running, headOfSurgery, 'seuraa');
  expect(inputsOf(card!).find(({ id }) => id === 'atOnce')!.value).toBe('no');
  const saved = await choose(headOfSurgery, 'all');
  expect(textsOf(saved)).toContain(text('fi', 'follow.savedAtOnce'));
  expect(await loadFollow(running.store, { personId: headOfSurgery, programmeId })).toEqual({
    ...{ personId: headOfSurgery, programmeId, units: [], atOnce: 'all' },
  });
  expect(textsOf(await choose(headOfSurgery, 'followed', 'Kirurgia'))).toContain(
    text('fi', 'follow.atOnceOn'),
  );
  await choose(headOfSurgery, 'no');
  expect(await loadFollow(running.store, { personId: headOfSurgery, programmeId })).toBeUndefined();
  expect(textsOf(await choose(headOfSurgery, 'followed'))).toContain(text('fi', 'follow.nothingChosen'));
});

it('a goal that turns red is told with the next tick, and everything after that on the next day', async () => {
  await start();
  await choose(coordinator, 'all');
  for (const goalId of ['a', 'both', 'care']) await answer(goalId, 95);
  await tickAt('2026-10-12T10:00:00Z');
  expect(await told(coordinator)).toEqual([]);
  expect([await mark(), await turnedRows()]).toEqual([undefined, []]);
  await answer('a', 20);
  await tickAt('2026-10-12T10:01:00Z');
  await answer('both', 20);
  await answer('a', 93);
  for (const minute of ['02', '03']) await tickAt(`2026-10-12T10:${minute}:00Z`);
  const [first, ...more] = await told(coordinator);
  expect(more).toEqual([]);
  expect(first).toContain(red);
  for (const shown of ['1.1\u00a0a', '●\u00a0vihreä → ■\u00a0punainen', '20']) expect(first).toContain(shown);
  expect(first).not.toContain('1.2');
  await tickAt('2026-10-13T05:00:00Z');
  await tickAt('2026-10-13T05:01:00Z');
  const [, second, ...rest] = await told(coordinator);
  expect(rest).toEqual([]);
  for (const shown of [red, greenAgain, '1.1\u00a0a', '1.2']) expect(second).toContain(shown);
  expect(await keys()).toEqual([
    `at-once|${coordinator}|2026-10-12 sent`,
    `at-once|${coordinator}|2026-10-13 sent`,
  ]);
  expect([await mark(), await turnedRows()]).toEqual([undefined, []]);
});

it('waits for the end of quiet hours, and says nothing of what has turned back by then', async () => {
  await start(quiet);
  await choose(coordinator, 'all');
  for (const goalId of ['a', 'both']) await answer(goalId, 95);
  await tickAt('2026-10-12T15:00:00Z');
  await answer('a', 20);
  await tickAt('2026-10-12T15:01:00Z');
  await answer('both', 20);
  await tickAt('2026-10-12T20:00:00Z');
  expect(await messages()).toEqual([]);
  await answer('a', 95);
  await tickAt('2026-10-13T05:00:00Z');
  const [only, ...more] = await told(coordinator);
  expect(more).toEqual([]);
  expect(only).toContain('1.2');
  expect(only).not.toContain('1.1');
});

it('a mistake that is put right before a tick looks says nothing, and leaves nothing', async () => {
  await start();
  await choose(coordinator, 'all');
  await answer('a', 95);
  await answer('a', 20);
  await answer('a', 95);
  await tickAt('2026-10-12T10:00:00Z');
  expect([await messages(), await mark(), await turnedRows()]).toEqual([[], undefined, []]);
});

it('each hears only of what they may read and chose: a head of their unit, a reader of followed units', async () => {
  await start();
  await choose(headOfSurgery, 'all');
  await choose(reader, 'followed', 'Hoiva');
  for (const goalId of ['a', 'care']) await answer(goalId, 95);
  await answer('care', 20);
  await tickAt('2026-10-12T10:00:00Z');
  expect([(await told(headOfSurgery)).length, (await told(reader)).length]).toEqual([0, 1]);
  await answer('a', 20);
  await tickAt('2026-10-12T10:01:00Z');
  expect([(await told(headOfSurgery)).length, (await told(reader)).length]).toEqual([1, 1]);
});

it('a grant that ended, or a choice taken back, before the message goes out leaves nothing to say', async () => {
  await start(quiet);
  await choose(reader, 'all');
  await choose(coordinator, 'all');
  await answer('a', 95);
  await answer('a', 20);
  await tickAt('2026-10-12T16:00:00Z');
  const grant = { personId: reader, role: 'reader', programmeId } as const;
  await revoke(running.store, grant, { by: 'cli:root', way: 'cli' }, running.clock.now());
  await choose(coordinator, 'no');
  await tickAt('2026-10-13T05:00:00Z');
  expect(await keys()).toEqual([
    `at-once|${coordinator}|2026-10-13 needless`,
    `at-once|${reader}|2026-10-13 needless`,
  ]);
});

it('the message leads to the goal’s history and to all goals', async () => {
  await start();
  await choose(coordinator, 'all');
  await answer('a', 95);
  await answer('a', 20);
  await tickAt('2026-10-12T10:00:00Z');
  const user = await personAt(running, coordinator);
  const posted = running.connector.sentTo(user.aadObjectId).at(-1)!;
  const card = cardShown(posted);
  expect(textsOf(await press(user, card, 'history'))).toContain('1.1');
  expect(buttonsOf(card, 'divisions')).toHaveLength(1);
});

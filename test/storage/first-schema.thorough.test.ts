/** A store that the first released schema wrote is opened and gone on with; see test/fixtures/README.md. */
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openStore } from '../../bot/process/store/open-store';
import { reportWords } from '../../cards/report/words';
import { runCli } from '../../bot/cli/run';
import { sqliteIn } from '../../bot/config/config';
import { inputsOf } from '../../deploy/local/scripted-user';
import { buildDigest } from '../../src/digest/build-digest';
import { loadGoals, loadProgrammes } from '../../src/goals/register';
import { goalSchema, programmeSchema } from '../../src/goals/schema';
import { allMessages } from '../../src/outbox/message';
import { peoplePartition } from '../../src/people/directory';
import { loadAskedRound } from '../../src/replies/asked-goals';
import { loadReplies, readReply } from '../../src/replies/reply-store';
import { makeReport } from '../../src/report/report';
import { listRoundNames, listRounds, roundPartition } from '../../src/rounds/round-store';
import { knownVersion, type Upgrade } from '../../src/storage/migrations/schema-version';
import { type EntityStore } from '../../src/storage/store';
import { type BotUnderTest, personAt, startBotUnderTest } from '../helpers/bot-under-test';
import { buttonsOf, press } from '../helpers/pressing';
import { nodesOf } from '../helpers/read-card';
import { say } from '../helpers/saying';
import { typedAnswer } from '../helpers/typed-answers';
import { tickOn } from '../schedule/ticking';
import figures from '../fixtures/first-schema.json';

const fixture = path.join(__dirname, '../fixtures/first-schema.db');
/** When the first version had its last tick. */
const moment = '2026-10-16T09:00:00.000Z';
const programmes = [...new Set(figures.map(({ programmeId }) => programmeId))];
const rounds = figures.map(({ programmeId, period }) => ({ programmeId, period }));

/** Nobody was asked in a round of a document: what it gives of a goal has come to count as its whole answer. */
const countedNow = (then: (typeof figures)[number]) =>
  then.persons.asked > 0 ? then : { ...then, answered: then.answered + then.partly, partly: 0 };

let directory: string;
beforeAll(async () => void (directory = await mkdtemp(path.join(tmpdir(), 'seuranta-upgrade-'))));
afterAll(() => rm(directory, { recursive: true, force: true }));

/** A copy of its own, upgraded. */
async function upgraded(name: string, onUpgrade?: (upgrade: Upgrade) => void) {
  const folder = path.join(directory, name);
  await mkdir(folder);
  await copyFile(fixture, path.join(folder, 'seuranta.db'));
  return openStore(sqliteIn(folder), onUpgrade);
}

describe('what the first schema holds', () => {
  let store: EntityStore;
  beforeAll(async () => void (store = await upgraded('read')));
  afterAll(() => store.close());

  it('is five programmes and their goals, each as today’s schema has it', async () => {
    const found = await loadProgrammes(store);
    expect(found.map(({ id }) => id)).toEqual(programmes);
    for (const programme of found) {
      expect(programmeSchema.parse(programme)).toEqual(programme);
      const goals = await loadGoals(store, programme.id);
      expect(goals).toHaveLength(3);
      for (const goal of goals) expect(goalSchema.parse(goal)).toEqual(goal);
    }
  });

  // One target says no side: it was judged as if it said "at least" then, and is not assessable now.
  it.each(rounds)('is the figures of $programmeId $period, as they were drawn then', async (round) => {
    const digest = await buildDigest(store, round, new Date(moment));
    const then = figures.find(
      (each) => each.programmeId === round.programmeId && each.period === round.period,
    )!;
    expect(digest).toMatchObject(countedNow(then));
    expect(digest.late).toBe(0);
  });

  it('is figures of closed rounds that later changes leave alone', async () => {
    const round = { programmeId: 'strategic-goals', period: '2026-Q2' };
    const before = await buildDigest(store, round, new Date(moment));
    for await (const row of store.range(roundPartition(round), { from: 'request|', to: 'request}' }))
      await store.commit(roundPartition(round), [{ type: 'delete', key: row.key, etag: row.etag }]);
    expect(await buildDigest(store, round, new Date(moment))).toEqual(before);
  });

  it('is reports of every kind', async () => {
    for (const format of ['xlsx', 'pptx', 'docx', 'csv', 'json'] as const)
      for (const round of rounds) {
        const report = await makeReport(store, { ...round, format }, new Date(moment), reportWords);
        expect(report.content.length).toBeGreaterThan(100);
      }
  });
});

it('says what it does to the rows, once', async () => {
  const upgrades: Upgrade[] = [];
  await (await upgraded('told', (upgrade) => upgrades.push(upgrade))).close();
  expect(upgrades.map(({ from, to }) => [from, to])).toEqual([
    ...[1, 1].map((from) => [from, from + 1]),
    ...[2, 2].map((from) => [from, from + 1]),
    ...[3, 3].map((from) => [from, from + 1]),
    ...[4, 4].map((from) => [from, from + 1]),
    ...[5, 5].map((from) => [from, from + 1]),
  ]);
  expect(upgrades.at(-1)!.to).toBe(knownVersion);
  const again: Upgrade[] = [];
  await (await openStore(sqliteIn(path.join(directory, 'told')), (upgrade) => again.push(upgrade))).close();
  expect(again).toEqual([]);
});

it('is upgraded by a command that only reads, which prints nothing else', async () => {
  const folder = path.join(directory, 'cli');
  await mkdir(folder);
  await copyFile(fixture, path.join(folder, 'seuranta.db'));
  const [printed, said]: [string[], string[]] = [[], []];
  await runCli(['programmes', '--json', '--data', folder], {
    clock: { now: () => new Date(moment) },
    print: (text) => printed.push(text),
    say: (text) => said.push(text),
  });
  expect(JSON.parse(printed.join('')) as unknown[]).toHaveLength(5);
  expect(said).toHaveLength(10);
  expect(said[3]).toMatch(/^store: schema version 2 to 3 \(closed rounds .*\), [1-9]\d* rows$/);
  expect(said[5]).toMatch(/^store: schema version 3 to 4 \(snapshots .*\), [1-9]\d* rows$/);
});

describe('a tick', () => {
  it('asks and sends nothing a second time, over a weekend and the next weeks', async () => {
    const store = await upgraded('ticks');
    const before = await sentKeys(store);
    const again: string[] = [];
    const deliver = (message: { readonly key: string }) => {
      if (before.has(message.key)) again.push(message.key);
      return {
        type: 'sent' as const,
        receipt: { conversationId: 'c', activityId: 'a', serviceUrl: 'https://x' },
      };
    };
    const kinds = new Set<string>();
    for (let hours = 0; hours < 24 * 21; hours += 6) {
      const { delivered, failures } = await tickOn(
        store,
        new Date(Date.parse(moment) + hours * 3_600_000),
        deliver,
      );
      expect(failures).toEqual([]);
      // Of the first day: nothing is asked again, and what waited for a snooze still waits.
      if (hours < 48) expect(delivered).toEqual([]);
      delivered.forEach((kind) => kinds.add(kind));
    }
    expect(again).toEqual([]);
    expect([...kinds].sort()).toEqual(['digest', 'front', 'front-edit', 'reminder']);
    const closed = (await listRounds(store)).filter(({ status }) => status === 'closed');
    expect(closed.map(({ period }) => period)).toContain('2026-Q3');
    // Old closings are marked in the index, and so is the one of these weeks.
    const settled = (await listRoundNames(store)).filter(({ settled: mark }) => mark);
    expect(settled.map(roundPartition).sort()).toEqual(closed.map(roundPartition).sort());
    await store.close();
  });

  async function sentKeys(store: EntityStore): Promise<ReadonlySet<string>> {
    const keys = new Set<string>();
    for (const partition of [...rounds.map(roundPartition), peoplePartition])
      for await (const { value } of allMessages(store, partition))
        if (value.state !== 'pending') keys.add(value.key);
    expect(keys.size).toBeGreaterThan(50);
    return keys;
  }
});

describe('a person who was asked by the first version', () => {
  let running: BotUnderTest;
  beforeAll(async () => void (running = await startBotUnderTest({ from: fixture, moment })));
  afterAll(() => running.stop());

  it('answers the goal on today’s card; the earlier answers stay in the history', async () => {
    const round = { programmeId: 'strategic-goals', period: '2026-Q3' };
    const personId = 'strategy-hr-director@example.org';
    const [asked] = (await loadAskedRound(running.store, round, personId, new Date(moment)))!.goals;
    const { id } = asked!.goal;
    const before = await readReply(running.store, round, id);
    const user = await personAt(running, personId);
    const list = await say(running, user, 'omat tavoitteet');
    const card = await press(user, list, 'goal', {}, { goalId: id });
    const typed = Object.fromEntries(
      inputsOf(card).map((input) => [input.id, typedAnswer(input, asked!.goal, 0)]),
    );
    let next = await press(user, card, 'save', typed);
    if (buttonsOf(next, 'confirm').length > 0) next = await press(user, next, 'confirm');
    expect(nodesOf(next).length).toBeGreaterThan(3);
    const after = (await loadReplies(running.store, round)).get(id)!;
    expect(after.version).toBe((before?.value.version ?? 0) + 1);
    expect(after.at).toBe(moment);
  });
});

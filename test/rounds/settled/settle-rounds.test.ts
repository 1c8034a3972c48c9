/** Marks in the index of rounds: never on a round that takes replies, whatever happens in between. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { schedule } from '../../../src/audit/audit';
import { discardRound } from '../../../src/schedule/discard-round';
import { reopenRound } from '../../../src/reminders/reopen-round';
import { StorageError } from '../../../src/errors';
import { closeRound } from '../../../src/rounds/close-round';
import { openRound } from '../../../src/rounds/open-round';
import {
  indexKey,
  indexPartition,
  listOpenRounds,
  listRoundNames,
  listRoundsSince,
  readRound,
  roundKey,
  type RoundName,
  roundPartition,
} from '../../../src/rounds/round-store';
import { settleRounds, unsettle } from '../../../src/rounds/settled/settle-rounds';
import { surveyRounds } from '../../../src/rounds/settled/survey-rounds';
import { removePastRound, writePastRound } from '../../../src/replies/past-round';
import { sendableRounds } from '../../../src/schedule/sendable-rounds';
import { insert, put, readRow } from '../../../src/storage/rows';
import { openSqliteStore } from '../../../src/storage/sqlite/sqlite-store';
import { type EntityStore } from '../../../src/storage/store';
import { dyingAtCommit } from '../../helpers/failing-store';
import {
  collect,
  deadline,
  during,
  name,
  openTempStore,
  opens,
  saveOpenRound,
  smallSetting,
  type TempStore,
} from '../../helpers/fixtures';
import { tickOn } from '../../schedule/ticking';

const hour = 3_600_000;
const after = (hours: number) => new Date(deadline.getTime() + hours * hour);
const reopening = { ...name, ...schedule, reason: 'Mittari korjattu', deadline: after(24 * 40) };
const discarding = { ...name, ...schedule };

let temp: TempStore;
let store: EntityStore;
beforeEach(async () => {
  temp = await openTempStore();
  store = temp.store;
  await saveOpenRound(store, smallSetting());
});
afterEach(() => temp.remove());

const settle = async (at: EntityStore, now: Date) => settleRounds(at, await surveyRounds(at), now);
const markOf = async (of: RoundName = name) => {
  const names = await listRoundNames(store, of.programmeId);
  return names.find(({ period }) => period === of.period)?.settled;
};

/** Like hours of ticks after the upgrade, some of them before the round is closed. */
async function settled(): Promise<void> {
  await settle(store, during);
  await tickOn(store, deadline);
  await settle(store, after(1));
  await settle(store, after(2));
}

/** Counts how often the round's own row is read. */
function counting(of: RoundName = name): EntityStore & { readonly reads: number } {
  let reads = 0;
  return {
    get reads() {
      return reads;
    },
    get: (partition, key) => {
      if (partition === roundPartition(of) && key === roundKey) reads += 1;
      return store.get(partition, key);
    },
    range: (partition, range) => store.range(partition, range),
    commit: (partition, changes) => store.commit(partition, changes),
    close: () => store.close(),
  };
}

describe('the mark of a settled round', () => {
  it('is set an hour after its closing, and neither ticks nor lists read the round from then on', async () => {
    await tickOn(store, deadline);
    const seen = [];
    for (const hours of [0.1, 0.9, 1, 1.1, 2]) {
      await tickOn(store, after(hours));
      seen.push((await markOf())?.closedAt);
    }
    // The first call that finds a round to mark only notes that it did.
    expect(seen).toEqual([undefined, undefined, undefined, undefined, deadline.toISOString()]);
    const counted = counting();
    expect(await tickOn(counted, after(3))).toEqual({ delivered: [], failures: [] });
    expect(await listOpenRounds(counted)).toEqual([]);
    expect(await listRoundsSince(counted, after(24).toISOString())).toEqual([]);
    expect(counted.reads).toBe(0);
    const sendable = async (days: number) =>
      (await sendableRounds(store, after(24 * days), new Set())).map(({ period }) => period);
    expect(await sendable(13)).toEqual([name.period]);
    expect(await sendable(15)).toEqual([]);
    expect(await listRoundsSince(store, deadline.toISOString())).toMatchObject([{ status: 'closed' }]);
  });

  it('is set by the tick that finishes an old closing, so that a repeated one changes nothing', async () => {
    await store.commit('schedule', [insert('settling', { at: opens.toISOString() })]);
    await closeRound(dyingAtCommit(store, 3), { ...name, ...schedule }, deadline).catch(() => undefined);
    expect((await readRound(store, name))!.value.status).toBe('closing');
    expect((await tickOn(store, after(3))).failures).toEqual([]);
    expect((await markOf())?.closedAt).toBe(deadline.toISOString());
    const before = temp.dump();
    for (let run = 0; run < 3; run++) await tickOn(store, after(3));
    expect(temp.dump()).toEqual(before);
  });

  it('keeps the calendar from opening the round again', async () => {
    await settled();
    expect(await tickOn(store, after(3))).toEqual({ delivered: [], failures: [] });
    expect((await readRound(store, name))!.value.status).toBe('closed');
    expect(await markOf()).toBeDefined();
  });

  it.each([
    ['an open one', async () => {}],
    ['one whose followers are not told yet', () => withRound({ status: 'closed', untold: 'closing-x' })],
    ['one whose digest is not in the front posts yet', () => withRound({ status: 'closed', unposted: {} })],
    ['one that is being closed', () => withRound({ status: 'closing', closing: { since: 'x' } })],
    ['a skipped one', () => withRound({ status: 'planned' })],
    ['one that was taken back', () => discardRound(store, discarding, during)],
  ])('is not set on %s', async (_, prepare) => {
    await prepare();
    for (const hours of [1, 2, 3]) await settle(store, after(hours));
    expect(await markOf()).toBeUndefined();
  });

  it('goes with a reopening, and comes back with the next closing', async () => {
    await settled();
    const first = await markOf();
    await reopenRound(store, reopening, after(3));
    expect(await markOf()).toBeUndefined();
    expect((await tickOn(store, after(4))).delivered).toContain('prompt');
    await settle(store, after(5));
    expect(await markOf()).toBeUndefined();
    await closeRound(store, { ...name, ...schedule }, after(6));
    await tickOn(store, after(7));
    await tickOn(store, after(8));
    expect(first).toMatchObject({ closedAt: deadline.toISOString() });
    expect(await markOf()).toMatchObject({ closedAt: after(6).toISOString() });
  });

  it('is gone when a round was to be reopened and the process died, and is set again', async () => {
    await settled();
    for (const n of [1, 2]) {
      await expect(reopenRound(dyingAtCommit(store, n), reopening, after(3))).rejects.toThrow('power cut');
      expect((await readRound(store, name))!.value.status).toBe('closed');
      expect((await markOf()) === undefined).toBe(n === 2);
    }
    await settle(store, after(4));
    expect(await markOf()).toBeDefined();
  });

  it('is not set when the process dies before, and is set by the next tick', async () => {
    await settle(store, during);
    await tickOn(store, deadline);
    await settle(store, after(1));
    for (const n of [1, 2]) {
      await expect(settle(dyingAtCommit(store, n), after(2))).rejects.toThrow('power cut');
      expect(await markOf()).toBeUndefined();
    }
    await settle(store, after(2));
    expect(await markOf()).toBeDefined();
  });

  it('is taken off a figure of a document that is taken back, before the round is gone', async () => {
    const past: RoundName = { ...name, period: '2026-Q2' };
    const { register } = smallSetting();
    const written = { ...register, period: past.period, roles: [], replies: [], by: 'schedule' };
    await writePastRound(store, written);
    await settle(store, after(1));
    await settle(store, after(2));
    expect(await markOf(past)).toBeDefined();
    await expect(removePastRound(dyingAtCommit(store, 2), past)).rejects.toThrow('power cut');
    expect(await markOf(past)).toBeUndefined();
    await removePastRound(store, past);
    expect(await listRoundNames(store)).toEqual([name]);
  });

  it('does not hide a round that is opened where an interrupted removal has left one', async () => {
    const next: RoundName = { ...name, period: '2026-Q4' };
    const left = { ...next, settled: { closedAt: opens.toISOString(), auditFrom: opens.toISOString() } };
    await store.commit(indexPartition, [insert(indexKey(next), left)]);
    const times = { opens: after(1), deadline: after(24 * 10) };
    await openRound(store, { ...next, ...schedule, ...times }, after(1));
    expect(await markOf(next)).toBeUndefined();
    expect(await listOpenRounds(store)).toContainEqual(expect.objectContaining(next));
  });

  async function withRound(changes: object): Promise<void> {
    const row = await readRow<object>(store, roundPartition(name), roundKey);
    const events = [{ what: 'closed', by: 'schedule', at: opens.toISOString() }];
    await store.commit(roundPartition(name), [put(row, roundKey, { ...row!.value, events, ...changes })]);
  }
});

describe('two replicas, in any order of their reads and writes', () => {
  const acts = fc.array(fc.constantFrom('settle' as const, 'reopen' as const), {
    minLength: 2,
    maxLength: 3,
  });
  /** Whose turn it is, of those who have something to read or write. */
  const course = fc
    .array(fc.tuple(fc.nat({ max: 5 }), fc.integer({ min: 1, max: 16 })), { minLength: 8, maxLength: 12 })
    .map((stretches) => stretches.flatMap(([replica, turns]) => Array<number>(turns).fill(replica)));
  /** How many reads and writes the first one may make before it dies. */
  const lives = fc.option(fc.integer({ min: 8, max: 16 }), { nil: Infinity });

  it('never leave a mark on a round that takes replies', async () => {
    await settle(store, during);
    await tickOn(store, deadline);
    await settle(store, after(1));
    const ends = new Set<string>();
    await fc.assert(
      fc.asyncProperty(acts, course, lives, fc.boolean(), async (planned, choices, life, isMarked) => {
        await closedAgain(isMarked);
        const turns = new Turns(store, choices);
        const replicas = planned.map((act, index) => {
          const own = turns.storeFor(index, index === 0 ? life : Infinity);
          return act === 'settle' ? settle(own, after(9)) : reopenRound(own, reopening, after(9));
        });
        await turns.run(replicas);
        const { status } = (await readRound(store, name))!.value;
        const mark = (await markOf()) ? 'marked' : 'not marked';
        ends.add(`${status}, ${mark}`);
        expect(`${status}, ${mark}`).not.toBe('reopened, marked');
      }),
      { numRuns: 400, seed: 22 },
    );
    expect([...ends].sort()).toEqual(['closed, marked', 'closed, not marked', 'reopened, not marked']);
  });

  /** The round as it was closed at the deadline, with or without a mark. */
  async function closedAgain(isMarked: boolean): Promise<void> {
    const row = (await readRound(store, name))!;
    const events = row.value.events.filter(({ what }) => what !== 'reopened');
    await store.commit(roundPartition(name), [
      put(row, roundKey, { ...row.value, status: 'closed', events }),
    ]);
    await unsettle(store, name);
    if (isMarked) await settle(store, after(8));
  }
});

/** Lets replicas read and write one at a time, in a given order. */
class Turns {
  private readonly waiting: { readonly replica: number; readonly go: () => Promise<unknown> }[] = [];

  constructor(
    private readonly store: EntityStore,
    private readonly choices: readonly number[],
  ) {}

  /** @param life reads and writes after which every further one fails */
  storeFor(replica: number, life: number): EntityStore {
    let left = life;
    const inTurn = <T>(act: () => Promise<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        const alive = () => ((left -= 1) < 0 ? Promise.reject(new StorageError('it died')) : act());
        this.waiting.push({ replica, go: () => alive().then(resolve, reject) });
      });
    const { store } = this;
    return {
      get: (partition, key) => inTurn(() => store.get(partition, key)),
      async *range(partition, range) {
        yield* await inTurn(() => collect(store.range(partition, range)));
      },
      commit: (partition, changes) => inTurn(() => store.commit(partition, changes)),
      close: () => store.close(),
    };
  }

  async run(replicas: readonly Promise<unknown>[]): Promise<void> {
    let running = true;
    void Promise.allSettled(replicas).then(() => (running = false));
    for (let turn = 0; running; turn++) {
      await new Promise(setImmediate);
      const ready = [...new Set(this.waiting.map(({ replica }) => replica))].sort();
      const next = ready[(this.choices[turn % this.choices.length] ?? 0) % ready.length];
      const at = this.waiting.findIndex(({ replica }) => replica === next);
      if (at >= 0) await this.waiting.splice(at, 1)[0]!.go();
    }
  }
}

it('a second process sees the mark, and its reopening takes it off for the first', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'seuranta-settled-'));
  const opened = () => openSqliteStore(path.join(folder, 'store.db'));
  const [one, other] = [opened(), opened()];
  await saveOpenRound(one, smallSetting());
  await settle(other, during);
  await tickOn(one, deadline);
  const looked = await surveyRounds(one);
  for (const hours of [1, 2]) await settle(other, after(hours));
  expect((await surveyRounds(one)).settled).toEqual(new Set([indexKey(name)]));
  await reopenRound(other, reopening, after(3));
  // What was looked at before it was reopened is not marked any more.
  await settleRounds(one, looked, after(4));
  expect(await listOpenRounds(one)).toHaveLength(1);
  expect((await tickOn(one, after(4))).delivered).toContain('prompt');
  await Promise.all([one.close(), other.close()]);
  await rm(folder, { recursive: true });
});

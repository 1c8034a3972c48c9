import { jest } from '@jest/globals';
import { type Replica, startReplica } from '../../bot/replica';
import { StorageError } from '../../src/errors';
import { leaseMs } from '../../src/schedule/lease';
import { type EntityStore } from '../../src/storage/store';
import { during, eachWithStore } from '../helpers/fixtures';

const stored = eachWithStore();
let started: Replica[];

/** Timers and dates only: what reads and writes the store goes on by itself. */
beforeEach(() => {
  jest.useFakeTimers({
    now: during,
    doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask', 'performance'],
  });
  started = [];
});
afterEach(async () => {
  await Promise.all(started.map((replica) => replica.stop()));
  jest.useRealTimers();
});

const seconds = (count: number) => jest.advanceTimersByTimeAsync(count * 1_000);

interface Work {
  readonly store?: EntityStore;
  readonly work?: (mayGoOn: () => boolean) => Promise<void>;
  readonly people?: () => Promise<void>;
}

async function start(holder: string, { store = stored.store, work, people }: Work = {}) {
  const done: string[] = [];
  const errors: string[] = [];
  const replica = await startReplica({
    store,
    clock: { now: () => new Date() },
    holder,
    work: async (mayGoOn: () => boolean) => {
      done.push('work');
      await work?.(mayGoOn);
    },
    send: () => Promise.resolve(void done.push('send')),
    ...(people && { people: () => (done.push('people'), people()) }),
    onError: (what) => errors.push(what),
  });
  started.push(replica);
  return { replica, done, errors };
}

/** The store of a process that has been cut off: it can do nothing any more. */
function cuttable(): EntityStore & { cut: boolean } {
  const { store } = stored;
  const guard = () => {
    if (cut.cut) throw new StorageError('cut off');
  };
  const cut = {
    cut: false,
    get: async (...at: Parameters<EntityStore['get']>) => (guard(), store.get(...at)),
    range: (...of: Parameters<EntityStore['range']>) => (guard(), store.range(...of)),
    commit: async (...changes: Parameters<EntityStore['commit']>) => (guard(), store.commit(...changes)),
    close: () => store.close(),
  };
  return cut;
}

/** Work that goes on until the test lets it end. */
function longWork() {
  const seen: (() => boolean)[] = [];
  let end = () => {};
  const ended = new Promise<void>((resolve) => (end = resolve));
  const work = (mayGoOn: () => boolean) => (seen.push(mayGoOn), ended);
  return { work, end: () => end(), mayGoOn: () => seen[0]!() };
}

describe('of several replicas', () => {
  it('the first works at once and then every minute, the others not at all', async () => {
    const first = await start('first');
    const second = await start('second');
    expect([first.done[0], second.done]).toEqual(['work', []]);
    await seconds(180);
    expect(first.done.filter((what) => what === 'work').length).toBeGreaterThanOrEqual(3);
    expect(first.done.filter((what) => what === 'send').length).toBeGreaterThan(20);
    expect(second.done).toEqual([]);
    expect([first.replica.leads(), second.replica.leads()]).toEqual([true, false]);
  });

  it('another one takes over within 10 s after the first has stopped', async () => {
    const first = await start('first');
    const second = await start('second');
    await first.replica.stop();
    await seconds(11);
    expect(second.replica.leads()).toBe(true);
    expect(second.done).toContain('send');
  });

  it('another one takes over within a minute after the first was cut off, and never do two lead', async () => {
    const store = cuttable();
    const first = await start('first', { store });
    const second = await start('second');
    store.cut = true;
    let both = false;
    for (let passed = 0; passed < 60; passed++) {
      await seconds(1);
      both ||= first.replica.leads() && second.replica.leads();
    }
    expect([both, first.replica.leads(), second.replica.leads()]).toEqual([false, false, true]);
    expect(first.errors).toContain('lease');
  });
});

describe('a replica', () => {
  it('stops its work before the lease ends when it cannot be renewed', async () => {
    const store = cuttable();
    const work = longWork();
    const { replica } = await start('one', { store, work: work.work });
    store.cut = true;
    await seconds(leaseMs / 1_000 - 11);
    expect(work.mayGoOn()).toBe(true);
    await seconds(2);
    expect([work.mayGoOn(), replica.leads()]).toEqual([false, false]);
    work.end();
  });

  it('leads again when the store is back', async () => {
    const store = cuttable();
    const { replica } = await start('one', { store });
    store.cut = true;
    await seconds(60);
    store.cut = false;
    await seconds(11);
    expect(replica.leads()).toBe(true);
  });

  it('does one piece of work at a time, and sends beside it', async () => {
    const work = longWork();
    const { done } = await start('one', { work: work.work });
    await seconds(120);
    // Sending goes on beside it: what is due does not wait for ten thousand prompts, nor they for it.
    expect(done.filter((what) => what === 'work')).toHaveLength(1);
    expect(done.filter((what) => what === 'send').length).toBeGreaterThan(10);
    work.end();
    await seconds(61);
    expect(done.length).toBeGreaterThan(2);
  });

  it('keeps persons every minute, and a directory that does not answer holds up nothing else', async () => {
    const answering = await start('one', { people: () => Promise.resolve() });
    await seconds(121);
    expect(answering.done.filter((what) => what === 'people').length).toBeGreaterThan(1);
    await answering.replica.stop();
    let answer = () => {};
    const { done } = await start('two', { people: () => new Promise<void>((end) => (answer = end)) });
    await seconds(121);
    const times = (wanted: string) => done.filter((what) => what === wanted).length;
    expect([times('people'), times('work') > 1, times('send') > 10]).toEqual([1, true, true]);
    answer();
  });

  it('goes on after work that failed, and says what failed', async () => {
    const { done, errors } = await start('one', { work: () => Promise.reject(new StorageError('full')) });
    await seconds(121);
    expect(errors).toContain('work');
    expect(done.filter((what) => what === 'work').length).toBeGreaterThan(1);
  });

  it('that stops tells its work so, waits for it, and only then gives up the lease', async () => {
    const work = longWork();
    const { replica } = await start('one', { work: work.work });
    const stopping = replica.stop();
    await seconds(1);
    expect(work.mayGoOn()).toBe(false);
    const other = await start('other');
    expect(other.replica.leads()).toBe(false);
    work.end();
    await stopping;
    expect((await start('third')).replica.leads()).toBe(true);
  });

  it('does not wait for ever for work that hangs', async () => {
    const work = longWork();
    const { replica } = await start('one', { work: work.work });
    let stopped = false;
    const stopping = replica.stop().then(() => (stopped = true));
    await seconds(10);
    await stopping;
    expect(stopped).toBe(true);
    work.end();
  });

  it('whose store cannot be read at the start does not lead, and says so', async () => {
    const store = cuttable();
    store.cut = true;
    const { replica, done, errors } = await start('one', { store });
    expect([replica.leads(), done, errors]).toEqual([false, [], ['lease']]);
  });
});

import { jest } from '@jest/globals';
import { type RunningPart } from '../../../bot/process/parts';
import { type Replica, startReplica } from '../../../bot/process/replica';
import { StorageError } from '../../../src/errors';
import { leaseMs } from '../../../src/schedule/lease';
import { type EntityStore } from '../../../src/storage/store';
import { during, eachWithStore } from '../../helpers/fixtures';

const stored = eachWithStore();
let started: Replica[];

/** Fakes only timers and clocks: reads and writes of the store are real. */
beforeEach(() => {
  jest.useFakeTimers({
    now: during,
    doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'],
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
  readonly send?: (mayGoOn: () => boolean) => Promise<void>;
  readonly finish?: () => Promise<void>;
  readonly watch?: (parts: readonly RunningPart[]) => void;
}

async function start(holder: string, { store = stored.store, work, people, send, watch, finish }: Work = {}) {
  const done: string[] = [];
  const errors: string[] = [];
  const running: { replica?: Replica } = {};
  const replica = await startReplica({
    store,
    clock: { now: () => new Date() },
    holder,
    work: async (mayGoOn: () => boolean) => {
      done.push('work');
      await work?.(mayGoOn);
    },
    send: async (mayGoOn) => {
      done.push('send');
      await send?.(mayGoOn);
    },
    ...(finish && { finish }),
    ...(watch && { watch: () => Promise.resolve(watch(running.replica?.running() ?? [])) }),
    ...(people && { people: () => (done.push('people'), people()) }),
    onError: (what) => errors.push(what),
  });
  running.replica = replica;
  started.push(replica);
  return { replica, done, errors };
}

/** The store of a process that has been cut off: all its calls fail. */
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

/** Work that continues until the test lets it end. */
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
    // Sending runs in parallel: due work does not wait for ten thousand prompts, nor they for it.
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

  it('keeps the lease where it cannot finish, so that nobody does again what it did', async () => {
    const finish = () => Promise.reject(new StorageError('full'));
    const { replica, errors } = await start('one', { finish });
    await replica.stop();
    const other = await start('other');
    expect([errors, other.replica.leads()]).toEqual([['lease'], false]);
    await seconds(50);
    expect(other.replica.leads()).toBe(true);
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

describe('a clock that is set', () => {
  const hour = 3_600;
  const day = 24 * hour;

  it.each([-day, -2 * hour, 2 * hour, day])(
    'by %i s: it works on within a minute and a quarter',
    async (step) => {
      const { replica, done } = await start('one');
      await seconds(120);
      done.splice(0);
      jest.setSystemTime(Date.now() + step * 1_000);
      await seconds(75);
      expect([replica.leads(), done.includes('work'), done.includes('send')]).toEqual([true, true, true]);
    },
  );

  it.each([-day, -2 * hour, 2 * hour, day])(
    'by %i s: a replica that is started again leads within a minute',
    async (step) => {
      const store = cuttable();
      await start('gone', { store });
      await seconds(30);
      store.cut = true;
      jest.setSystemTime(Date.now() + step * 1_000);
      const { replica, done } = await start('again');
      await seconds(60);
      expect([replica.leads(), done.includes('work')]).toEqual([true, true]);
    },
  );

  it('ends the term of what began before, and not of what begins after', async () => {
    const seen: (() => boolean)[] = [];
    await start('one', { work: (mayGoOn) => (seen.push(mayGoOn), Promise.resolve()) });
    jest.setSystemTime(Date.now() + hour * 1_000);
    expect(seen[0]!()).toBe(false);
    await seconds(75);
    expect([seen[0]!(), seen.at(-1)!()]).toEqual([false, true]);
  });
});

describe('a process that stood still', () => {
  it('asks for the lease before it goes on, and does not go on with what another may have done', async () => {
    const work = longWork();
    const { replica } = await start('one', { work: work.work });
    const second = await start('second');
    // All clocks advanced, but nothing in this process ran.
    jest.setSystemTime(Date.now() + 62_000);
    expect(work.mayGoOn()).toBe(false);
    await seconds(10);
    expect([replica.leads(), second.replica.leads(), work.mayGoOn()]).toEqual([true, false, false]);
    work.end();
  });

  it('may not go on either when only its timers say so', async () => {
    const work = longWork();
    const store = cuttable();
    await start('one', { store, work: work.work });
    store.cut = true;
    const now = Date.now();
    await seconds(40);
    jest.setSystemTime(now);
    expect(work.mayGoOn()).toBe(false);
    work.end();
  });
});

describe('a part that stands still', () => {
  it('makes its replica give up the lease, so that another one leads', async () => {
    const hanging = await start('one', { send: () => new Promise<void>(() => undefined) });
    const second = await start('second');
    await seconds(110);
    expect([hanging.replica.leads(), second.replica.leads()]).toEqual([true, false]);
    await seconds(30);
    expect([hanging.replica.leads(), second.replica.leads()]).toEqual([false, true]);
    expect(hanging.errors).toContain('stands still');
    expect(second.done).toContain('send');
  });

  it('does not make another one do what the other parts have under way', async () => {
    const sending = longWork();
    const hanging = await start('one', {
      people: () => new Promise<void>(() => undefined),
      send: sending.work,
    });
    const second = await start('second');
    const alive = setInterval(() => sending.mayGoOn(), 1_000);
    await seconds(1_805);
    clearInterval(alive);
    expect([hanging.errors, second.replica.leads()]).toEqual([['stands still'], false]);
    sending.end();
    await seconds(20);
    expect([hanging.replica.leads(), second.replica.leads()]).toEqual([false, true]);
  });

  it('is begun again where there is no other replica', async () => {
    let hangs = true;
    const forEver = new Promise<void>(() => undefined);
    const { replica, done } = await start('one', { send: () => (hangs ? forEver : Promise.resolve()) });
    await seconds(120);
    hangs = false;
    done.splice(0);
    await seconds(30);
    expect([replica.leads(), done.includes('send')]).toEqual([true, true]);
  });

  it('is none that shows life, however long it takes', async () => {
    let goOn = true;
    const { replica, errors } = await start('one', {
      send: async (mayGoOn) => {
        while (goOn && mayGoOn()) await new Promise((resolve) => setTimeout(resolve, 60_000));
      },
    });
    await seconds(1_800);
    expect([replica.leads(), errors]).toEqual([true, []]);
    goOn = false;
    await seconds(60);
  });

  it('is seen by what watches, with its age', async () => {
    const seen: string[] = [];
    const sending = longWork();
    await start('one', {
      send: sending.work,
      watch: (parts) => seen.push(parts.map(({ part, ageMs }) => `${part} ${ageMs / 1_000}`).join()),
    });
    await seconds(90);
    expect(seen).toEqual(['', expect.stringMatching(/^send (30|60)\b/)]);
    sending.end();
  });
});

import { ConflictError, StorageError } from '../../src/errors';
import { countMessages, enqueue, findMessage, type Message } from '../../src/outbox/message';
import { endWaiting } from '../../src/outbox/end-waiting';
import { createSendMemory } from '../../src/outbox/send-memory';
import {
  type Delivery,
  markSent,
  type Outcome,
  sendPending,
  type SenderOptions,
} from '../../src/outbox/sender';
import { commitInPages } from '../../src/storage/rows';
import { type EntityStore } from '../../src/storage/store';
import { dyingAtCommit } from '../helpers/failing-store';
import { during, eachWithStore } from '../helpers/fixtures';

const stored = eachWithStore();
const receipt = { conversationId: 'c', activityId: 'a', serviceUrl: 'http://localhost' };
const sent: Outcome = { type: 'sent', receipt };
const later = (seconds: number) => new Date(during.getTime() + seconds * 1000);

async function put(count: number): Promise<string[]> {
  const keys = Array.from({ length: count }, (_, index) => `k${String(index).padStart(3, '0')}`);
  const recipient = { type: 'person' as const, personId: 'anna@example.org' };
  await commitInPages(
    stored.store,
    'round',
    keys.map((key) =>
      enqueue(
        { key, kind: 'prompt' as const, recipient, data: { programmeId: 'prog', period: '2026-Q3' } },
        during,
      ),
    ),
  );
  return keys;
}

interface Sending extends Partial<Omit<SenderOptions, 'store' | 'clock' | 'deliver'>> {
  readonly at?: Date;
  readonly store?: EntityStore;
}

const send = (deliver: Delivery, { at = during, store = stored.store, ...options }: Sending = {}) =>
  sendPending({ store, clock: { now: () => at }, deliver, ...options }, 'round');
const stateOf = async (key: string) => (await findMessage(stored.store, 'round', key))?.value;

/** Delivers everything with `outcome`, and keeps the keys in the order of delivery. */
function recording(outcome: (message: Message) => Outcome = () => sent) {
  const keys: string[] = [];
  const deliver: Delivery = (message) => {
    keys.push(message.key);
    return Promise.resolve(outcome(message));
  };
  return { keys, deliver };
}

describe('sending', () => {
  it('delivers each message once, however often it runs', async () => {
    const keys = await put(30);
    const { keys: delivered, deliver } = recording();
    for (let run = 0; run < 3; run++) await send(deliver);
    expect(delivered.sort()).toEqual(keys);
    expect(await countMessages(stored.store, 'round')).toMatchObject({ pending: 0, sent: 30 });
  });

  it('keeps where a sent message stands', async () => {
    await put(1);
    await send(recording().deliver);
    expect(await stateOf('k000')).toMatchObject({
      state: 'sent',
      receipt,
      attempts: 1,
      endedAt: during.toISOString(),
    });
  });

  it.each(['blocked', 'not-installed', 'left', 'failed'] as const)(
    'ends a message as %s for good',
    async (state) => {
      await put(1);
      const { keys, deliver } = recording(() => ({ type: 'ended', state, reason: 'why' }));
      await send(deliver);
      await send(deliver, { at: later(86_400) });
      expect(keys).toEqual(['k000']);
      expect(await stateOf('k000')).toMatchObject({ state, reason: 'why', attempts: 1 });
    },
  );

  it('asks before each message, and delivers none that is held or needless by then', async () => {
    await put(3);
    const { keys, deliver } = recording();
    const before = ({ key }: Message) =>
      Promise.resolve(
        key === 'k000'
          ? ({ type: 'held' } as const)
          : key === 'k001'
            ? ({ type: 'ended', state: 'needless', reason: 'over' } as const)
            : undefined,
      );
    await send(deliver, { before });
    expect(keys).toEqual(['k002']);
    expect(await stateOf('k000')).toMatchObject({ state: 'pending', attempts: 0 });
    expect(await stateOf('k001')).toMatchObject({ state: 'needless', reason: 'over' });
    await send(deliver);
    expect(keys).toEqual(['k002', 'k000']);
  });

  it('stops if it cannot ask, and fails no message', async () => {
    await put(3);
    const { keys, deliver } = recording();
    const before = () => Promise.reject(new StorageError('unreachable'));
    await expect(send(deliver, { before })).rejects.toThrow('unreachable');
    expect(keys).toEqual([]);
    expect(await countMessages(stored.store, 'round')).toMatchObject({ pending: 3, failed: 0 });
  });

  it('marks as sent what became needless while it was under way', async () => {
    await put(1);
    const ended = { reason: 'over', at: during.toISOString() };
    await send(async () => {
      await endWaiting(stored.store, 'round', () => true, ended);
      return sent;
    });
    const marked = await stateOf('k000');
    expect(marked).toMatchObject({ state: 'sent', receipt });
    expect(marked).not.toHaveProperty('reason');
    expect(await countMessages(stored.store, 'round')).toMatchObject({ pending: 0, sent: 1, needless: 0 });
  });

  it('goes on when one delivery throws, and fails that message only', async () => {
    const keys = await put(10);
    const { deliver } = recording();
    await send((message) =>
      message.key === 'k003' ? Promise.reject(new Error('defect')) : deliver(message),
    );
    const states = await Promise.all(keys.map(async (key) => (await stateOf(key))?.state));
    expect(states.map((state, index) => (state === 'sent' ? '' : `${index} ${state}`)).join('')).toBe(
      '3 failed',
    );
    expect((await stateOf('k003'))?.reason).toBe('defect');
  });

  it('goes on when a delivery throws before it has returned a promise', async () => {
    await put(3);
    const { deliver } = recording();
    await send((message) => {
      if (message.key === 'k000') throw new Error('defect');
      return deliver(message);
    });
    expect(await countMessages(stored.store, 'round')).toMatchObject({ failed: 1, sent: 2 });
  });

  it('has at most the allowed number under way at once, and makes use of it', async () => {
    await put(40);
    let [running, most] = [0, 0];
    const deliver: Delivery = async () => {
      most = Math.max(most, (running += 1));
      await new Promise(setImmediate);
      running -= 1;
      return sent;
    };
    await send(deliver, { inFlight: 6 });
    expect(most).toBe(6);
    expect((await countMessages(stored.store, 'round')).sent).toBe(40);
  });

  it('reports each attempt with its outcome', async () => {
    await put(3);
    const attempts: string[] = [];
    const retry: Outcome = { type: 'retry', reason: 'busy' };
    const { deliver } = recording(({ key }) => (key === 'k001' ? retry : sent));
    await send(deliver, { onAttempt: ({ key }, { type }) => attempts.push(`${key} ${type}`) });
    expect(attempts.sort()).toEqual(['k000 sent', 'k001 retry', 'k002 sent']);
  });
});

describe('a message that may be sent again', () => {
  const retry = (afterMs?: number): Outcome => ({
    type: 'retry',
    reason: 'busy',
    ...(afterMs !== undefined && { afterMs }),
  });

  it('waits as long as the other side asks for', async () => {
    await put(1);
    await send(recording(() => retry(90_000)).deliver);
    expect(await stateOf('k000')).toMatchObject({
      notBefore: later(90).toISOString(),
      reason: 'busy',
      attempts: 1,
    });
    const { keys, deliver } = recording();
    await send(deliver, { at: later(89.999) });
    expect(keys).toEqual([]);
    await send(deliver, { at: later(90) });
    expect(keys).toEqual(['k000']);
  });

  it('waits twice as long each time, half of it by chance', async () => {
    await put(1);
    let at = during;
    for (const seconds of [2, 4, 8, 16, 32, 64, 100]) {
      await send(recording(() => retry()).deliver, { at });
      const { notBefore } = (await stateOf('k000'))!;
      const waited = (Date.parse(notBefore) - at.getTime()) / 1000;
      expect(waited).toBeGreaterThanOrEqual(seconds / 2);
      expect(waited).toBeLessThanOrEqual(seconds);
      at = new Date(notBefore);
    }
  });

  it('is tried again within two minutes, however often it failed', async () => {
    await put(1);
    let at = during;
    for (let attempt = 1; attempt <= 12; attempt++) {
      await send(recording(() => retry()).deliver, { at, maxAttempts: 20 });
      const { notBefore } = (await stateOf('k000'))!;
      expect(Date.parse(notBefore) - at.getTime()).toBeLessThanOrEqual(100_000);
      at = new Date(notBefore);
    }
  });

  it('fails after the last attempt, with the reason of it', async () => {
    await put(1);
    const { keys, deliver } = recording(() => retry());
    for (let hour = 0; hour < 5; hour++) await send(deliver, { at: later(hour * 3600), maxAttempts: 3 });
    expect(keys).toHaveLength(3);
    expect(await stateOf('k000')).toMatchObject({ state: 'failed', reason: 'busy', attempts: 3 });
  });

  it('does not hold up those behind it', async () => {
    await put(5);
    await send(recording(({ key }) => (key === 'k000' ? retry() : sent)).deliver);
    expect(await countMessages(stored.store, 'round')).toMatchObject({ pending: 1, sent: 4 });
  });
});

describe('a crash between sent and marked', () => {
  it.each([1, 2, 5])('repeats only that message: commit %i', async (n) => {
    const keys = await put(5);
    const first = recording();
    // The first commit only tries whether the store takes one.
    const dying = dyingAtCommit(stored.store, n + 1);
    await expect(send(first.deliver, { store: dying, inFlight: 1 })).rejects.toThrow(StorageError);
    expect(first.keys).toEqual(keys.slice(0, n));
    const second = recording();
    await send(second.deliver);
    expect(second.keys).toEqual(keys.slice(n - 1));
    expect((await countMessages(stored.store, 'round')).sent).toBe(5);
  });

  it('is told to the caller, whatever else is under way', async () => {
    await put(3);
    const unhandled: unknown[] = [];
    const listen = (error: unknown) => unhandled.push(error);
    process.on('unhandledRejection', listen);
    const failing = dyingAtCommit(stored.store, 2);
    const result = await send(recording().deliver, { store: failing }).then(
      () => 'done',
      () => 'told',
    );
    await new Promise(setImmediate);
    process.off('unhandledRejection', listen);
    expect({ result, unhandled }).toEqual({ result: 'told', unhandled: [] });
  });
});

describe('a store that takes no writes', () => {
  /** Full while `full` is set, after the first `writes` commits; what is read stays readable. */
  function fillable(writes = Infinity) {
    let left = writes;
    const disk = {
      full: false,
      ...{ get: stored.store.get.bind(stored.store), range: stored.store.range.bind(stored.store) },
      close: () => stored.store.close(),
      commit: async (...changes: Parameters<EntityStore['commit']>) => {
        if (disk.full || left-- <= 0) throw new StorageError('disk full');
        await stored.store.commit(...changes);
      },
    };
    return disk;
  }

  it('is found out before anything is sent', async () => {
    await put(5);
    const store = fillable(0);
    const { keys, deliver } = recording();
    for (let run = 0; run < 8; run++) await expect(send(deliver, { store })).rejects.toThrow(StorageError);
    expect(keys).toEqual([]);
  });

  it('is not tried where nothing is due', async () => {
    const recipient = { type: 'person' as const, personId: 'anna@example.org' };
    const message = {
      key: 'monday',
      kind: 'prompt' as const,
      recipient,
      data: { programmeId: 'prog', period: '2026-Q3' },
    };
    await stored.store.commit('round', [enqueue(message, during, later(86_400))]);
    await send(recording().deliver, { store: fillable(0) });
  });

  it.each([1, 2, 5, 9])(
    'after %i writes: what was sent is not sent again, and is marked later',
    async (n) => {
      const keys = await put(15);
      const store = fillable(n);
      const memory = createSendMemory();
      const { keys: delivered, deliver } = recording();
      for (let run = 0; run < 8; run++)
        await send(deliver, { store, memory, inFlight: 3 }).catch(() => undefined);
      expect(new Set(delivered).size).toBe(delivered.length);
      // Without a disk that takes them, no more are sent than were under way.
      expect(delivered.length).toBeLessThanOrEqual(n - 1 + 3);
      await send(deliver, { memory });
      expect(delivered.sort()).toEqual(keys);
      expect(await countMessages(stored.store, 'round')).toMatchObject({ pending: 0, sent: 15 });
      expect(memory.unmarked()).toEqual([]);
    },
  );

  it('keeps the outcome of each attempt, also of those that are to be made again', async () => {
    await put(1);
    const store = fillable(1);
    const memory = createSendMemory();
    const { keys, deliver } = recording(() => ({ type: 'retry', reason: 'busy', afterMs: 60_000 }));
    for (let run = 0; run < 5; run++) await send(deliver, { store, memory }).catch(() => undefined);
    expect(keys).toEqual(['k000']);
    await send(deliver, { memory, at: later(59) });
    expect(keys).toEqual(['k000']);
    expect(await stateOf('k000')).toMatchObject({ notBefore: later(60).toISOString(), attempts: 1 });
  });

  it('is given a last try before the process ends', async () => {
    await put(2);
    const store = fillable(1);
    const memory = createSendMemory();
    await expect(send(recording().deliver, { store, memory })).rejects.toThrow(StorageError);
    const clock = { now: () => during };
    await markSent({ store: stored.store, clock, memory, deliver: recording().deliver });
    expect(await countMessages(stored.store, 'round')).toMatchObject({ pending: 0, sent: 2 });
  });

  it('but whose answer to a write was only lost: what was marked stays so', async () => {
    await put(2);
    const memory = createSendMemory();
    const losing: EntityStore = {
      ...{ get: stored.store.get.bind(stored.store), range: stored.store.range.bind(stored.store) },
      close: () => stored.store.close(),
      commit: async (...changes) => {
        await stored.store.commit(...changes);
        if (changes[0] === 'round') throw new StorageError('no answer');
      },
    };
    const { keys, deliver } = recording();
    for (let run = 0; run < 4; run++) await send(deliver, { store: losing, memory }).catch(() => undefined);
    expect(keys).toEqual(['k000', 'k001']);
    expect(await countMessages(stored.store, 'round')).toMatchObject({ pending: 0, sent: 2 });
  });
});

describe('a message that somebody changed while it was sent', () => {
  it.each(['once', 'all the time'])('%s is marked as sent and not sent again', async (how) => {
    await put(1);
    const memory = createSendMemory();
    let conflicts = 0;
    const contested: EntityStore = {
      ...{ get: stored.store.get.bind(stored.store), range: stored.store.range.bind(stored.store) },
      close: () => stored.store.close(),
      commit: async (partition, changes) => {
        if (partition === 'round' && (how === 'all the time' ? conflicts++ < 7 : conflicts++ < 1))
          throw new ConflictError('changed');
        await stored.store.commit(partition, changes);
      },
    };
    const { keys, deliver } = recording();
    for (let run = 0; run < 3; run++) await send(deliver, { store: contested, memory });
    expect([keys, (await stateOf('k000'))?.state]).toEqual([['k000'], 'sent']);
  });
});

describe('leave to send', () => {
  it('is handed to the delivery, and what was held back stays as it was', async () => {
    await put(2);
    let leads = true;
    const sentKeys: string[] = [];
    const deliver: Delivery = async ({ key }, mayCall) => {
      await new Promise(setImmediate);
      leads = key === 'k000' && leads;
      if (!mayCall!()) return { type: 'held' };
      sentKeys.push(key);
      return sent;
    };
    const attempts: string[] = [];
    await send(deliver, {
      inFlight: 1,
      mayGoOn: () => leads,
      onAttempt: ({ key }) => void attempts.push(key),
    });
    expect([sentKeys, attempts]).toEqual([['k000'], ['k000']]);
    expect(await stateOf('k001')).toMatchObject({ state: 'pending', attempts: 0 });
  });
});

describe('a run that hangs', () => {
  it('keeps the next one from sending the same message meanwhile', async () => {
    await put(2);
    const memory = createSendMemory();
    let answer: (outcome: Outcome) => void = () => {};
    const hanging = send(
      ({ key }) => (key === 'k000' ? new Promise((resolve) => (answer = resolve)) : Promise.resolve(sent)),
      { memory },
    );
    const { keys, deliver } = recording();
    for (let turn = 0; turn < 50; turn++) await new Promise(setImmediate);
    await send(deliver, { memory });
    expect(keys).toEqual([]);
    answer(sent);
    await hanging;
    expect(await countMessages(stored.store, 'round')).toMatchObject({ pending: 0, sent: 2 });
  });
});

describe('a time to wait', () => {
  const retry = (afterMs: number): Outcome => ({ type: 'retry', reason: 'busy', afterMs });

  it.each([1e12, Infinity])('of %d ms is an hour', async (afterMs) => {
    await put(1);
    await send(recording(() => retry(afterMs)).deliver);
    expect(await stateOf('k000')).toMatchObject({ notBefore: later(3600).toISOString(), attempts: 1 });
  });

  it.each([NaN, -1])('of %d ms is none: one waits as if nothing was said', async (afterMs) => {
    await put(1);
    await send(recording(() => retry(afterMs)).deliver);
    const { notBefore } = (await stateOf('k000'))!;
    expect(Date.parse(notBefore) - during.getTime()).toBeGreaterThan(0);
    expect(Date.parse(notBefore) - during.getTime()).toBeLessThanOrEqual(2_000);
  });

  it('does not hide since when the message waits', async () => {
    await put(1);
    for (const hour of [0, 1, 2])
      await send(recording(() => retry(Infinity)).deliver, { at: later(hour * 3600) });
    expect((await stateOf('k000'))!.dueSince).toBe(during.toISOString());
  });
});

describe('a clock that was set back', () => {
  it('does not hold back what was put there while it was ahead', async () => {
    await put(2);
    const { keys, deliver } = recording();
    await send(deliver, { at: later(-86_400) });
    expect(keys).toEqual(['k000', 'k001']);
  });

  it('does not hold back what was tried while it was ahead', async () => {
    await put(1);
    await send(recording(() => ({ type: 'retry', reason: 'busy' })).deliver, { at: later(86_400) });
    const { keys, deliver } = recording();
    await send(deliver, { at: later(1) });
    expect(keys).toEqual(['k000']);
  });

  it('holds back what is for later', async () => {
    const recipient = { type: 'person' as const, personId: 'anna@example.org' };
    const message = {
      key: 'monday',
      kind: 'prompt' as const,
      recipient,
      data: { programmeId: 'prog', period: '2026-Q3' },
    };
    await stored.store.commit('round', [enqueue(message, during, later(3 * 86_400))]);
    const { keys, deliver } = recording();
    for (const at of [later(-3600), during, later(2 * 86_400)]) await send(deliver, { at });
    expect(keys).toEqual([]);
  });
});

describe('two senders at once', () => {
  it('leave each message in one end state', async () => {
    await put(20);
    await Promise.all([send(recording().deliver), send(recording().deliver)]);
    expect(await countMessages(stored.store, 'round')).toMatchObject({ pending: 0, sent: 20 });
  });
});

describe('a key that was delivered before', () => {
  const again = () => {
    const recipient = { type: 'person' as const, personId: 'anna@example.org' };
    return stored.store.commit('round', [
      enqueue(
        { key: 'k000', kind: 'prompt' as const, recipient, data: { programmeId: 'prog', period: '2026-Q3' } },
        during,
      ),
    ]);
  };

  it('is not delivered again', async () => {
    await put(1);
    const { keys, deliver } = recording();
    await send(deliver);
    await again().catch(() => undefined);
    for (let tick = 0; tick < 3; tick++) await send(deliver);
    expect(keys).toEqual(['k000']);
  });
});

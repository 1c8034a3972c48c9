import { StorageError } from '../../src/errors';
import { countMessages, enqueue, findMessage, type Message } from '../../src/outbox/message';
import { type Delivery, type Outcome, sendPending, type SenderOptions } from '../../src/outbox/sender';
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
    keys.map((key) => enqueue({ key, kind: 'prompt', recipient, data: {} }, during)),
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
    for (const seconds of [2, 4, 8, 16, 32, 64, 128]) {
      await send(recording(() => retry()).deliver, { at });
      const { notBefore } = (await stateOf('k000'))!;
      const waited = (Date.parse(notBefore) - at.getTime()) / 1000;
      expect(waited).toBeGreaterThanOrEqual(seconds / 2);
      expect(waited).toBeLessThanOrEqual(seconds);
      at = new Date(notBefore);
    }
  });

  it('waits no longer than ten minutes', async () => {
    await put(1);
    let at = during;
    for (let attempt = 1; attempt <= 12; attempt++) {
      await send(recording(() => retry()).deliver, { at, maxAttempts: 20 });
      const { notBefore } = (await stateOf('k000'))!;
      expect(Date.parse(notBefore) - at.getTime()).toBeLessThanOrEqual(600_000);
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
    const dying = dyingAtCommit(stored.store, n);
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
    const failing = dyingAtCommit(stored.store, 1);
    const result = await send(recording().deliver, { store: failing }).then(
      () => 'done',
      () => 'told',
    );
    await new Promise(setImmediate);
    process.off('unhandledRejection', listen);
    expect({ result, unhandled }).toEqual({ result: 'told', unhandled: [] });
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
      enqueue({ key: 'k000', kind: 'prompt', recipient, data: {} }, during),
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

import { ConflictError } from '../../src/errors';
import {
  countMessages,
  endMessage,
  enqueue,
  findMessage,
  type Message,
  type NewMessage,
  pendingMessages,
  reviveAll,
  undelivered,
} from '../../src/outbox/message';
import { collect, during, eachWithStore } from '../helpers/fixtures';

const stored = eachWithStore();
const message = (key: string): NewMessage => ({
  key,
  kind: 'prompt',
  recipient: { type: 'person', personId: 'anna@example.org' },
  data: { programmeId: 'prog', period: '2026-Q3' },
});
const put = (...keys: string[]) =>
  stored.store.commit(
    'round',
    keys.map((key) => enqueue(message(key), during)),
  );
const end = async (key: string, state: Message['state']) => {
  const row = (await findMessage(stored.store, 'round', key))!;
  await stored.store.commit('round', endMessage(row, { ...row.value, state }));
};

describe('a message', () => {
  it('waits from the moment it is put into the outbox', async () => {
    await put('k');
    const [row] = await collect(pendingMessages(stored.store, 'round'));
    const at = during.toISOString();
    expect(row?.value).toEqual({
      ...message('k'),
      createdAt: at,
      attempts: 0,
      notBefore: at,
      state: 'pending',
    });
  });

  it('can be put there to be sent later', async () => {
    const tomorrow = new Date('2026-10-13T05:00:00.000Z');
    await stored.store.commit('round', [enqueue(message('k'), during, tomorrow)]);
    expect((await findMessage(stored.store, 'round', 'k'))?.value).toMatchObject({
      createdAt: during.toISOString(),
      notBefore: tomorrow.toISOString(),
    });
  });

  it('is there once a key', async () => {
    await put('k');
    await expect(put('other', 'k')).rejects.toThrow(ConflictError);
    expect((await countMessages(stored.store, 'round')).pending).toBe(1);
  });

  it('is found by its key while it waits and when it has ended', async () => {
    await put('k');
    expect((await findMessage(stored.store, 'round', 'k'))?.value.state).toBe('pending');
    await end('k', 'blocked');
    expect((await findMessage(stored.store, 'round', 'k'))?.value.state).toBe('blocked');
    expect(await findMessage(stored.store, 'round', 'k|2')).toBeUndefined();
  });

  it('ends once: whoever comes second is refused', async () => {
    await put('k');
    const row = (await findMessage(stored.store, 'round', 'k'))!;
    await stored.store.commit('round', endMessage(row, { ...row.value, state: 'sent' }));
    const again = stored.store.commit('round', endMessage(row, { ...row.value, state: 'failed' }));
    await expect(again).rejects.toThrow(ConflictError);
    expect((await findMessage(stored.store, 'round', 'k'))?.value.state).toBe('sent');
  });

  it('is counted by its state, in its own partition only', async () => {
    const states = ['sent', 'sent', 'needless', 'blocked', 'not-installed', 'left', 'failed'] as const;
    await put(...states.map((_, index) => `k${index}`), 'waiting');
    for (const [index, state] of states.entries()) await end(`k${index}`, state);
    await stored.store.commit('other', [enqueue(message('k'), during)]);
    expect(await countMessages(stored.store, 'round')).toEqual({
      pending: 1,
      sent: 2,
      needless: 1,
      blocked: 1,
      'not-installed': 1,
      left: 1,
      failed: 1,
    });
  });
});

describe('messages that reached nobody', () => {
  const later = new Date(during.getTime() + 3_600_000);
  const states = ['sent', 'needless', 'blocked', 'not-installed', 'left', 'failed'] as const;
  beforeEach(async () => {
    await put(...states.map((state) => `anna|${state}`), 'anna|waiting', 'annabel|blocked');
    for (const state of states) await end(`anna|${state}`, state);
    await end('annabel|blocked', 'blocked');
  });

  it('are the worklist: what was sent, needless or waits is not in it', async () => {
    const keys = (await undelivered(stored.store, 'round')).map(({ key }) => key);
    expect(keys.sort()).toEqual(
      ['anna|blocked', 'anna|failed', 'anna|left', 'anna|not-installed', 'annabel|blocked'].sort(),
    );
  });

  it('wait again from now on, those whose keys begin so and no others', async () => {
    expect(await reviveAll(stored.store, 'round', 'anna|', later)).toBe(4);
    const waiting = await collect(pendingMessages(stored.store, 'round'));
    expect(waiting.map(({ value }) => value.key).sort()).toEqual(
      ['anna|blocked', 'anna|failed', 'anna|left', 'anna|not-installed', 'anna|waiting'].sort(),
    );
    const again = waiting.filter(({ value }) => value.key !== 'anna|waiting');
    for (const { value } of again)
      expect(value).toMatchObject({
        notBefore: later.toISOString(),
        createdAt: during.toISOString(),
        attempts: 0,
      });
    for (const state of ['sent', 'needless'] as const)
      expect((await findMessage(stored.store, 'round', `anna|${state}`))?.value.state).toBe(state);
  });

  it('wait again once', async () => {
    await reviveAll(stored.store, 'round', 'anna|', later);
    const before = stored.now.dump();
    expect(await reviveAll(stored.store, 'round', 'anna|', later)).toBe(0);
    expect(stored.now.dump()).toEqual(before);
  });
});

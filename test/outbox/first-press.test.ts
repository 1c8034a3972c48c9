import { describe, expect, it } from '@jest/globals';
import { recordFirstPress } from '../../src/outbox/first-press';
import { endMessage, enqueue, findMessage } from '../../src/outbox/message';
import { type ForChannel, type ForPerson } from '../../src/outbox/message-kind';
import { type EntityStore } from '../../src/storage/store';
import { anna, bo, channel, during, eachWithStore, name } from '../helpers/fixtures';
import { Waves } from '../helpers/waves';

const stored = eachWithStore();
const later = new Date('2026-10-12T10:00:00.000Z');
const key = 'prog|2026-Q3|anna@example.org|prompt';
const toAnna: ForPerson = { kind: 'prompt', recipient: { type: 'person', personId: anna }, data: name };
const toChannel: ForChannel = {
  kind: 'digest',
  recipient: { type: 'channel', channelId: channel },
  data: { ...name, language: 'fi' },
};

const put = (message: ForPerson | ForChannel = toAnna) =>
  stored.store.commit('round', [enqueue({ key, ...message }, during)]);
const end = async () => {
  const row = (await findMessage(stored.store, 'round', key))!;
  const ended = { ...row.value, state: 'sent' as const, endedAt: during.toISOString() };
  await stored.store.commit('round', endMessage(row, ended));
};
const press = (personId = anna, at = during, store: EntityStore = stored.store) =>
  recordFirstPress(store, 'round', { key, personId }, at);
const pressedAt = async () => (await findMessage(stored.store, 'round', key))?.value.firstPressedAt;

describe('the first press on a message', () => {
  it('is kept, whatever is pressed later', async () => {
    await put();
    await end();
    await press();
    await press(anna, later);
    expect(await pressedAt()).toBe(during.toISOString());
  });

  it('is kept when the message is marked as sent only after it', async () => {
    await put();
    await press();
    await end();
    expect((await findMessage(stored.store, 'round', key))?.value).toMatchObject({
      state: 'sent',
      firstPressedAt: during.toISOString(),
    });
  });

  it('is one of several at the same moment', async () => {
    await put();
    await end();
    await Promise.all([press(), press(anna, later), press(anna, later)]);
    expect([during.toISOString(), later.toISOString()]).toContain(await pressedAt());
  });

  it.each([
    ['of somebody else', toAnna, bo],
    ['on a post in a channel', toChannel, anna],
  ] as const)('is not kept: %s', async (_what, message, personId) => {
    await put(message);
    await end();
    await press(personId);
    expect(await pressedAt()).toBeUndefined();
  });

  it('on a message that does not exist changes nothing', async () => {
    await press();
    expect(await pressedAt()).toBeUndefined();
  });

  it('costs a read and a write, and a later one no write', async () => {
    await put();
    await end();
    const waves = new Waves();
    const counted = waves.over(stored.store);
    await press(anna, during, counted);
    expect(waves.log.map((line) => line.replace(/^\d+ /, '').split(' ')[0])).toEqual(['get', 'commit']);
    waves.reset();
    await press(anna, later, counted);
    expect(waves.calls).toBe(1);
  });
});

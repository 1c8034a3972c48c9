import { expect, it } from '@jest/globals';
import { endMessage, type EndState, enqueue, findMessage, type NewMessage } from '../../src/outbox/message';
import { lastReminders } from '../../src/reminders/last-reminders';
import { roundPartition } from '../../src/rounds/round-store';
import { during, eachWithStore, name } from '../helpers/fixtures';

const stored = eachWithStore();
const partition = roundPartition(name);
const later = new Date('2026-10-14T05:00:00.000Z');

const remind = async (personId: string, step: string, state?: EndState, wanted = false) => {
  const message: NewMessage = {
    key: `${personId}|${step}`,
    kind: 'reminder',
    data: { ...name, ...(wanted && { wanted }) },
    recipient: { type: 'person', personId },
  };
  await stored.store.commit(partition, [enqueue(message, during, wanted ? later : during)]);
  if (!state) return;
  const row = (await findMessage(stored.store, partition, message.key))!;
  await stored.store.commit(partition, endMessage(row, { ...row.value, state }));
};

it('are those that were sent or are on their way', async () => {
  await remind('anna', 'first', 'sent');
  await remind('bo', 'first');
  await remind('cia', 'first', 'blocked');
  await remind('dan', 'first', 'needless');
  expect([...(await lastReminders(stored.store, name))].sort()).toEqual([
    ['anna', during.toISOString()],
    ['bo', during.toISOString()],
  ]);
});

it('count one that the person asked for on its day', async () => {
  await remind('anna', 'first', 'sent');
  await remind('anna', 'wanted', 'sent', true);
  await remind('bo', 'wanted', undefined, true);
  expect([...(await lastReminders(stored.store, name))]).toEqual([['anna', later.toISOString()]]);
});

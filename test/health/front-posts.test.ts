/** Front posts count as the digests of all the programmes that they show. */
import { beforeEach, expect, it } from '@jest/globals';
import { schedule } from '../../src/audit/audit';
import { observeRounds } from '../../src/health/observe-rounds';
import { type Message } from '../../src/outbox/message';
import { type Outcome } from '../../src/outbox/sender';
import { closeRound } from '../../src/rounds/close-round';
import { readRound } from '../../src/rounds/round-store';
import { eachWithStore, name } from '../helpers/fixtures';
import { saveSharing, second } from '../helpers/front-setting';
import { holidays, sent, tickOn } from '../schedule/ticking';

const stored = eachWithStore();
const monday = new Date('2026-10-12T05:00:00.000Z');
const after = (minutes: number) => new Date(monday.getTime() + minutes * 60_000);
const seenAt = (minutes: number) => observeRounds(stored.store, after(minutes), holidays);
const overdueAt = async (minutes: number) =>
  (await seenAt(minutes)).overdue.map(({ programmeId, why }) => [programmeId, why]);
const fronts =
  (outcome: Outcome) =>
  ({ kind }: Message): Outcome =>
    kind === 'front' ? outcome : sent();
const both = (why: string) => [name.programmeId, second].map((programmeId) => [programmeId, why]);

beforeEach(() => saveSharing(stored.store));

it('a post that waits is overdue after an hour for each of its programmes, and is among the waiting messages', async () => {
  await tickOn(stored.store, monday, fronts({ type: 'retry', reason: '503' }));
  expect(await overdueAt(59)).toEqual([]);
  expect(await overdueAt(60)).toEqual(both('waiting'));
  expect((await seenAt(60)).waiting.count).toBe(1);
  await tickOn(stored.store, after(61));
  expect(await overdueAt(200)).toEqual([]);
  expect((await seenAt(200)).lastDigest).toBe(after(61).toISOString());
});

it('a post that its channel refused is overdue at once, until it is sent at the next step', async () => {
  await tickOn(stored.store, monday, fronts({ type: 'ended', state: 'failed', reason: '403' }));
  expect(await overdueAt(1)).toEqual(both('failed'));
  await closeRound(stored.store, { ...name, ...schedule }, after(10));
  await tickOn(stored.store, after(11));
  expect(await overdueAt(12)).toEqual([]);
});

it('a closing that no tick has brought into its front post is overdue after an hour', async () => {
  await tickOn(stored.store, monday);
  await closeRound(stored.store, { ...name, ...schedule }, after(10));
  expect((await readRound(stored.store, name))!.value.unposted?.channels).toHaveLength(1);
  expect(await overdueAt(69)).toEqual([]);
  expect(await overdueAt(70)).toEqual([[name.programmeId, 'not-made']]);
});

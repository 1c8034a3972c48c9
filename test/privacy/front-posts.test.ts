/** Front posts are kept as long as the rounds that they show, and hold nothing about anybody. */
import { beforeEach, expect, it } from '@jest/globals';
import { frontsPartition } from '../../src/digest/front-store';
import { lastDigestAt } from '../../src/digest/last-digest';
import { applyRetention } from '../../src/privacy/retention';
import { defaultRetention } from '../../src/privacy/retention-settings';
import { readRound } from '../../src/rounds/round-store';
import { deadline, eachWithStore, name } from '../helpers/fixtures';
import { channelsOf, saveSharing } from '../helpers/front-setting';

const stored = eachWithStore();
const monday = new Date('2026-10-12T05:00:00.000Z');
const endedIn = () => stored.now.dump(frontsPartition).filter(({ key }) => key.startsWith('done|'));
const removeAt = (moment: string, roundYears?: number) =>
  applyRetention(
    stored.store,
    { ...defaultRetention, ...(roundYears !== undefined && { roundYears }) },
    new Date(moment),
  );
const lastSent = async () => {
  const round = (await readRound(stored.store, name))!.value;
  return lastDigestAt(stored.store, round, '2026-10-15T00:00:00.000Z');
};

beforeEach(async () => {
  await saveSharing(stored.store);
  const channels = channelsOf(() => stored.store);
  await channels.tick(monday);
  await channels.tick(deadline);
});

it('stay for ever while rounds do', async () => {
  const before = endedIn();
  expect(before).toHaveLength(2);
  await removeAt('2036-01-01T00:00:00Z');
  expect(endedIn()).toEqual(before);
  expect(await lastSent()).toBe(monday.toISOString());
});

it('go with the rounds, if these are kept for some years', async () => {
  await removeAt('2029-10-11T00:00:00Z', 3);
  expect(endedIn()).toHaveLength(2);
  // Monday's post a little sooner than its round, whose digests go on counting from it.
  await removeAt('2029-10-13T00:00:00Z', 3);
  expect(endedIn()).toHaveLength(1);
  expect(await lastSent()).toBe(monday.toISOString());
  await removeAt('2029-11-06T00:00:00Z', 3);
  expect(endedIn()).toEqual([]);
});

it('name no person', () => {
  expect(JSON.stringify(stored.now.dump(frontsPartition))).not.toContain('@example.org');
});

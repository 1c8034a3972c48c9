/** What is wrong is told to each admin once a day, whoever looks and however often. */
import { type Alert, type AlertOptions, tellAdmins, tellOfGap } from '../../src/health/alert';
import { type Finding } from '../../src/health/finding';
import { gapBetween } from '../../src/health/rules';
import { noteFindings, stillStands } from '../../src/health/standing';
import { timeStore } from '../../src/health/time-store';
import { allMessages } from '../../src/outbox/message';
import { grant } from '../../src/people/grants';
import { peoplePartition } from '../../src/people/directory';
import { type EntityStore } from '../../src/storage/store';
import { atEveryCommit, dyingAtCommit, interrupted } from '../helpers/failing-store';
import { collect, eachWithStore, openTempStore, saveSetting, smallSetting } from '../helpers/fixtures';
import { holidays } from '../schedule/ticking';

const stored = eachWithStore();
const morning = new Date('2026-10-12T06:00:00.000Z');
const later = (minutes: number, from = morning) => new Date(from.getTime() + minutes * 60_000);
const slow: Finding = { id: 'store-slow', severity: 'warning', figures: { readMs: 400, writeMs: 900 } };
const full: Finding = { id: 'disk-full', severity: 'broken', figures: { freeMb: 12 } };
const late: Finding = { id: 'tick-late', severity: 'broken', figures: {} };

const optionsAt = (now: Date, store = stored.store): AlertOptions => ({
  ...{ store, now, holidays },
  admins: new Set(['anna@example.org', 'unknown@example.org']),
});
async function look(now: Date, findings: readonly Finding[], store = stored.store): Promise<void> {
  await tellAdmins(optionsAt(now, store), await noteFindings(store, findings, now));
}
const alerts = async (store: EntityStore = stored.store) =>
  (await collect(allMessages(store, peoplePartition))).map(({ value }) => value);
const told = async (store?: EntityStore) =>
  (await alerts(store)).map(({ recipient, data }) => [
    (recipient as { personId: string }).personId.split('@')[0],
    (data as unknown as Alert).finding,
  ]);

beforeEach(() => saveSetting(stored.store, smallSetting()));

it('each admin is told of each finding once, whether named by the configuration or granted', async () => {
  await grant(
    stored.store,
    { personId: 'bo@example.org', role: 'admin' },
    { by: 'cli:root', way: 'cli' },
    morning,
  );
  for (const minutes of [0, 0, 5, 60, 600]) await look(later(minutes), [slow, full]);
  expect(await told()).toEqual([
    ['anna', 'disk-full'],
    ['anna', 'store-slow'],
    ['bo', 'disk-full'],
    ['bo', 'store-slow'],
  ]);
  expect((await alerts()).map(({ kind, data }) => [kind, data])).toContainEqual([
    'alert',
    { finding: 'store-slow', severity: 'warning', figures: slow.figures, since: morning.toISOString() },
  ]);
});

it('what stands on the next day is told again', async () => {
  await look(morning, [slow]);
  await look(later(24 * 60), [slow]);
  expect((await alerts()).map(({ data }) => data['since'])).toEqual([
    morning.toISOString(),
    morning.toISOString(),
  ]);
});

it('what comes and goes is told once, and again when it had been gone for more than an hour', async () => {
  for (const minutes of [0, 5, 30, 85]) await look(later(minutes), minutes === 5 ? [] : [slow]);
  expect(await told()).toHaveLength(1);
  for (const minutes of [100, 160]) await look(later(minutes), minutes === 160 ? [slow] : []);
  expect(await told()).toHaveLength(2);
});

it('that ticks are late is left to the tick that catches up', async () => {
  await look(morning, [late]);
  expect(await told()).toEqual([]);
});

it('a gap between ticks is told once, also when the tick that told of it died before it moved the mark', async () => {
  const from = later(-60);
  for (const now of [morning, later(1)]) await tellOfGap(optionsAt(now), gapBetween(from, now)!);
  const [alert, ...others] = await alerts();
  expect(others).toEqual([]);
  expect(alert!.data).toMatchObject({
    finding: 'tick-was-late',
    figures: { from: from.toISOString(), to: morning.toISOString(), minutes: 60 },
  });
});

it('quiet hours hold alerts back, and count as one day', async () => {
  const { register, people } = smallSetting();
  const quiet = { from: '17:00', to: '07:00', workingDaysOnly: true };
  const programme = { ...register.programme, calendar: { ...register.programme.calendar, quiet } };
  await saveSetting(stored.store, { people, register: { ...register, programme } });
  const friday = new Date('2026-10-16T15:00:00.000Z');
  for (let hours = 0; hours < 62; hours += 0.5) await look(later(hours * 60, friday), [slow]);
  expect((await alerts()).map(({ notBefore }) => notBefore)).toEqual(['2026-10-19T04:00:00.000Z']);
});

it('nobody is missed and nobody told twice when the process dies at any commit', async () => {
  const deaths = await atEveryCommit(async (n) => {
    const temporary = await openTempStore();
    await saveSetting(temporary.store, smallSetting());
    const store = dyingAtCommit(temporary.store, n);
    const survived = await look(morning, [slow, full], store).then(
      () => true,
      () => false,
    );
    await look(later(1), [slow, full], temporary.store);
    expect(await told(temporary.store)).toEqual([
      ['anna', 'disk-full'],
      ['anna', 'store-slow'],
    ]);
    await temporary.remove();
    return { survived };
  });
  expect(deaths).toBe(2);
});

it('two replicas that look at once tell once', async () => {
  let other = true;
  const store = interrupted(stored.store, {
    beforeCommit: async (partition) => {
      if (partition !== peoplePartition || !other) return;
      other = false;
      await look(morning, [slow]);
    },
  });
  await look(morning, [slow], store);
  expect(await told()).toEqual([['anna', 'store-slow']]);
});

it('a finding stands until somebody looks and does not find it', async () => {
  const since = morning.toISOString();
  await look(morning, [slow]);
  await look(later(5), [slow]);
  expect(await stillStands(stored.store, 'store-slow', since)).toBe(true);
  expect(await stillStands(stored.store, 'disk-full', since)).toBe(false);
  await look(later(10), []);
  expect(await stillStands(stored.store, 'store-slow', since)).toBe(false);
});

describe('the time that the store takes', () => {
  it('is the median of three reads and three writes', async () => {
    // Reads take 1, 9 and 2 ms, writes 30, 10 and 20.
    const moments = [0, 1, 31, 40, 49, 59, 60, 62, 82];
    const elapsed = () => moments.shift()!;
    expect(await timeStore(stored.store, morning, elapsed)).toEqual({ readMs: 2, writeMs: 20 });
  });

  it('is taken also while others write, and a store that cannot be written throws', async () => {
    const store = interrupted(stored.store, {
      beforeCommit: async () => void (await timeStore(stored.store, morning)),
    });
    expect((await timeStore(store, morning)).writeMs).toBeGreaterThan(0);
    await expect(timeStore(dyingAtCommit(stored.store, 1), morning)).rejects.toThrow('power cut');
  });
});

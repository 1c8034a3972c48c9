/** Billed transactions on Azure Tables: for a goal in a quarter, and for an idle minute. */
import { setTimeout } from 'node:timers/promises';
import { reportWords } from '../../../cards/report/words';
import { makeReport } from '../../../src/report/report';
import { releaseLease, takeLease } from '../../../src/schedule/lease';
import { readLastTick } from '../../../src/schedule/tick-mark';
import { openAzureTablesStore } from '../../../src/storage/azure-tables/azure-tables-store';
import { type EntityStore, freshStore } from '../../../src/storage/store';
import { startAzurite } from '../../helpers/azurite';
import { name } from '../../helpers/fixtures';
import { type Reading, type Survey } from '../measurement';
import {
  goalCount,
  liveThrough,
  personCount,
  prepareQuarter,
  type Quarter,
  type Step,
  steps,
} from '../quarter';
import { type Requests, startWatchedTables, sumOf, type WatchedTables } from '../table-requests';

/** As in bot/process/replica.ts and the probes of deploy/azure/main.bicep: two replicas, one of which leads. */
const perMinute = { work: 1, sends: 12, renewals: 6, probes: 12 };
const minutesAMonth = (365 * 24 * 60) / 12;

export default {
  name: 'cost',
  loose: true,
  survey: async (isShort) => {
    const azurite = await startAzurite();
    const tables = await startWatchedTables(azurite);
    const { connectionString } = tables.front;
    const open = (table: string) => openAzureTablesStore({ connectionString, table });
    const store = await open('one');
    const quarter = await prepareQuarter(await open('one'), store);
    tables.taken();
    const waitMs = isShort ? 0 : keptMs;
    const lived = await livedReadings(quarter, tables, waitMs);
    const idle = await idleMinute(quarter, store, tables, waitMs);
    await makeReport(store, { ...name, format: 'csv' }, quarter.clock.now(), reportWords);
    const report = sumOf(tables.taken());
    await quarter.stop();
    const shared = isShort ? [] : [await twoReplicas(open, tables)];
    await tables.front.stop();
    await azurite.stop();
    return [
      ...lived,
      ...shared,
      reading('transactions of a report', report),
      reading('transactions of an idle minute, two replicas', idle),
      reading('transactions of an idle month, two replicas', idle * minutesAMonth),
    ];
  },
} satisfies Survey;

/** What was read is not looked at again for a second, which in a real quarter has long passed at each step. */
const keptMs = 1_100;

type Taken = readonly { readonly step: Step; readonly requests: Requests }[];

async function requestsOf(quarter: Quarter, tables: WatchedTables, waitMs: number): Promise<Taken> {
  const taken: { readonly step: Step; readonly requests: Requests }[] = [];
  await liveThrough(quarter, async (step, act) => {
    if (step !== 'start' && step !== 'save') await setTimeout(waitMs);
    const result = await act();
    taken.push({ step, requests: tables.taken() });
    return result;
  });
  return taken;
}

/** Presses go to either replica in turns, so that each learns from the log what the other has written. */
async function twoReplicas(
  open: (table: string) => Promise<EntityStore>,
  tables: WatchedTables,
): Promise<Reading> {
  const [leader, other] = [await open('two'), await open('two')];
  let presses = 0;
  const inTurns: EntityStore = {
    get: (partition, key) => leader.get(partition, key),
    range: (partition, range) => leader.range(partition, range),
    commit: (partition, changes) => leader.commit(partition, changes),
    close: () => leader.close(),
    fresh: () => freshStore(presses++ % 2 === 0 ? leader : other),
  };
  const quarter = await prepareQuarter(await open('two'), inTurns);
  tables.taken();
  const taken = await requestsOf(quarter, tables, keptMs);
  await quarter.stop();
  const sum = taken.reduce((so, { requests }) => so + sumOf(requests), 0);
  return reading(
    'transactions a goal and quarter if two replicas take the presses in turns',
    sum / goalCount,
  );
}

async function livedReadings(quarter: Quarter, tables: WatchedTables, waitMs: number): Promise<Reading[]> {
  const taken = await requestsOf(quarter, tables, waitMs);
  const perGoal = (count: (requests: Requests) => number) =>
    taken.reduce((sum, { requests }) => sum + count(requests), 0) / goalCount;
  return [
    {
      what: `transactions a goal and quarter (${goalCount} goals, ${personCount} persons)`,
      unit: '',
      figures: [perGoal(sumOf)],
      atMost: 12,
      // Counts hardly depend on the machine: a tenth above the last figure, to be lowered with it.
      loosely: { atMost: 11 },
    },
    reading(
      'of these reads of an entity',
      perGoal(({ counts }) => counts.get),
    ),
    reading(
      'of these pages of queries',
      perGoal(({ counts }) => counts.query),
    ),
    reading(
      'of these commits',
      perGoal(({ counts }) => counts.commit),
    ),
    ...steps.map((step) => ({
      what: `transactions of one ${step}`,
      unit: '',
      figures: taken.filter((each) => each.step === step).map(({ requests }) => sumOf(requests)),
    })),
  ];
}

/** There are twenty older rounds besides the one that was just closed. */
async function idleMinute(
  { bot, clock }: Quarter,
  store: EntityStore,
  tables: WatchedTables,
  waitMs: number,
): Promise<number> {
  const transactionsOf = async (act: () => Promise<unknown>) => {
    await setTimeout(waitMs);
    tables.taken();
    await act();
    return sumOf(tables.taken());
  };
  clock.set('2026-11-10T12:00:00Z');
  // All remaining work is done, so the next minute is idle.
  await bot.tick();
  clock.set('2026-11-10T12:01:00Z');
  const work = await transactionsOf(() => bot.work());
  // The first tick after work looks at all rounds, later ones only at those in which something may be waiting.
  const firstSend = await transactionsOf(() => bot.send());
  const send = await transactionsOf(() => bot.send());
  const watch = await transactionsOf(() => bot.watch());
  await takeLease(store, 'leader', clock.now());
  const leader = await transactionsOf(() => takeLease(store, 'leader', clock.now()));
  const follower = await transactionsOf(() => takeLease(store, 'follower', clock.now()));
  const probe = await transactionsOf(() => readLastTick(store));
  await releaseLease(store, 'leader');
  return (
    perMinute.work * work +
    firstSend +
    (perMinute.sends - 1) * send +
    perMinute.renewals * (leader + 2 * follower) +
    perMinute.work * watch +
    perMinute.probes * probe
  );
}

/** A count is exact, so one run is enough. */
function reading(what: string, count: number): Reading {
  return { what, unit: '', figures: [count] };
}

/** Billed transactions on Azure Tables: for a goal in a quarter, and for an idle minute. */
import { reportWords } from '../../../cards/report/words';
import { makeReport } from '../../../src/report/report';
import { releaseLease, takeLease } from '../../../src/schedule/lease';
import { readLastTick } from '../../../src/schedule/tick-mark';
import { openAzureTablesStore } from '../../../src/storage/azure-tables/azure-tables-store';
import { type EntityStore } from '../../../src/storage/store';
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
import { type CountedTables, type Counts, startCountedTables, sumOf } from '../table-requests';

/** As in bot/process/replica.ts and the probes of deploy/azure/main.bicep: two replicas, one of which leads. */
const perMinute = { work: 1, sends: 12, renewals: 6, probes: 12 };
const minutesAMonth = (365 * 24 * 60) / 12;

export default {
  name: 'cost',
  loose: true,
  survey: async () => {
    const azurite = await startAzurite();
    const tables = await startCountedTables(azurite);
    const { connectionString } = tables.front;
    const store = await openAzureTablesStore({ connectionString });
    const quarter = await prepareQuarter(store);
    tables.taken();
    const lived = await livedReadings(quarter, tables);
    const idle = await idleMinute(quarter, store, tables);
    await makeReport(store, { ...name, format: 'csv' }, quarter.clock.now(), reportWords);
    const report = sumOf(tables.taken());
    await quarter.stop();
    await store.close();
    await tables.front.stop();
    await azurite.stop();
    return [
      ...lived,
      reading('transactions of a report', report),
      reading('transactions of an idle minute, two replicas', idle),
      reading('transactions of an idle month, two replicas', idle * minutesAMonth),
    ];
  },
} satisfies Survey;

async function livedReadings(quarter: Quarter, tables: CountedTables): Promise<Reading[]> {
  const taken: { readonly step: Step; readonly counts: Counts }[] = [];
  await liveThrough(quarter, async (step, act) => {
    const result = await act();
    taken.push({ step, counts: tables.taken() });
    return result;
  });
  const perGoal = (count: (counts: Counts) => number) =>
    taken.reduce((sum, { counts }) => sum + count(counts), 0) / goalCount;
  return [
    {
      what: `transactions a goal and quarter (${goalCount} goals, ${personCount} persons)`,
      unit: '',
      figures: [perGoal(sumOf)],
      atMost: 12,
      // Counts depend on no machine: a tenth above the last figure, to be lowered with it.
      loosely: { atMost: 84 },
    },
    reading(
      'of these reads of an entity',
      perGoal(({ get }) => get),
    ),
    reading(
      'of these pages of queries',
      perGoal(({ query }) => query),
    ),
    reading(
      'of these commits',
      perGoal(({ commit }) => commit),
    ),
    ...steps.map((step) => ({
      what: `transactions of one ${step}`,
      unit: '',
      figures: taken.filter((each) => each.step === step).map(({ counts }) => sumOf(counts)),
    })),
  ];
}

/** There are twenty older rounds besides the one that was just closed. */
async function idleMinute(
  { bot, clock }: Quarter,
  store: EntityStore,
  tables: CountedTables,
): Promise<number> {
  const transactionsOf = async (act: () => Promise<unknown>) => {
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

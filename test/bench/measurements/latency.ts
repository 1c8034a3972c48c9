/** How long steps of a round take where each request takes 5 ms more than Azurite, as in one region of Azure. */
import { openAzureTablesStore } from '../../../src/storage/azure-tables/azure-tables-store';
import { startAzurite } from '../../helpers/azurite';
import { type Reading, type Survey } from '../measurement';
import { liveThrough, prepareQuarter, type Step, steps } from '../quarter';
import { startWatchedTables } from '../table-requests';

const answerMs = 5;
/** Goals of the project: requests that wait for one another. */
const mostWaves: Partial<Record<Step, number>> = { save: 4 };

interface Waited {
  readonly step: Step;
  readonly ms: number;
  readonly waves: number;
}

export default {
  name: 'latency',
  survey: async () => {
    const azurite = await startAzurite();
    const tables = await startWatchedTables(azurite, answerMs);
    const { connectionString } = tables.front;
    const store = await openAzureTablesStore({ connectionString });
    const quarter = await prepareQuarter(
      await openAzureTablesStore({ connectionString: azurite.connectionString }),
      store,
    );
    tables.taken();
    const waited: Waited[] = [];
    await liveThrough(quarter, async (step, act) => {
      const began = performance.now();
      const result = await act();
      waited.push({ step, ms: performance.now() - began, waves: tables.taken().waves });
      return result;
    });
    await quarter.stop();
    await store.close();
    await tables.front.stop();
    await azurite.stop();
    return steps.flatMap((step) =>
      readingsOf(
        step,
        waited.filter((each) => each.step === step),
      ),
    );
  },
} satisfies Survey;

function readingsOf(step: Step, waited: readonly Waited[]): Reading[] {
  const atMost = mostWaves[step];
  return [
    { what: `one ${step}`, unit: 'ms', figures: waited.map(({ ms }) => ms) },
    {
      what: `requests of one ${step} that wait for one another`,
      unit: '',
      figures: waited.map(({ waves }) => waves),
      ...(atMost !== undefined && { atMost }),
    },
  ];
}

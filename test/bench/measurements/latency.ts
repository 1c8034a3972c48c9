/** How long steps of a round take where each call to the store takes 5 ms, as on Azure Tables in the same region. */
import { setTimeout } from 'node:timers/promises';
import { type EntityStore } from '../../../src/storage/store';
import { openTempStore } from '../../helpers/fixtures';
import { type Survey } from '../measurement';
import { liveThrough, prepareQuarter, type Step, steps } from '../quarter';

const callMs = 5;
/** Goals of the project: a save waits for at most four calls one after the other. */
const mostMs: Partial<Record<Step, number>> = { save: 4 * callMs + 10 };

export default {
  name: 'latency',
  survey: async () => {
    const { store, remove } = await openTempStore();
    const slowed = { is: false };
    const quarter = await prepareQuarter(delayed(store, slowed));
    slowed.is = true;
    const times: { readonly step: Step; readonly ms: number }[] = [];
    await liveThrough(quarter, async (step, act) => {
      const began = performance.now();
      const result = await act();
      times.push({ step, ms: performance.now() - began });
      return result;
    });
    await quarter.stop();
    await remove();
    return steps.map((step) => {
      const atMost = mostMs[step];
      const figures = times.filter((each) => each.step === step).map(({ ms }) => ms);
      return { what: `one ${step}`, unit: 'ms', figures, ...(atMost !== undefined && { atMost }) };
    });
  },
} satisfies Survey;

function delayed(store: EntityStore, slowed: { readonly is: boolean }): EntityStore {
  const call = () => (slowed.is ? setTimeout(callMs) : undefined);
  return {
    get: async (partition, key) => {
      await call();
      return store.get(partition, key);
    },
    async *range(partition, range) {
      await call();
      yield* store.range(partition, range);
    },
    commit: async (partition, changes) => {
      await call();
      await store.commit(partition, changes);
    },
    close: () => store.close(),
  };
}

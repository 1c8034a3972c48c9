import { type EntityStore, freshStore } from '../../../src/storage/store';
import { type HealthMetrics } from './health-metrics';

/** The same store, with reads of one row and commits timed, including those that fail. */
export function measuredStore(store: EntityStore, health: Pick<HealthMetrics, 'stored'>): EntityStore {
  const timed = async <T>(operation: 'read' | 'write', work: () => Promise<T>): Promise<T> => {
    const since = performance.now();
    try {
      return await work();
    } finally {
      health.stored(operation, (performance.now() - since) / 1000);
    }
  };
  return {
    get: (partition, key) => timed('read', () => store.get(partition, key)),
    range: (partition, range) => store.range(partition, range),
    commit: (partition, changes) => timed('write', () => store.commit(partition, changes)),
    close: () => store.close(),
    ...(store.fresh && { fresh: () => measuredStore(freshStore(store), health) }),
  };
}

import { type EntityStore, freshStore } from '../../../src/storage/store';
import { type HealthMetrics } from './health-metrics';

/** The same store, with reads of one row and commits timed, including those that fail. */
export function measuredStore(store: EntityStore, health: Pick<HealthMetrics, 'stored'>): EntityStore {
  /** Passes the store's own promise on: a press makes dozens of reads. */
  const timed = <T>(operation: 'read' | 'write', since: number, work: Promise<T>): Promise<T> => {
    const note = () => health.stored(operation, (performance.now() - since) / 1000);
    work.then(note, note);
    return work;
  };
  return {
    get: (partition, key) => timed('read', performance.now(), store.get(partition, key)),
    range: (partition, range) => store.range(partition, range),
    commit: (partition, changes) => timed('write', performance.now(), store.commit(partition, changes)),
    close: () => store.close(),
    ...(store.fresh && { fresh: () => measuredStore(freshStore(store), health) }),
  };
}

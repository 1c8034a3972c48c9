/** Measures the store's speed with small reads and conditional writes of a separate row. */
import { ConflictError } from '../errors';
import { put, readRow } from '../storage/rows';
import { type EntityStore } from '../storage/store';
import { type StoreTimes } from './observed';

/** Holds health's own rows: this one, and those of findings. */
export const healthPartition = 'health';
const key = 'timed';
/** An odd number for the median, so that one slow response does not count. */
const times = 3;

/**
 * @param now the time to write
 * @param elapsed milliseconds of a monotonic clock
 * @throws StorageError when the store cannot be read or written.
 */
export async function timeStore(
  store: EntityStore,
  now: Date,
  elapsed: () => number = () => performance.now(),
): Promise<StoreTimes> {
  const reads: number[] = [];
  const writes: number[] = [];
  for (let count = 0; count < times; count++) {
    const begun = elapsed();
    const row = await readRow(store, healthPartition, key);
    const read = elapsed();
    await write(store, [put(row, key, { at: now.toISOString() })]);
    reads.push(read - begun);
    writes.push(elapsed() - read);
  }
  return { readMs: median(reads), writeMs: median(writes) };
}

/** A write that lost to another process takes as long, so a conflict is ignored. */
async function write(store: EntityStore, changes: Parameters<EntityStore['commit']>[1]): Promise<void> {
  try {
    await store.commit(healthPartition, changes);
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
  }
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

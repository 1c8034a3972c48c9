/** How long the store takes: small reads and conditional writes of a row of its own. */
import { ConflictError } from '../errors';
import { put, readRow } from '../storage/rows';
import { type EntityStore } from '../storage/store';
import { type StoreTimes } from './observed';

/** Health's own rows: this one, and what it remembers of findings. */
export const healthPartition = 'health';
const key = 'timed';
/** One slow answer among three says nothing. */
const times = 3;

/**
 * @param now is written
 * @param elapsed milliseconds of a clock that never goes back
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

/** A write that another process was faster with took as long. */
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

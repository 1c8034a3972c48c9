/** When the latest tick was: what passed since then and was not done counts as skipped. */
import { put, readRow, retryOnConflict } from '../storage/rows';
import { type EntityStore } from '../storage/store';

const partition = 'schedule';
const key = 'tick';

interface TickMark {
  /** ISO 8601, UTC, to the minute. */
  readonly at: string;
}

export async function readLastTick(store: EntityStore): Promise<Date | undefined> {
  const row = await readRow<TickMark>(store, partition, key);
  return row && new Date(row.value.at);
}

/** The mark never goes back, and a second tick in the same minute writes nothing. */
export async function markTick(store: EntityStore, now: Date): Promise<void> {
  const at = `${now.toISOString().slice(0, 16)}:00.000Z`;
  await retryOnConflict(async () => {
    const row = await readRow<TickMark>(store, partition, key);
    if (row && row.value.at >= at) return;
    await store.commit(partition, [put(row, key, { at })]);
  });
}

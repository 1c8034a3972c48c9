/** The time of the latest tick; work that came due since then and was not done counts as skipped. */
import { clockToleranceMs } from '../clock';
import { put, readRow, retryOnConflict } from '../storage/rows';
import { type EntityStore } from '../storage/store';

export const marksPartition = 'schedule';
const key = 'tick';

interface TickMark {
  /** ISO 8601, UTC, to the minute. */
  readonly at: string;
}

export async function readLastTick(store: EntityStore): Promise<Date | undefined> {
  const row = await readRow<TickMark>(store, marksPartition, key);
  return row && new Date(row.value.at);
}

/**
 * The mark moves back only if it is so far ahead that a clock was set since; otherwise it would hide for that long that
 * nothing is done. A second tick in the same minute writes nothing.
 */
export async function markTick(store: EntityStore, now: Date): Promise<void> {
  const at = minuteOf(now);
  const latest = minuteOf(new Date(now.getTime() + clockToleranceMs));
  await retryOnConflict(async () => {
    const row = await readRow<TickMark>(store, marksPartition, key);
    if (row && row.value.at >= at && row.value.at <= latest) return;
    await store.commit(marksPartition, [put(row, key, { at })]);
  });
}

function minuteOf(moment: Date): string {
  return `${moment.toISOString().slice(0, 16)}:00.000Z`;
}

/** Counts what one person asks in a day, in all programmes together. */
import { RefusedError } from '../errors';
import { peoplePartition } from '../people/directory';
import { put, readRow, retryOnConflict } from '../storage/rows';
import { type EntityStore } from '../storage/store';
import { mostADay } from './question';

interface AskedToday {
  readonly personId: string;
  /** `yyyy-mm-dd` */
  readonly day: string;
  readonly count: number;
}

const askedTodayPrefix = 'asked-today|';

/**
 * Counted before the question is written: of two concurrent ones, the second counts the first.
 * @throws RefusedError `questions-too-many`
 */
export async function countToday(store: EntityStore, personId: string, day: string): Promise<void> {
  await retryOnConflict(async () => {
    const key = askedTodayPrefix + personId;
    const row = await readRow<AskedToday>(store, peoplePartition, key);
    const count = row?.value.day === day ? row.value.count : 0;
    if (count >= mostADay) throw new RefusedError('questions-too-many', { most: String(mostADay) });
    const next: AskedToday = { personId, day, count: count + 1 };
    await store.commit(peoplePartition, [put(row, key, next)]);
  }, 20);
}

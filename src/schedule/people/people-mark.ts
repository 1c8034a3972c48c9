/** When the daily work on people was last done; a run missed in a downtime is caught up. */
import { clockToleranceMs } from '../../clock';
import { localDay, localMoment } from '../../periods/local-time';
import { addDays } from '../../periods/working-days';
import { put, readRow, retryOnConflict } from '../../storage/rows';
import { type EntityStore } from '../../storage/store';

const partition = 'schedule';
/** What is done daily: persons and groups are compared with the directory, and automatic replies are looked at. */
export type DailyWork = 'people' | 'groups' | 'absences';

/** Before office hours, and not at midnight with everybody else's jobs. */
const daily = '05:00';
const retryMs = 30 * 60 * 1_000;

/** Times are ISO 8601, UTC. */
export interface PeopleMark {
  /** The latest completed run. */
  readonly done?: string;
  /** The latest attempt. */
  readonly tried: string;
  /** Why the latest attempt failed. */
  readonly failure?: string;
  /** Since when nobody is marked because too many would leave at once. */
  readonly heldSince?: string;
}

export async function readPeopleMark(
  store: EntityStore,
  key: DailyWork = 'people',
): Promise<PeopleMark | undefined> {
  return (await readRow<PeopleMark>(store, partition, key))?.value;
}

export async function writePeopleMark(
  store: EntityStore,
  mark: PeopleMark,
  key: DailyWork = 'people',
): Promise<void> {
  await retryOnConflict(async () => {
    const row = await readRow<PeopleMark>(store, partition, key);
    await store.commit(partition, [put(row, key, mark)]);
  });
}

/** A failed run is retried after half an hour, even after a restart of the process. */
export function isSyncDue(mark: PeopleMark | undefined, now: Date, zone: string): boolean {
  if (!mark) return true;
  const day = localDay(now, zone);
  const today = localMoment(day, daily, zone).toJSDate();
  const latest = today <= now ? today : localMoment(addDays(day, -1), daily, zone).toJSDate();
  // A time in the future comes from a clock that was set back since.
  const isPast = (moment: string) => Date.parse(moment) <= now.getTime() + clockToleranceMs;
  const isDone = mark.done !== undefined && mark.done >= latest.toISOString() && isPast(mark.done);
  const waited = Date.parse(mark.tried) + retryMs <= now.getTime() || !isPast(mark.tried);
  const mayTry = mark.failure === undefined || waited;
  return !isDone && mayTry;
}

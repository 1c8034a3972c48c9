/** Changes a programme's schedule: an admin's proposal is kept until it is saved or discarded. */
import { type Actor, audit } from '../audit/audit';
import { RefusedError } from '../errors';
import { existingProgramme, programmesPartition } from '../goals/register';
import { scheduleOf, withSchedule } from '../goals/schedule-of';
import { type Programme } from '../goals/schema';
import { type RoundSchedule } from '../periods/calendar';
import { sameData } from '../same-data';
import { put, readRow, remove, replace, retryOnConflict, type Row } from '../storage/rows';
import { type EntityStore, type Json } from '../storage/store';

/** One person's unsaved proposal for a programme. */
export interface ScheduleDraft {
  readonly schedule: RoundSchedule;
  /** The schedule that the person saw. */
  readonly seen: RoundSchedule;
}

export interface ScheduleDraftName {
  readonly programmeId: string;
  readonly personId: string;
}

const draftKey = ({ programmeId, personId }: ScheduleDraftName) =>
  `schedule-draft|${programmeId}|${personId}`;

export async function keepScheduleDraft(
  store: EntityStore,
  name: ScheduleDraftName,
  draft: ScheduleDraft,
): Promise<void> {
  await retryOnConflict(async () => {
    const row = await readScheduleDraft(store, name);
    await store.commit(programmesPartition, [put(row, draftKey(name), draft)]);
  });
}

export function readScheduleDraft(
  store: EntityStore,
  name: ScheduleDraftName,
): Promise<Row<ScheduleDraft> | undefined> {
  return readRow<ScheduleDraft>(store, programmesPartition, draftKey(name));
}

export async function discardScheduleDraft(store: EntityStore, name: ScheduleDraftName): Promise<void> {
  await retryOnConflict(async () => {
    const row = await readScheduleDraft(store, name);
    if (row) await store.commit(programmesPartition, [remove(row)]);
  });
}

/**
 * Saves the person's proposal. Idempotent.
 * @returns the programme as it is now
 * @throws RefusedError `unknown-programme`; `schedule-changed` if somebody changed it after the person saw it.
 */
export async function saveScheduleDraft(
  store: EntityStore,
  name: ScheduleDraftName,
  actor: Actor,
  now: Date,
): Promise<Programme> {
  return retryOnConflict(async () => {
    const draft = await readScheduleDraft(store, name);
    if (!draft) return existingProgramme(store, name.programmeId).then(({ value }) => value);
    return write(store, name.programmeId, draft.value, { actor, now, draft });
  });
}

/** The same without a draft, for the command line. @throws RefusedError as `saveScheduleDraft`. */
export async function saveSchedule(
  store: EntityStore,
  programmeId: string,
  proposed: ScheduleDraft,
  actor: Actor,
  now: Date,
): Promise<Programme> {
  return retryOnConflict(() => write(store, programmeId, proposed, { actor, now }));
}

async function write(
  store: EntityStore,
  programmeId: string,
  { schedule, seen }: ScheduleDraft,
  { actor, now, draft }: { actor: Actor; now: Date; draft?: Row<ScheduleDraft> },
): Promise<Programme> {
  const row = await existingProgramme(store, programmeId);
  const current = scheduleOf(row.value);
  const gone = draft ? [remove(draft)] : [];
  if (sameData(current, schedule)) {
    if (draft) await store.commit(programmesPartition, gone);
    return row.value;
  }
  if (!sameData(current, seen)) throw new RefusedError('schedule-changed', { programmeId });
  const next = withSchedule(row.value, schedule);
  const change = { from: current as unknown as Json, to: schedule as unknown as Json };
  const entry = audit({ ...actor, what: 'schedule-changed', programmeId, ...change }, now);
  await store.commit(programmesPartition, [replace(row, next), ...gone, entry]);
  return next;
}

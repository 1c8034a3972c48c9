/** Starts a programme that an import made: from then on its rounds open as its schedule says. */
import { type Actor, audit } from '../audit/audit';
import { RefusedError } from '../errors';
import { existingProgramme, programmesPartition } from '../goals/register';
import { scheduleOf } from '../goals/schedule-of';
import { type Programme } from '../goals/schema';
import { omit } from '../omit';
import { type RoundSchedule } from '../periods/calendar';
import { sameData } from '../same-data';
import { replace, retryOnConflict } from '../storage/rows';
import { type EntityStore } from '../storage/store';

export function started(programme: Programme): Programme {
  return programme.awaitsStart ? omit(programme, 'awaitsStart') : programme;
}

/**
 * Idempotent.
 * @param seen the schedule that the admin looked at
 * @throws RefusedError `unknown-programme`; `schedule-changed` if somebody changed it after the admin saw it
 */
export async function startProgramme(
  store: EntityStore,
  programmeId: string,
  seen: RoundSchedule,
  actor: Actor,
  now: Date,
): Promise<Programme> {
  return retryOnConflict(async () => {
    const row = await existingProgramme(store, programmeId);
    if (!row.value.awaitsStart) return row.value;
    if (!sameData(scheduleOf(row.value), seen)) throw new RefusedError('schedule-changed', { programmeId });
    const next = started(row.value);
    const entry = audit({ ...actor, what: 'programme-started', programmeId }, now);
    await store.commit(programmesPartition, [replace(row, next), entry]);
    return next;
  });
}

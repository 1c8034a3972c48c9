/** Pauses of sending. They are all in one row, so that the sender reads one row before each message. */
import { type Actor, audit, type AuditedAct } from '../audit/audit';
import { RefusedError } from '../errors';
import { existingProgramme } from '../goals/register';
import { existingRound } from '../rounds/round-store';
import { put, readRow, retryOnConflict } from '../storage/rows';
import { type EntityStore } from '../storage/store';
import { isSameScope, type Pause, type Scope, scopeOf, scopeWidths, widthOf } from './scope';

export const brakePartition = 'brake';
const pausesKey = 'pauses';

interface PausesRow {
  readonly pauses: readonly Pause[];
}

/** The widest first. */
export async function loadPauses(store: EntityStore): Promise<readonly Pause[]> {
  const row = await readRow<PausesRow>(store, brakePartition, pausesKey);
  const width = (pause: Pause) => scopeWidths.indexOf(widthOf(pause));
  return (row?.value.pauses ?? []).toSorted((a, b) => width(a) - width(b));
}

/**
 * Stops sending for the scope from the next message on. A scope that is already paused stays as it is.
 * @returns whether it was not paused before
 * @throws RefusedError `unknown-programme`, `unknown-round`.
 */
export async function pause(store: EntityStore, scope: Scope, actor: Actor, now: Date): Promise<boolean> {
  await requireKnown(store, scope);
  const wanted: Pause = { ...scopeOf(scope), by: actor.by, at: now.toISOString() };
  return change(store, wanted, 'paused', actor, now, (pauses) =>
    pauses.some((each) => isSameScope(each, scope)) ? pauses : [...pauses, wanted],
  );
}

/**
 * Ends the pause of exactly this scope; wider and narrower ones stay. Messages that still have something to say are sent.
 * @returns whether it was paused
 */
export function resume(store: EntityStore, scope: Scope, actor: Actor, now: Date): Promise<boolean> {
  return change(store, scope, 'resumed', actor, now, (pauses) =>
    pauses.filter((each) => !isSameScope(each, scope)),
  );
}

async function requireKnown(store: EntityStore, { programmeId, period }: Scope): Promise<void> {
  if (programmeId === undefined && period !== undefined) throw new RefusedError('unknown-programme');
  if (programmeId !== undefined) await existingProgramme(store, programmeId);
  if (programmeId !== undefined && period !== undefined) await existingRound(store, { programmeId, period });
}

async function change(
  store: EntityStore,
  scope: Scope,
  what: Extract<AuditedAct, 'paused' | 'resumed'>,
  { by, way }: Actor,
  now: Date,
  next: (pauses: readonly Pause[]) => readonly Pause[],
): Promise<boolean> {
  return retryOnConflict(async () => {
    const row = await readRow<PausesRow>(store, brakePartition, pausesKey);
    const pauses = row?.value.pauses ?? [];
    const changed = next(pauses);
    if (changed.length === pauses.length) return false;
    await store.commit(brakePartition, [
      put(row, pausesKey, { pauses: changed }),
      audit({ by, way, what, ...scopeOf(scope) }, now),
    ]);
    return true;
  }, 20);
}

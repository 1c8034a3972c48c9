/** Changes who answers for a goal; also works during a round. */
import { type Actor } from '../audit/audit';
import { RefusedError } from '../errors';
import { changeOwners, loadGoal } from '../goals/register';
import { type Goal } from '../goals/schema';
import { loadPerson } from '../people/directory';
import { type EntityStore } from '../storage/store';
import { askOwner } from './ask-owner';
import { succeeded } from './proposal';
import { listOpenRounds } from './round-store';

export interface OwnerChange {
  readonly programmeId: string;
  readonly goalId: string;
  /** An owner of the goal or of a part of it, to be replaced by `to` or removed. Without it, `to` is added. */
  readonly from?: string;
  /** A person's id. */
  readonly to?: string;
  /** Earliest time at which the new owner may get a message; default: at once. */
  readonly sendFrom?: Date;
}

/**
 * Existing answers stay. The new owner is asked in the open rounds. Idempotent.
 * @throws RefusedError `unknown-goal`, `unknown-colleague`; `not-an-owner` when `from` is not an owner;
 *   `last-owner` when nobody would be left.
 */
export async function changeOwner(
  store: EntityStore,
  change: OwnerChange,
  actor: Actor,
  now: Date,
): Promise<void> {
  const { programmeId, goalId, from, to } = change;
  const goal = await loadGoal(store, programmeId, goalId);
  if (!goal) throw new RefusedError('unknown-goal');
  if (to !== undefined && !(await loadPerson(store, to))) throw new RefusedError('unknown-colleague');
  await changeOwners(store, change, (current) => changed(current, from, to), actor, now);
  if (to === undefined) return;
  const rounds = (await listOpenRounds(store)).filter((round) => round.programmeId === programmeId);
  const asking = { personId: to, goalIds: [goalId], ...(change.sendFrom && { sendFrom: change.sendFrom }) };
  for (const round of rounds) await askOwner(store, round, asking, now);
}

function changed(goal: Goal, from: string | undefined, to: string | undefined): Goal {
  const parts = [goal, ...goal.groups, ...goal.fields];
  if (from === undefined) {
    if (to === undefined || goal.owners.includes(to)) return goal;
    return { ...goal, owners: [...goal.owners, to] };
  }
  if (!parts.some(({ owners }) => owners.includes(from))) {
    // The same change was made before.
    if (to !== undefined && parts.some(({ owners }) => owners.includes(to))) return goal;
    throw new RefusedError('not-an-owner');
  }
  if (to !== undefined) return succeeded(goal, from, to);
  const disowned = <T extends { readonly owners: string[] }>(part: T): T => ({
    ...part,
    owners: part.owners.filter((owner) => owner !== from),
  });
  const next = { ...disowned(goal), groups: goal.groups.map(disowned), fields: goal.fields.map(disowned) };
  if (next.owners.length === 0) throw new RefusedError('last-owner');
  return next;
}

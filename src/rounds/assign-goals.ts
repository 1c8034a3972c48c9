/** Gives goals to one expert, whoever had them before; also works during a round. */
import { type Actor } from '../audit/audit';
import { RefusedError } from '../errors';
import { askedGoals } from '../goals/answers/asked-fields';
import { changeOwners, existingRegister } from '../goals/register';
import { type Goal } from '../goals/schema';
import { enqueue, messageKeys, type NewMessage } from '../outbox/message';
import { loadPerson } from '../people/directory';
import { put, retryOnConflict } from '../storage/rows';
import { type EntityStore } from '../storage/store';
import { type Request } from './round';
import { listOpenRounds, loadRequest, requestKey, type RoundName, roundPartition } from './round-store';

export interface Assignment {
  readonly programmeId: string;
  readonly goalIds: readonly string[];
  /** A person's id. */
  readonly to: string;
  /** When the assignment was requested (ISO 8601, UTC). Part of the message key, so a repeat tells nobody twice. */
  readonly step: string;
  /** Earliest time at which the expert may get a message; default: at once. */
  readonly sendFrom?: Date;
}

/**
 * The expert alone answers for all parts of the goals; existing answers stay. Each goal is committed separately, so a
 * repeat after a crash resumes. In each open round the expert gets one message about all the goals.
 * @throws RefusedError `unknown-programme`, `unknown-colleague`; `unknown-goal` when one of them is gone, before
 *   anything is written.
 */
export async function assignGoals(
  store: EntityStore,
  assignment: Assignment,
  actor: Actor,
  now: Date,
): Promise<void> {
  const { programmeId, goalIds, to } = assignment;
  const register = await existingRegister(store, programmeId);
  if (!(await loadPerson(store, to))) throw new RefusedError('unknown-colleague');
  const known = new Set(register.goals.map(({ id }) => id));
  if (!goalIds.every((id) => known.has(id))) throw new RefusedError('unknown-goal');
  for (const goalId of goalIds)
    await changeOwners(store, { programmeId, goalId }, (goal) => ownedBy(to, goal), actor, now);
  const asked = new Set(askedGoals(register).map(({ id }) => id));
  const rounds = (await listOpenRounds(store)).filter((round) => round.programmeId === programmeId);
  for (const round of rounds)
    await ask(store, round, { ...assignment, goalIds: goalIds.filter((id) => asked.has(id)) }, now);
}

/** Clears the owners of the parts, which would otherwise keep those parts. */
function ownedBy(personId: string, goal: Goal): Goal {
  const asGoal = <T extends { readonly owners: string[] }>(part: T): T => ({ ...part, owners: [] });
  return { ...goal, owners: [personId], groups: goal.groups.map(asGoal), fields: goal.fields.map(asGoal) };
}

async function ask(
  store: EntityStore,
  { programmeId, period }: RoundName,
  { goalIds, to: personId, step, sendFrom }: Assignment,
  now: Date,
): Promise<void> {
  if (goalIds.length === 0) return;
  const name = { programmeId, period };
  const key = `${programmeId}|${period}|${personId}|assigned-${step}-${goalIds[0]}-${goalIds.length}`;
  await retryOnConflict(async () => {
    if ((await messageKeys(store, roundPartition(name))).has(key)) return;
    const row = await loadRequest(store, name, personId);
    const before = row?.value ?? { personId, goalIds: [], createdAt: now.toISOString() };
    const request: Request = { ...before, goalIds: [...new Set([...before.goalIds, ...goalIds])] };
    const message: NewMessage = {
      key,
      kind: 'assigned',
      recipient: { type: 'person', personId },
      data: { programmeId, period, goalIds: [...goalIds] },
    };
    await store.commit(roundPartition(name), [
      put(row, requestKey(personId), request),
      enqueue(message, now, sendFrom),
    ]);
  });
}

/** Who answers what in a round, and on whose behalf: owners, hand-overs and substitutes together. Pure. */
import { type Goal } from '../goals/schema';
import { ownersFor } from '../people/directory';
import { type Role } from '../people/schema';
import { type Substitution } from '../people/substitutions';
import { fieldsAskedOf } from './asked';

/** An owner's part of a goal that somebody else answers in this round. */
export interface Handover {
  readonly goalId: string;
  /** The owner that the register names, in person or through a role. */
  readonly from: string;
  /** Who answers it now. */
  readonly to: string;
  /** Who handed it on, and when (ISO 8601, UTC). */
  readonly by: string;
  readonly at: string;
}

export interface Responsibility {
  readonly roles: readonly Role[];
  readonly handovers: readonly Handover[];
  /** The substitutions that hold today. */
  readonly substitutions: readonly Substitution[];
}

/** Field id → the person on whose behalf it is answered, or `undefined` for the answerer's own; in the goal's order. */
export type HeldFields = ReadonlyMap<string, string | undefined>;

/** What a person answers of a goal, hand-overs counted but not substitutions: for this the person is asked. */
export function fieldsHeldBy(
  personId: string,
  goal: Goal,
  { roles, handovers }: Pick<Responsibility, 'roles' | 'handovers'>,
): HeldFields {
  const behalf = new Map<string, string | undefined>();
  const owners = ownersHeldBy(personId, goal.id, handovers);
  for (const owner of owners)
    for (const { id } of fieldsAskedOf(ownersFor(roles, owner), goal))
      if (!behalf.has(id)) behalf.set(id, owner === personId ? undefined : owner);
  // One owner's fields come in the goal's order, and most goals are held for one.
  return owners.length > 1 ? inOrder(goal, behalf) : behalf;
}

/** What a person may answer of a goal: what they hold, and what those hold whose substitute they are today. */
export function fieldsAnswerableBy(personId: string, goal: Goal, responsibility: Responsibility): HeldFields {
  const behalf = new Map(fieldsHeldBy(personId, goal, responsibility));
  for (const principal of principalsOf(personId, responsibility))
    for (const [fieldId, heldFor] of fieldsHeldBy(principal, goal, responsibility)) {
      // A colleague's substitute may be the owner, who then answers in their own name.
      const owner = heldFor ?? principal;
      if (!behalf.has(fieldId)) behalf.set(fieldId, owner === personId ? undefined : owner);
    }
  return inOrder(goal, behalf);
}

/** The persons whose substitute this person is today. */
export function principalsOf(
  personId: string,
  { substitutions }: Pick<Responsibility, 'substitutions'>,
): string[] {
  return substitutions.filter((each) => each.substituteId === personId).map((each) => each.personId);
}

/** The owners for whom a person answers the goal: first the person, unless they handed it on. */
export function ownersHeldBy(personId: string, goalId: string, handovers: readonly Handover[]): string[] {
  const ofGoal = handovers.filter((handover) => handover.goalId === goalId);
  const own = ofGoal.some(({ from }) => from === personId) ? [] : [personId];
  return [...own, ...ofGoal.filter(({ to }) => to === personId).map(({ from }) => from)];
}

function inOrder(goal: Goal, behalf: ReadonlyMap<string, string | undefined>): HeldFields {
  const ids = goal.fields.map(({ id }) => id).filter((id) => behalf.has(id));
  return new Map(ids.map((id) => [id, behalf.get(id)]));
}

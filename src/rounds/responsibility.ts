/** Who answers what in a round, and on whose behalf: owners, hand-overs and substitutes together. Pure. */
import { type Goal } from '../goals/schema';
import { ownersFor } from '../people/directory';
import { type Role } from '../people/schema';
import { type Substitution } from '../people/substitutions';
import { fieldsAskedOf } from './asked';

/** Hands an owner's part of a goal to somebody else for this round. */
export interface Handover {
  readonly goalId: string;
  /** The owner in the register, named in person or through a role. */
  readonly from: string;
  /** Who answers it now. */
  readonly to: string;
  /** Who handed it over, and when (ISO 8601, UTC). */
  readonly by: string;
  readonly at: string;
}

export interface Responsibility {
  readonly roles: readonly Role[];
  readonly handovers: readonly Handover[];
  /** Today's substitutions. */
  readonly substitutions: readonly Substitution[];
}

/** Field id → the person on whose behalf it is answered; `undefined` for one's own fields. In the goal's order. */
export type HeldFields = ReadonlyMap<string, string | undefined>;

/** The fields of a goal that a person is asked: hand-overs count, substitutions do not. */
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
  // The fields of a single owner, which is the usual case, are already in the goal's order.
  return owners.length > 1 ? inOrder(goal, behalf) : behalf;
}

/** The fields of a goal that a person may answer: their own, and those of people they substitute for today. */
export function fieldsAnswerableBy(personId: string, goal: Goal, responsibility: Responsibility): HeldFields {
  const behalf = new Map(fieldsHeldBy(personId, goal, responsibility));
  for (const principal of principalsOf(personId, responsibility))
    for (const [fieldId, heldFor] of fieldsHeldBy(principal, goal, responsibility)) {
      // The owner may be the substitute of the colleague who holds it, and then answers in their own name.
      const owner = heldFor ?? principal;
      if (!behalf.has(fieldId)) behalf.set(fieldId, owner === personId ? undefined : owner);
    }
  return inOrder(goal, behalf);
}

/** Field id → the person on whose behalf it is answered, without one's own fields. */
export function onBehalf(held: HeldFields): ReadonlyMap<string, string> {
  return new Map([...held].flatMap(([id, owner]) => (owner === undefined ? [] : [[id, owner]])));
}

/** The people this person substitutes for today. */
export function principalsOf(
  personId: string,
  { substitutions }: Pick<Responsibility, 'substitutions'>,
): string[] {
  return substitutions.filter((each) => each.substituteId === personId).map((each) => each.personId);
}

/** The owners for whom a person answers the goal: first the person, unless they handed it over. */
export function ownersHeldBy(personId: string, goalId: string, handovers: readonly Handover[]): string[] {
  const ofGoal = handovers.filter((handover) => handover.goalId === goalId);
  const own = ofGoal.some(({ from }) => from === personId) ? [] : [personId];
  return [...own, ...ofGoal.filter(({ to }) => to === personId).map(({ from }) => from)];
}

function inOrder(goal: Goal, behalf: ReadonlyMap<string, string | undefined>): HeldFields {
  const ids = goal.fields.map(({ id }) => id).filter((id) => behalf.has(id));
  return new Map(ids.map((id) => [id, behalf.get(id)]));
}

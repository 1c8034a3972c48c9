/** Who responds to questions about a goal: its owners with hand-overs, and their substitutes of the day. */
import { type Goal } from '../goals/schema';
import { ownersIn } from '../goals/register';
import { type Directory, loadDirectory, personsOf } from '../people/directory';
import { loadAllLeft } from '../people/left';
import {
  fieldsAnswerableBy,
  fieldsHeldBy,
  type HeldFields,
  type Responsibility,
} from '../rounds/responsibility';
import { type EntityStore } from '../storage/store';

/** Pure. */
function isAbout(goal: Goal, part: string | undefined, fields: HeldFields): boolean {
  const known = part !== undefined && goal.groups.some(({ id }) => id === part);
  if (!known) return fields.size > 0;
  return goal.fields.some(({ id, group }) => group === part && fields.has(id));
}

export interface Respondent {
  /** The person whose substitute responds; absent for those who respond themselves. */
  readonly onBehalfOf?: string;
}

/** `undefined` unless the person answers for the part now, themselves or as a substitute. Pure. */
export function respondentTo(
  personId: string,
  goal: Goal,
  part: string | undefined,
  responsibility: Responsibility,
): Respondent | undefined {
  const fields = fieldsAnswerableBy(personId, goal, responsibility);
  if (!isAbout(goal, part, fields)) return undefined;
  if (isAbout(goal, part, fieldsHeldBy(personId, goal, responsibility))) return {};
  const known = goal.groups.some(({ id }) => id === part);
  const own = goal.fields.find(({ id, group }) => fields.has(id) && (!known || group === part));
  const onBehalfOf = own && fields.get(own.id);
  return onBehalfOf === undefined ? {} : { onBehalfOf };
}

/** A commit also holds the question, a reminder for each of them, the round and the audit entry. */
const mostTold = 40;

/** Who can be told at all. */
export interface Known {
  readonly directory: Directory;
  readonly left: { readonly has: (personId: string) => boolean };
}

export async function loadKnown(store: EntityStore): Promise<Known> {
  const [directory, left] = await Promise.all([loadDirectory(store), loadAllLeft(store)]);
  return { directory, left };
}

/** Those who hold the part and their substitutes of the day, without people who have left. Pure. */
export function respondentsAmong(
  { directory, left }: Known,
  goal: Goal,
  part: string | undefined,
  responsibility: Responsibility,
): string[] {
  const { handovers, substitutions } = responsibility;
  const named = [
    ...ownersIn(goal).flatMap((owner) => personsOf(directory, owner)),
    ...handovers.filter(({ goalId }) => goalId === goal.id).map(({ to }) => to),
  ];
  const holders = new Set(named.filter((id) => isAbout(goal, part, fieldsHeldBy(id, goal, responsibility))));
  const substitutes = substitutions.filter(({ personId }) => holders.has(personId));
  const all = new Set([...holders, ...substitutes.map(({ substituteId }) => substituteId)]);
  return [...all].filter((id) => directory.persons.has(id) && !left.has(id)).slice(0, mostTold);
}

/** The same for one goal. */
export async function loadRespondents(
  store: EntityStore,
  goal: Goal,
  part: string | undefined,
  responsibility: Responsibility,
): Promise<string[]> {
  return respondentsAmong(await loadKnown(store), goal, part, responsibility);
}

/** Who is asked what: the owners of a field, else of its group, else of the goal. Pure. */
import { askedGoals } from '../goals/answers/asked-fields';
import { type Field, type Goal, type Owner, type Register } from '../goals/schema';
import { firstStageFields } from '../goals/stages/first-stage';
import { type Directory, personsOf } from '../people/directory';
import { type FirstStage } from '../periods/calendar-schema';

export function ownersOfField(goal: Goal, field: Field): readonly Owner[] {
  if (field.owners.length > 0) return field.owners;
  const group = goal.groups.find((candidate) => candidate.id === field.group);
  return group && group.owners.length > 0 ? group.owners : goal.owners;
}

/** The fields of a goal that a person with these owner references is asked, in the goal's order. */
export function fieldsAskedOf(owners: ReadonlySet<Owner>, goal: Goal): Field[] {
  return goal.fields.filter((field) => ownersOfField(goal, field).some((owner) => owners.has(owner)));
}

/** Every person who is asked something, with their goals in the register's order. */
export function fanOut(register: Register, directory: Directory): Map<string, string[]> {
  const asked = new Map<string, string[]>();
  for (const goal of askedGoals(register)) {
    const owners = new Set(goal.fields.flatMap((field) => ownersOfField(goal, field)));
    const persons = new Set([...owners].flatMap((owner) => personsOf(directory, owner)));
    for (const personId of persons) asked.set(personId, [...(asked.get(personId) ?? []), goal.id]);
  }
  return new Map([...asked].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * Every person who is asked something as soon as the round opens.
 * @param stage what is due first; others wait for that. Default: nobody waits
 */
export function askedAtOpening(
  register: Register,
  directory: Directory,
  stage: FirstStage | undefined,
): ReadonlySet<string> {
  const owners = askedGoals(register).flatMap((goal) => {
    const first = stage ? firstStageFields(goal, stage) : [];
    return (first.length > 0 ? first : goal.fields).flatMap((field) => ownersOfField(goal, field));
  });
  return new Set([...new Set(owners)].flatMap((owner) => personsOf(directory, owner)));
}

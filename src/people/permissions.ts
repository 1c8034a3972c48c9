/** The one place that says who may do what. Pure. */
import { type Goal, type Owner, type Programme } from '../goals/schema';
import { fieldsAskedOf } from '../rounds/asked';
import { type Person } from './schema';

/** Whether a person sees the figures of a whole programme: admins and its coordinator. */
export function mayReadProgramme(
  person: Pick<Person, 'admin'>,
  owners: ReadonlySet<Owner>,
  programme: Pick<Programme, 'coordinator'>,
): boolean {
  return person.admin || owners.has(programme.coordinator);
}

/** Whether a person decides on proposals for a programme: admins and its coordinator. */
export function mayCoordinate(
  person: Pick<Person, 'admin'>,
  owners: ReadonlySet<Owner>,
  programme: Pick<Programme, 'coordinator'>,
): boolean {
  return person.admin || owners.has(programme.coordinator);
}

/** Whether a person sees what was answered to a goal, now and before: its owners, and who reads the whole programme. */
export function mayReadGoal(
  person: Pick<Person, 'admin'>,
  owners: ReadonlySet<Owner>,
  programme: Pick<Programme, 'coordinator'>,
  goal: Goal,
): boolean {
  return mayReadProgramme(person, owners, programme) || fieldsAskedOf(owners, goal).length > 0;
}

/** Whether a person sees who answers for the goals of a programme: everybody who is asked something in it as well. */
export function mayReadOwners(
  person: Pick<Person, 'admin'>,
  owners: ReadonlySet<Owner>,
  programme: Pick<Programme, 'coordinator'>,
  goals: readonly Goal[],
): boolean {
  return goals.some((goal) => mayReadGoal(person, owners, programme, goal));
}

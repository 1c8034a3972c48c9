/** The one place that says who may do what. Pure. */
import { type Goal, type Programme } from '../goals/schema';
import { unitNameOf } from '../goals/unit';
import { fieldsAskedOf } from '../rounds/asked';
import { type Access } from './access';

type Known = Pick<Programme, 'id' | 'coordinator'>;

/** Whether a person configures programmes: schedules, channels, and who may what. */
export function mayAdminister({ isAdmin }: Access): boolean {
  return isAdmin;
}

/** Whether a person runs a programme's rounds: opens, reminds, closes, reopens, decides who answers for its goals. */
export function mayCoordinate(access: Access, { id, coordinator }: Known): boolean {
  return access.isAdmin || access.owners.has(coordinator) || access.coordinates.has(id);
}

/** Whether a person sees the figures of a whole programme: who runs its rounds, and its readers. */
export function mayReadProgramme(access: Access, programme: Known): boolean {
  return mayCoordinate(access, programme) || access.reads.has(programme.id);
}

/** Whether a person sees who has not answered in a unit, and may remind them: who runs the rounds, and its head. */
export function mayRemindUnit(access: Access, programme: Known, unit: string): boolean {
  return mayCoordinate(access, programme) || access.heads.get(programme.id)?.has(unit) === true;
}

/** Whether a person sees what was answered to a goal, now and before: its owners, and who reads the whole programme. */
export function mayReadGoal(access: Access, programme: Known, goal: Goal): boolean {
  return mayReadProgramme(access, programme) || fieldsAskedOf(access.owners, goal).length > 0;
}

/** Whether a person sees how a goal stands, now and before: who reads it, and the head of its unit. */
export function mayReadLight(
  access: Access,
  programme: Known & Pick<Programme, 'languages'>,
  goal: Goal,
): boolean {
  return (
    mayReadGoal(access, programme, goal) || mayRemindUnit(access, programme, unitNameOf(goal, programme))
  );
}

/** Whether a person sees who answers for the goals of a programme: everybody who is asked something in it as well. */
export function mayReadOwners(access: Access, programme: Known, goals: readonly Goal[]): boolean {
  return goals.some((goal) => mayReadGoal(access, programme, goal));
}

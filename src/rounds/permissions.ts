/** The one place that says who may do what. Pure. */
import { type Goal, type Programme } from '../goals/schema';
import { unitNameOf } from '../goals/unit';
import { fieldsAskedOf } from './asked';
import { type Access } from '../people/access';

type Known = Pick<Programme, 'id' | 'coordinator'>;
type Named = Known & Pick<Programme, 'languages'>;

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

/** Whether a person sees the figures of a unit: who reads the whole programme, and the unit's head. */
export function mayReadUnit(access: Access, programme: Known, unit: string): boolean {
  return mayReadProgramme(access, programme) || isHeadOf(access, programme, unit);
}

/** Whether there may be units of a programme whose figures the person sees. */
export function mayReadSomeUnit(access: Access, programme: Known): boolean {
  return mayReadProgramme(access, programme) || access.heads.has(programme.id);
}

/** Whether a person sees who has not answered in a unit, and may remind them: who runs the rounds, and its head. */
export function mayRemindUnit(access: Access, programme: Known, unit: string): boolean {
  return mayCoordinate(access, programme) || isHeadOf(access, programme, unit);
}

function isHeadOf({ heads }: Access, { id }: Known, unit: string): boolean {
  return heads.get(id)?.has(unit) === true;
}

/**
 * Whether a person sees a programme's digest: who sees its figures anyway, and everybody where the whole channel has it.
 * @param channel where it is asked for; left out outside channels
 */
export function mayReadDigest(
  access: Access,
  programme: Known & Pick<Programme, 'channels'>,
  channel: string | undefined,
): boolean {
  const isPosted = programme.channels.some((each) => each.channel === channel);
  return isPosted || mayReadProgramme(access, programme);
}

/**
 * Whether a person sees what was answered to a goal, now and before: its owners, the head of its unit, and who reads
 * the whole programme.
 */
export function mayReadGoal(access: Access, programme: Named, goal: Goal): boolean {
  const unit = unitNameOf(goal, programme);
  return mayReadUnit(access, programme, unit) || fieldsAskedOf(access.owners, goal).length > 0;
}

/** Whether a person sees who answers for the goals of a programme: who sees one of them. */
export function mayReadOwners(access: Access, programme: Named, goals: readonly Goal[]): boolean {
  return goals.some((goal) => mayReadGoal(access, programme, goal));
}

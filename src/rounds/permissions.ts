/** The only place that decides who may do what. Pure. */
import { isAskedOf } from '../goals/answers/asked-fields';
import { type Goal, type Programme } from '../goals/schema';
import { unitNameOf } from '../goals/unit';
import { fieldsAskedOf } from './asked';
import { type Access } from '../people/access';

type Known = Pick<Programme, 'id' | 'coordinator'>;
type Named = Known & Pick<Programme, 'languages'>;

/** Whether a person configures programmes: schedules, channels and permissions. */
export function mayAdminister({ isAdmin }: Access): boolean {
  return isAdmin;
}

/** Whether a person runs a programme's rounds: opens, reminds, closes, reopens, changes owners. */
export function mayCoordinate(access: Access, { id, coordinator }: Known): boolean {
  return access.isAdmin || access.owners.has(coordinator) || access.coordinates.has(id);
}

/** Whether a person may pause and resume sending: a programme's by its coordinators and admins, all by admins. */
export function mayStop(access: Access, programme: Known | undefined): boolean {
  return programme ? mayCoordinate(access, programme) : mayAdminister(access);
}

/** Whether a person sees the figures of a whole programme: people who run its rounds, and its readers. */
export function mayReadProgramme(access: Access, programme: Known): boolean {
  return mayCoordinate(access, programme) || access.reads.has(programme.id);
}

/** Whether a person sees the figures of a unit: readers of the whole programme, and the unit's head. */
export function mayReadUnit(access: Access, programme: Known, unit: string): boolean {
  return mayReadProgramme(access, programme) || isHeadOf(access, programme, unit);
}

/** Whether a person may see the figures of at least one unit of a programme. */
export function mayReadSomeUnit(access: Access, programme: Known): boolean {
  return mayReadProgramme(access, programme) || access.heads.has(programme.id);
}

/** Whether a person sees who is missing in a unit, and may remind them: people who run the rounds, and its head. */
export function mayRemindUnit(access: Access, programme: Known, unit: string): boolean {
  return runsOrHeads(access, programme, unit);
}

/** Whether a person may comment on a unit in a round: its head, and people who run the rounds. */
export function mayCommentOn(access: Access, programme: Known, unit: string): boolean {
  return runsOrHeads(access, programme, unit);
}

/** Whether a person may comment on at least one unit of a programme. */
export function mayCommentOnSome(access: Access, programme: Known): boolean {
  return mayCoordinate(access, programme) || access.heads.has(programme.id);
}

function runsOrHeads(access: Access, programme: Known, unit: string): boolean {
  return mayCoordinate(access, programme) || isHeadOf(access, programme, unit);
}

function isHeadOf({ heads }: Access, { id }: Known, unit: string): boolean {
  return heads.get(id)?.has(unit) === true;
}

/**
 * Whether a person sees a programme's digest: people who see its figures anyway, and everybody in a channel that gets
 * it.
 * @param channel where it was requested; `undefined` outside channels
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
 * Whether a person sees a goal's answers, current and earlier: its owners, the head of its unit, and readers of the
 * whole programme.
 */
export function mayReadGoal(access: Access, programme: Named, goal: Goal): boolean {
  const unit = unitNameOf(goal, programme);
  return mayReadUnit(access, programme, unit) || fieldsAskedOf(access.owners, goal).length > 0;
}

/**
 * Whether a person may ask a goal's owners about it: by the programme's setting the readers of the whole programme and
 * the head of the goal's unit (default), only the head, or neither; coordinators in any case. Nobody asks about a goal
 * that is not asked of the programme's respondent.
 */
export function mayAskAbout(
  access: Access,
  programme: Named & Pick<Programme, 'questionsBy' | 'respondent'>,
  goal: Goal,
): boolean {
  if (!isAskedOf(goal, programme)) return false;
  if (mayCoordinate(access, programme)) return true;
  const { questionsBy = 'readers' } = programme;
  if (questionsBy === 'coordinators') return false;
  if (isHeadOf(access, programme, unitNameOf(goal, programme))) return true;
  return questionsBy === 'readers' && mayReadProgramme(access, programme);
}

/**
 * Whether a person decides on a request for support as leadership: readers of the whole programme, the head of the goal's
 * unit, and coordinators. The people a request names may too, but what it says is not known here.
 */
export function mayDecideOn(access: Access, programme: Named, goal: Goal): boolean {
  return mayReadUnit(access, programme, unitNameOf(goal, programme));
}

/** Whether a person sees who owns the goals of a programme: everybody who sees one of the goals. */
export function mayReadOwners(access: Access, programme: Named, goals: readonly Goal[]): boolean {
  return goals.some((goal) => mayReadGoal(access, programme, goal));
}

/** What a unit's head writes about the unit in one round. Pure. */
import { type Goal, type LocalizedText, type Programme } from '../goals/schema';
import { unitsOf } from '../goals/unit';
import { type Round, takesRepliesAt } from '../rounds/round';

/** In characters: a digest and a slide show it beside the figures. */
export const longestComment = 600;

/** One version of the one comment that a unit has in a round. */
export interface CommentVersion {
  /** The unit's name in the programme's main language, as in grants. */
  readonly unit: string;
  /** Plain text: nothing in it is interpreted. Empty if the comment was withdrawn. */
  readonly text: string;
  /** From 1. */
  readonly version: number;
  readonly by: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** A comment with its unit as the round's form names it. */
export interface UnitComment extends CommentVersion {
  readonly unitText: LocalizedText;
}

/** Whether the round's units may be commented on at this moment. */
export function mayCommentNow(round: Round, now: Date): boolean {
  return takesRepliesAt(round, now);
}

/** The latest version of each unit's comment at the moment (ISO 8601, UTC), withdrawn ones included. */
export function versionsAt(
  versions: readonly CommentVersion[],
  moment: string,
): ReadonlyMap<string, CommentVersion> {
  const latest = new Map<string, CommentVersion>();
  for (const each of versions) {
    const known = latest.get(each.unit);
    if (each.at <= moment && (known?.version ?? 0) < each.version) latest.set(each.unit, each);
  }
  return latest;
}

/** The comments that were not withdrawn, in the order of the form's units; those on units without goals are left out. */
export function commentsAt(
  versions: readonly CommentVersion[],
  moment: string,
  { goals, programme }: { readonly goals: readonly Goal[]; readonly programme: Pick<Programme, 'languages'> },
): UnitComment[] {
  const latest = versionsAt(versions, moment);
  return [...unitsOf(goals, programme)].flatMap(([unit, unitText]) => {
    const found = latest.get(unit);
    return found && found.text !== '' ? [{ ...found, unitText }] : [];
  });
}

/**
 * When the posts of a round's latest digest are updated. An edit notifies nobody, so quiet hours do not delay it. Pure.
 */
import { latestDigest, type Round, takesReplies } from './round';

/** Minimum time between two edits of a post. */
const shortestMs = 60 * 60 * 1000;

/** The earliest time at which a post drawn at `drawnAt` may be edited. */
export function refreshableFrom(drawnAt: Date): Date {
  return new Date(drawnAt.getTime() + shortestMs);
}

/** Only while the round is open. Only the posts of its latest digest are updated; older posts stay as they are. */
export function isRefreshDue(round: Round, now: Date): boolean {
  const { nextRefresh } = round;
  if (!takesReplies(round) || latestDigest(round) === undefined) return false;
  return nextRefresh !== undefined && nextRefresh <= now.toISOString();
}

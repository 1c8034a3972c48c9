/**
 * When the posts of a round's latest digest are brought up to date. An edit notifies nobody, so quiet hours do not hold
 * it back. Pure.
 */
import { latestDigest, type Round, takesReplies } from './round';

/** A post is edited at most so often. */
const shortestMs = 60 * 60 * 1000;

/** The first moment at which a post may be edited that was drawn at this one. */
export function refreshableFrom(drawnAt: Date): Date {
  return new Date(drawnAt.getTime() + shortestMs);
}

/** Only while the round is open, and only the posts of its latest digest: what stands above a newer one stands still. */
export function isRefreshDue(round: Round, now: Date): boolean {
  const { nextRefresh } = round;
  if (!takesReplies(round) || latestDigest(round) === undefined) return false;
  return nextRefresh !== undefined && nextRefresh <= now.toISOString();
}

/** The coordinator's review of a reply, where an organisation gives one coordinated answer. Pure. */
import { isVoluntary } from '../goals/answers/asked-fields';
import { type Goal, type Programme } from '../goals/schema';
import { goalCompleteness, type Completeness, type Reply } from './reply';

/** The coordinator's verdict on one version of a reply; it does not apply to later versions. */
export interface Review {
  readonly goalId: string;
  /** `commented`: its owners may change it again although it was locked. `accepted`: nobody may. */
  readonly status: 'commented' | 'accepted';
  readonly version: number;
  /** The version of the programme's form at that time. */
  readonly formVersion: number;
  /** Who, and when (ISO 8601, UTC). */
  readonly by: string;
  readonly at: string;
  /** The comment's text. */
  readonly text?: string;
}

/** Longest comment, in UTF-16 units. */
export const longestComment = 400;

/** `answered` means completely answered and waiting for the coordinator. */
export type ReviewState = Completeness | Review['status'];

/** The review if it is of the current version. */
export function currentReview(reply: Reply | undefined, review: Review | undefined): Review | undefined {
  return reply && review?.version === reply.version ? review : undefined;
}

/** An answer accepted before its question was corrected waits for a review again. */
export function reviewState(goal: Goal, reply: Reply | undefined, review: Review | undefined): ReviewState {
  const current = currentReview(reply, review);
  if (current?.status === 'commented') return 'commented';
  const state = goalCompleteness(goal, reply);
  const isAccepted = current !== undefined && (goal.changedIn ?? 0) <= current.formVersion;
  return state === 'answered' && isAccepted ? 'accepted' : state;
}

/** Sent or accepted answers can be changed only after a comment. @param review that of the current version */
export function isLocked(
  completeness: Completeness,
  review: Review | undefined,
  { policy }: Pick<Programme, 'policy'>,
): boolean {
  if (review?.status === 'commented') return false;
  return review !== undefined || (policy.lockOnSubmit && completeness === 'answered');
}

/** Whether it prevents the coordinated answer from being sent; a voluntary question may stay unanswered. */
export function holdsUpSending(goal: Goal, state: ReviewState): boolean {
  return state !== 'accepted' && !(state === 'unanswered' && isVoluntary(goal));
}

/** The coordinator's review of a reply, where an organisation gives one coordinated answer. Pure. */
import { isVoluntary } from '../goals/answers/asked-fields';
import { type Goal, type Programme } from '../goals/schema';
import { goalCompleteness, type Completeness, type Reply } from './reply';

/** What the coordinator said of one version of a reply; of a later version it says nothing. */
export interface Review {
  readonly goalId: string;
  /** Commented: who answers for it may change it again, though it was locked. Accepted: nobody may. */
  readonly status: 'commented' | 'accepted';
  readonly version: number;
  /** The version of the programme's form as it was then. */
  readonly formVersion: number;
  /** Who, and when (ISO 8601, UTC). */
  readonly by: string;
  readonly at: string;
  /** Of a comment. */
  readonly text?: string;
}

/** Longest comment, in UTF-16 units. */
export const longestComment = 400;

/** Answered: as a whole, and waiting for the coordinator. */
export type ReviewState = Completeness | Review['status'];

/** The review of the version that stands now. */
export function currentReview(reply: Reply | undefined, review: Review | undefined): Review | undefined {
  return reply && review?.version === reply.version ? review : undefined;
}

/** An answer that was accepted before its question was corrected waits again. */
export function reviewState(goal: Goal, reply: Reply | undefined, review: Review | undefined): ReviewState {
  const current = currentReview(reply, review);
  if (current?.status === 'commented') return 'commented';
  const state = goalCompleteness(goal, reply);
  const isAccepted = current !== undefined && (goal.changedIn ?? 0) <= current.formVersion;
  return state === 'answered' && isAccepted ? 'accepted' : state;
}

/** Sent or accepted answers are changed only after a comment. @param review that of the current version */
export function isLocked(
  completeness: Completeness,
  review: Review | undefined,
  { policy }: Pick<Programme, 'policy'>,
): boolean {
  if (review?.status === 'commented') return false;
  return review !== undefined || (policy.lockOnSubmit && completeness === 'answered');
}

/** Whether it keeps the coordinated answer from being sent; a voluntary question may stay without an answer. */
export function holdsUpSending(goal: Goal, state: ReviewState): boolean {
  return state !== 'accepted' && !(state === 'unanswered' && isVoluntary(goal));
}

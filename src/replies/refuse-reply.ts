/** Reasons to refuse a reply that was parsed: each check throws, or returns if the reply may be written. */
import { RefusedError } from '../errors';
import { type Answer, type AnswerNote, type Answers, answerTo } from '../goals/answers/answer';
import { missingReason } from '../goals/judging/light';
import { type AnswerWarning, warningsFor, warningToken } from '../goals/judging/warnings';
import { type Field, type Programme } from '../goals/schema';
import { shortHash } from '../short-hash';
import { type GoalName, type OpenGoal } from '../rounds/open-goal';
import { type EntityStore } from '../storage/store';
import { type AnswerableGoal } from './answerable-goal';
import {
  completeness,
  type GivenAnswers,
  noAnswers,
  overwrittenUnseen,
  type Reply,
  saysNothingNew,
} from './reply';
import { loadHistory } from './reply-store';
import { currentReview, isLocked } from './review';
import { readReview } from './review-store';
import { InvalidReplyError, type Submission, UnconfirmedReplyError, UnsureReplyError } from './submission';

/** @param answers as they would be after the save */
export function refuseUnreasoned(
  { goal, programme }: OpenGoal,
  asked: readonly Field[],
  period: string,
  answers: Answers,
): void {
  const field = missingReason(goal, programme, answers, period);
  if (field && asked.some(({ id }) => id === field.id))
    throw new InvalidReplyError(new Map([[field.id, { code: 'reason-needed', details: {} }]]));
}

/**
 * A complete answer that was sent cannot be changed until the coordinator comments on it. A page without answers may
 * still be filled in, unless the reply was accepted.
 */
export async function refuseLocked(
  store: EntityStore,
  current: Reply | undefined,
  { programme, goal, fields }: AnswerableGoal,
  asked: readonly Field[],
  name: GoalName,
): Promise<void> {
  const answers = current?.answers ?? noAnswers;
  const { policy } = programme;
  const reviewed = policy.oneCoordinatedAnswer ? await readReview(store, name, goal.id) : undefined;
  const review = currentReview(current, reviewed?.value);
  if (!isLocked(completeness(fields, answers, goal.fields), review, programme)) return;
  if (review || completeness(asked, answers) !== 'unanswered') throw new RefusedError('locked');
}

export async function refuseUnseen(
  store: EntityStore,
  current: Reply | undefined,
  given: ReadonlyMap<string, Answer | undefined>,
  { by, seenVersion, ...name }: Submission,
): Promise<void> {
  if (!current || current.version <= seenVersion) return;
  const versions = await loadHistory(store, name, name.goalId, Math.max(1, seenVersion));
  const unseen = overwrittenUnseen(versions, seenVersion, by, given);
  if (unseen.length > 0)
    throw new RefusedError('changed-meanwhile', { by: current.by, fields: unseen.join(',') });
}

/** The answers that differ from the reply; those it already has were confirmed before. */
export function changed(
  current: Reply | undefined,
  given: ReadonlyMap<string, Answer | undefined>,
): Map<string, Answer | undefined> {
  return new Map([...given].filter(([id, answer]) => !saysNothingNew(current, new Map([[id, answer]]))));
}

interface Unconfirmed {
  readonly given: ReadonlyMap<string, Answer | undefined>;
  readonly notes: ReadonlyMap<string, readonly AnswerNote[]>;
  /** Last period's answers. */
  readonly previous: GivenAnswers;
  /** The token of the answers, if saving locks them. */
  readonly lock?: string | undefined;
}

/** The token of the answers that saving locks; `undefined` if it locks nothing or nobody has to be asked. */
export function lockToken(
  { policy }: Pick<Programme, 'policy'>,
  { lock }: Submission,
  given: ReadonlyMap<string, Answer | undefined>,
): string | undefined {
  if (!policy.lockOnSubmit || lock === undefined) return undefined;
  return shortHash(JSON.stringify([...given].map(([id, answer]) => [id, answer?.raw ?? null]).sort()), 16);
}

/** @throws UnsureReplyError if the person agreed to lock other answers than these, or none. */
export function refuseUnsure({ lock }: Submission, token: string | undefined): void {
  if (token !== undefined && lock !== token) throw new UnsureReplyError(token);
}

export function refuseUnconfirmed(
  { locale, confirmed }: Submission,
  asked: readonly Field[],
  { given, notes, previous, lock }: Unconfirmed,
): void {
  const warnings = new Map<string, readonly AnswerWarning[]>();
  for (const field of asked) {
    const answer = given.get(field.id);
    if (!answer) continue;
    const found = warningsFor(field, answer, notes.get(field.id) ?? [], answerTo(previous, field.id), locale);
    if (found.length > 0) warnings.set(field.id, found);
  }
  if (warnings.size === 0) return;
  const token = warningToken(warnings, given);
  if (token !== confirmed) throw new UnconfirmedReplyError(warnings, token, lock);
}

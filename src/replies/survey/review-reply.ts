/** Lets the coordinator accept a reply, or comment on it, after which its experts may change it. */
import { type Actor, audit } from '../../audit/audit';
import { RefusedError } from '../../errors';
import { enqueue, type NewMessage } from '../../outbox/message';
import { type GoalName, loadOpenGoal, type OpenGoal } from '../../rounds/open-goal';
import { fieldsHeldBy } from '../../rounds/responsibility';
import { loadResponsibility } from '../../rounds/responsibility-store';
import { loadRequests, roundPartition } from '../../rounds/round-store';
import { passGate } from '../../rounds/close-guard';
import { put, retryOnConflict, type Row } from '../../storage/rows';
import { type Change, type EntityStore } from '../../storage/store';
import { goalCompleteness, type Reply } from '../reply';
import { readReply } from '../reply-store';
import { currentReview, longestComment, type Review } from '../review';
import { readReview, reviewKey } from '../review-store';

export interface Reviewing extends GoalName, Actor {
  /** The version that the coordinator saw. */
  readonly version: number;
}

export interface Commenting extends Reviewing {
  readonly text: string;
  /** Earliest time at which the experts may get a message; default: at once. */
  readonly sendFrom?: Date;
}

/** A commit also holds the review, the gate and the audit entry; no question has this many experts. */
const mostTold = 90;

/**
 * Tells everybody who holds a part of the question, once; repeating the same comment changes nothing.
 * @returns how many people are told
 * @throws RefusedError `unknown-round`, `round-not-open`, `unknown-goal`, `not-coordinated`; `not-answered` if there
 *   is no reply; `answer-changed` if it is not the version that was seen; `comment-missing`, `comment-too-long`.
 */
export async function commentOnReply(store: EntityStore, act: Commenting, now: Date): Promise<number> {
  const text = act.text.trim();
  if (text === '') throw new RefusedError('comment-missing');
  if (text.length > longestComment)
    throw new RefusedError('comment-too-long', { maximum: String(longestComment) });
  return retryOnConflict(async () => {
    const seen = await loadSeen(store, act, now);
    const told = await holdersOf(store, act, seen, now);
    const current = currentReview(seen.reply, seen.review?.value);
    if (current?.status === 'commented' && current.text === text) return told.length;
    const messages = told.map((personId) => enqueue(commentMessage(act, personId, now), now, act.sendFrom));
    await write(store, act, seen, { status: 'commented', text }, now, messages);
    return told.length;
  }, 20);
}

/**
 * Accepting again changes nothing.
 * @throws RefusedError as commentOnReply; `not-answered` also if a required field has no answer.
 */
export async function acceptReply(store: EntityStore, act: Reviewing, now: Date): Promise<void> {
  await retryOnConflict(async () => {
    const seen = await loadSeen(store, act, now);
    if (goalCompleteness(seen.goal, seen.reply) !== 'answered')
      throw new RefusedError('not-answered', { goal: seen.goal.code });
    const current = currentReview(seen.reply, seen.review?.value);
    if (current?.status === 'accepted' && current.formVersion === seen.programme.version) return;
    await write(store, act, seen, { status: 'accepted' }, now);
  }, 20);
}

interface Seen extends OpenGoal {
  readonly reply: Reply;
  readonly review: Row<Review> | undefined;
}

async function loadSeen(store: EntityStore, act: Reviewing, now: Date): Promise<Seen> {
  const open = await loadOpenGoal(store, act, now);
  if (!open.programme.policy.oneCoordinatedAnswer) throw new RefusedError('not-coordinated');
  const [reply, review] = await Promise.all([
    readReply(store, act, act.goalId),
    readReview(store, act, act.goalId),
  ]);
  if (!reply) throw new RefusedError('not-answered', { goal: open.goal.code });
  if (reply.value.version !== act.version) throw new RefusedError('answer-changed', { goal: open.goal.code });
  return { ...open, reply: reply.value, review };
}

/** A concurrent reply passes the same gate, so one of the two gets a conflict and retries. */
async function write(
  store: EntityStore,
  { programmeId, period, goalId, by, way, version }: Reviewing,
  { gate, review, programme }: Seen,
  said: Pick<Review, 'status' | 'text'>,
  now: Date,
  messages: readonly Change[] = [],
): Promise<void> {
  const next: Review = {
    ...{ goalId, version, formVersion: programme.version, by, at: now.toISOString() },
    ...said,
  };
  const what = said.status === 'accepted' ? 'reply-accepted' : 'reply-commented';
  const entry = audit({ by, way, what, programmeId, period, goalId, to: { version, ...said } }, now);
  await store.commit(roundPartition({ programmeId, period }), [
    passGate(gate),
    put(review, reviewKey(goalId), next),
    entry,
    ...messages,
  ]);
}

/** Hand-overs count. */
async function holdersOf(
  store: EntityStore,
  act: Reviewing,
  { programme, goal }: Seen,
  now: Date,
): Promise<string[]> {
  const [requests, responsibility] = await Promise.all([
    loadRequests(store, act),
    loadResponsibility(store, act, programme.timeZone, now, act.goalId),
  ]);
  return requests
    .filter(({ goalIds }) => goalIds.includes(goal.id))
    .map(({ personId }) => personId)
    .filter((personId) => fieldsHeldBy(personId, goal, responsibility).size > 0)
    .slice(0, mostTold);
}

function commentMessage(
  { programmeId, period, goalId, version }: Reviewing,
  personId: string,
  now: Date,
): NewMessage {
  return {
    key: `${programmeId}|${period}|${personId}|comment-${goalId}-${version}-${now.toISOString()}`,
    kind: 'comment',
    recipient: { type: 'person', personId },
    data: { programmeId, period, goalId },
  };
}

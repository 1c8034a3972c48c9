/** Records what a person answered to one goal: guard, parse, write. */
import { RefusedError } from '../errors';
import { type Answer, type AnswerProblem, parseAnswer } from '../goals/answer';
import { type Field, type Goal, type Locale, type Programme } from '../goals/schema';
import { loadOwnersFor } from '../people/directory';
import { fieldsAskedOf } from '../rounds/asked';
import { takesRepliesAt } from '../rounds/round';
import { loadGoalOfRound, readRound, type RoundName, roundPartition } from '../rounds/round-store';
import { passGate, readGate } from '../rounds/gate';
import { retryOnConflict, type Row } from '../storage/rows';
import { type EntityStore } from '../storage/store';
import { completeness, nextVersion, overwrittenUnseen, type Reply, saysNothingNew } from './reply';
import { loadHistory, readReply, replyChanges } from './reply-store';

/** What was typed, by field id: a text, or the ids of chosen options. */
export type Typed = Readonly<Record<string, string | readonly string[]>>;

export interface Submission extends RoundName {
  readonly goalId: string;
  readonly by: string;
  readonly typed: Typed;
  /** The language whose number format the person types in. */
  readonly locale: Locale;
  /** The version of the reply that the person saw; 0 when there was none. */
  readonly seenVersion: number;
}

/** What was typed does not fit the fields; nothing was written. */
export class InvalidReplyError extends Error {
  override readonly name = 'InvalidReplyError';
  constructor(readonly problems: ReadonlyMap<string, AnswerProblem>) {
    super(`${problems.size} answers do not fit their fields`);
  }
}

/**
 * Writes the next version of the goal's reply together with its history row. Submitting the same again
 * writes nothing and returns what is there.
 * @throws RefusedError `unknown-round`, `round-not-open`, `unknown-goal`, `not-yours`, `unknown-field`,
 *   `locked`, `changed-meanwhile` (details name who, and the field ids).
 * @throws InvalidReplyError with a problem for each field.
 */
export async function recordReply(store: EntityStore, submission: Submission, now: Date): Promise<Reply> {
  return retryOnConflict(async () => {
    const { programme, goal, gate } = await openGoal(store, submission, now);
    const asked = fieldsAskedOf(await loadOwnersFor(store, submission.by), goal);
    if (asked.length === 0) throw new RefusedError('not-yours', { goal: goal.code });
    const given = parseTyped(asked, goal, programme, submission);
    const current = await readReply(store, submission, goal.id);
    if (current && saysNothingNew(current.value, given)) return current.value;
    refuseLocked(current?.value, programme, asked);
    await refuseUnseen(store, current?.value, given, submission);
    const meta = { by: submission.by, at: now.toISOString(), formVersion: programme.version };
    const next = nextVersion(current?.value, goal, given, meta);
    await store.commit(roundPartition(submission), [passGate(gate), ...replyChanges(current, next)]);
    return next;
  }, 20);
}

/** The goal of a round that takes replies now. */
async function openGoal(
  store: EntityStore,
  submission: Submission,
  now: Date,
): Promise<{ programme: Programme; goal: Goal; gate: Row<object> }> {
  // The gate is read before the round: a closing after this moment makes the commit fail.
  const gate = await readGate(store, submission, submission.goalId);
  const round = await readRound(store, submission);
  if (!round || !gate) throw new RefusedError('unknown-round');
  if (!takesRepliesAt(round.value, now))
    throw new RefusedError('round-not-open', { period: submission.period });
  const found = await loadGoalOfRound(store, submission, submission.goalId);
  if (!found) throw new RefusedError('unknown-goal');
  return { ...found, gate };
}

function parseTyped(
  asked: readonly Field[],
  goal: Goal,
  programme: Programme,
  { typed, locale }: Submission,
): Map<string, Answer | undefined> {
  for (const fieldId of Object.keys(typed)) {
    if (asked.some((field) => field.id === fieldId)) continue;
    const known = goal.fields.some((field) => field.id === fieldId);
    throw new RefusedError(known ? 'not-yours' : 'unknown-field', { goal: goal.code });
  }
  const given = new Map<string, Answer | undefined>();
  const problems = new Map<string, AnswerProblem>();
  for (const field of asked) {
    const result = parseAnswer(
      field,
      programme,
      Object.hasOwn(typed, field.id) ? typed[field.id]! : '',
      locale,
    );
    if (result.ok) given.set(field.id, result.answer);
    else problems.set(field.id, result.problem);
  }
  if (problems.size === 0 && [...given.values()].every((answer) => answer === undefined))
    problems.set(asked[0]!.id, { code: 'required', details: {} });
  if (problems.size > 0) throw new InvalidReplyError(problems);
  return given;
}

function refuseLocked(current: Reply | undefined, { policy }: Programme, asked: readonly Field[]): void {
  if (policy.lockOnSubmit && current && completeness(asked, current.answers) === 'answered')
    throw new RefusedError('locked');
}

async function refuseUnseen(
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

/** Records what a person answered to one goal: guard, parse, write. */
import { RefusedError } from '../errors';
import {
  type Answer,
  type AnswerNote,
  type AnswerProblem,
  type Answers,
  answerTo,
  parseAnswer,
} from '../goals/answers/answer';
import { isFieldAsked } from '../goals/answers/asked-fields';
import { missingReason } from '../goals/judging/light';
import { type Field, type Locale, type Programme } from '../goals/schema';
import { type AnswerWarning, warningsFor, warningToken } from '../goals/judging/warnings';
import { passGate, readGate } from '../rounds/close-guard';
import { type GoalName, type OpenGoal, openGoalBehind } from '../rounds/open-goal';
import { fieldsAnswerableBy, type HeldFields } from '../rounds/responsibility';
import { loadResponsibilities } from '../rounds/responsibility-store';
import { roundPartition } from '../rounds/round-name';
import { retryOnConflict, type Row } from '../storage/rows';
import { type EntityStore } from '../storage/store';
import { answeredChanges, asInput, type Draft, readDraft, type Typed, typedIn } from './draft';
import {
  completeness,
  type GivenAnswers,
  nextVersion,
  noAnswers,
  overwrittenUnseen,
  type Reply,
  saysNothingNew,
  type VersionMeta,
} from './reply';
import { loadHistory, loadPreviousReply, readReply, readVersion, replyChanges } from './reply-store';
import { currentReview, isLocked } from './review';
import { readReview } from './review-store';

export type { Typed };

export interface Submission extends GoalName {
  readonly by: string;
  readonly typed: Typed;
  /** The ids of the fields that were shown; all that the person is asked for where it is left out. */
  readonly shown?: readonly string[];
  /** The language whose number format the person types in. */
  readonly locale: Locale;
  /** The version of the reply that the person saw; 0 when there was none. */
  readonly seenVersion: number;
  /** The token of the warnings that the person has seen and confirmed. */
  readonly confirmed?: string;
}

/** What was typed does not fit the fields; nothing was written. */
export class InvalidReplyError extends Error {
  override readonly name = 'InvalidReplyError';
  constructor(readonly problems: ReadonlyMap<string, AnswerProblem>) {
    super(`${problems.size} answers do not fit their fields`);
  }
}

/** What was typed may not be what was meant; nothing was written. Submitting it with the token confirms it. */
export class UnconfirmedReplyError extends Error {
  override readonly name = 'UnconfirmedReplyError';
  constructor(
    readonly warnings: ReadonlyMap<string, readonly AnswerWarning[]>,
    readonly token: string,
  ) {
    super(`${warnings.size} answers need a confirmation`);
  }
}

/**
 * Writes the next version of the goal's reply together with its history row, and takes what was answered out of the
 * person's draft. Submitting the same again writes nothing and returns what is there.
 * @throws RefusedError `unknown-round`, `round-not-open`, `unknown-goal`, `not-yours`, `unknown-field`,
 *   `locked`, `changed-meanwhile` (details name who, and the field ids).
 * @throws InvalidReplyError with a problem for each field.
 * @throws UnconfirmedReplyError with the warnings that were not confirmed.
 */
export async function recordReply(store: EntityStore, submission: Submission, now: Date): Promise<Reply> {
  return retryOnConflict(async () => {
    const [open, before] = await Promise.all([
      loadAnswerableGoal(store, submission, now),
      loadPreviousReply(store, submission, submission.goalId),
    ]);
    const { programme, current } = open;
    const asked = shownFields(open, submission);
    const seen = await readVersion(store, submission, submission.seenVersion, current?.value);
    const kept = untouched(asked, submission.typed, seen, current?.value);
    const { given, notes } = parseTyped(asked, programme, submission, { kept, current: current?.value });
    if (!current && [...given.values()].every((answer) => answer === undefined))
      throw new InvalidReplyError(new Map([[asked[0]!.id, { code: 'required', details: {} }]]));
    refuseUnreasoned(open, asked, submission.period, {
      ...current?.value.answers,
      ...Object.fromEntries(given),
    });
    if (!saysNothingNew(current?.value, given)) {
      await refuseLocked(store, current?.value, open, asked, submission);
      await refuseUnseen(store, current?.value, given, submission);
      const previous = before?.reply.answers ?? noAnswers;
      refuseUnconfirmed(submission, asked, { given: changed(current?.value, given), notes, previous });
    }
    return write(store, open, { given, name: submission }, now);
  }, 20);
}

/** @param answers as they would be after the save */
function refuseUnreasoned(
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
 * Checks one page of a goal whose other pages are still to come; nothing is written.
 * @throws RefusedError and InvalidReplyError as recordReply does; conflicts and warnings come with the last page.
 */
export async function checkPage(store: EntityStore, submission: Submission, now: Date): Promise<void> {
  const open = await loadAnswerableGoal(store, submission, now);
  const asked = shownFields(open, submission);
  const current = open.current?.value;
  const seen = await readVersion(store, submission, submission.seenVersion, current);
  const kept = untouched(asked, submission.typed, seen, current);
  parseTyped(asked, open.programme, submission, { kept, current });
  await refuseLocked(store, current, open, asked, submission);
}

/** An open goal with what one person may answer of it, and what is there; all of it read once its gate was. */
export interface AnswerableGoal extends OpenGoal {
  readonly held: HeldFields;
  readonly fields: readonly Field[];
  readonly current: Row<Reply> | undefined;
  readonly draft: Row<Draft> | undefined;
}

/** @throws RefusedError `unknown-round`, `round-not-open`, `unknown-goal`, `not-yours`. */
export async function loadAnswerableGoal(
  store: EntityStore,
  name: GoalName & { readonly by: string },
  now: Date,
): Promise<AnswerableGoal> {
  const gate = await readGate(store, name, name.goalId);
  const [open, responsibilityOn, current, draft] = await Promise.all([
    openGoalBehind(store, gate, name, now),
    loadResponsibilities(store, name, name.goalId),
    readReply(store, name, name.goalId),
    readDraft(store, { ...name, personId: name.by }),
  ]);
  const { goal, programme } = open;
  const held = fieldsAnswerableBy(name.by, goal, responsibilityOn(programme.timeZone, now));
  if (held.size === 0) throw new RefusedError('not-yours', { goal: goal.code });
  return { ...open, held, fields: goal.fields.filter(({ id }) => held.has(id)), current, draft };
}

/** The changes of a version: reply, history, draft and gate in one commit. What says nothing new writes no version. */
export async function write(
  store: EntityStore,
  { programme, goal, gate, held, fields, current, draft }: AnswerableGoal,
  {
    given,
    name,
    unchangedFrom,
  }: {
    given: ReadonlyMap<string, Answer | undefined>;
    name: GoalName & { readonly by: string };
    unchangedFrom?: string;
  },
  now: Date,
): Promise<Reply> {
  const answered = answeredChanges(
    draft,
    fields.filter(({ id }) => given.has(id)),
  );
  if (current && saysNothingNew(current.value, given)) {
    if (answered.length > 0) await store.commit(roundPartition(name), answered);
    return current.value;
  }
  const meta: VersionMeta = {
    by: name.by,
    at: now.toISOString(),
    formVersion: programme.version,
    onBehalfOf: new Map([...held].flatMap(([id, owner]) => (owner === undefined ? [] : [[id, owner]]))),
    ...(unchangedFrom !== undefined && { unchangedFrom }),
  };
  const next = nextVersion(current?.value, goal, given, meta);
  await store.commit(roundPartition(name), [passGate(gate), ...replyChanges(current, next), ...answered]);
  return next;
}

function shownFields({ goal, fields }: AnswerableGoal, { typed, shown }: Submission): Field[] {
  const asked = fields.filter(({ id }) => shown === undefined || shown.includes(id));
  for (const fieldId of Object.keys(typed)) {
    if (asked.some((field) => field.id === fieldId)) continue;
    const known = goal.fields.some((field) => field.id === fieldId);
    throw new RefusedError(known ? 'not-yours' : 'unknown-field', { goal: goal.code });
  }
  if (asked.length === 0) throw new RefusedError('unknown-field', { goal: goal.code });
  return asked;
}

/**
 * Inputs that stand as the card showed them were not touched: what is answered there now stays, also where somebody
 * has answered or emptied it since, so that an old card takes nothing back and brings nothing back.
 */
function untouched(
  asked: readonly Field[],
  typed: Typed,
  seen: Reply | undefined,
  current: Reply | undefined,
): Map<string, Answer | undefined> {
  const answerIn = (reply: Reply | undefined, id: string) => answerTo(reply?.answers ?? noAnswers, id);
  return new Map(
    asked
      .filter(({ id }) => asInput(typedIn(typed, id)) === asInput(answerIn(seen, id)?.raw))
      .map(({ id }) => [id, answerIn(current, id)]),
  );
}

/** What a field is asked for by comes before it; what is not asked may be left empty. */
function parseTyped(
  asked: readonly Field[],
  programme: Programme,
  { typed, locale }: Submission,
  { kept, current }: { kept: ReadonlyMap<string, Answer | undefined>; current: Reply | undefined },
) {
  const given = new Map<string, Answer | undefined>();
  const notes = new Map<string, readonly AnswerNote[]>();
  const problems = new Map<string, AnswerProblem>();
  const inOrder = asked.toSorted(
    (a, b) => Number(a.askedWhen !== undefined) - Number(b.askedWhen !== undefined),
  );
  for (const field of inOrder) {
    const now = kept.get(field.id);
    if (now) {
      given.set(field.id, now);
      continue;
    }
    const text = kept.has(field.id) ? '' : (typedIn(typed, field.id) ?? '');
    const isAsked = isFieldAsked(field, { ...current?.answers, ...Object.fromEntries(given) });
    const result = parseAnswer(isAsked ? field : { ...field, required: false }, programme, text, locale);
    if (!result.ok) problems.set(field.id, result.problem);
    else {
      given.set(field.id, result.answer);
      notes.set(field.id, result.notes);
    }
  }
  if (problems.size > 0) throw new InvalidReplyError(problems);
  return { given, notes };
}

/**
 * What was sent as a whole is not changed before the coordinator comments on it; a page that nothing was said on yet
 * may still be filled in, but for what was accepted.
 */
async function refuseLocked(
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
  if (!isLocked(completeness(fields, answers), review, programme)) return;
  if (review || completeness(asked, answers) !== 'unanswered') throw new RefusedError('locked');
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

/** What the reply says already was confirmed before. */
function changed(
  current: Reply | undefined,
  given: ReadonlyMap<string, Answer | undefined>,
): Map<string, Answer | undefined> {
  return new Map([...given].filter(([id, answer]) => !saysNothingNew(current, new Map([[id, answer]]))));
}

interface Unconfirmed {
  readonly given: ReadonlyMap<string, Answer | undefined>;
  readonly notes: ReadonlyMap<string, readonly AnswerNote[]>;
  /** Last period's. */
  readonly previous: GivenAnswers;
}

function refuseUnconfirmed(
  { locale, confirmed }: Submission,
  asked: readonly Field[],
  { given, notes, previous }: Unconfirmed,
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
  if (token !== confirmed) throw new UnconfirmedReplyError(warnings, token);
}

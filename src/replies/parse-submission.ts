/** Parses what was typed: for which fields, which inputs were touched, and the answers. Pure. */
import { RefusedError } from '../errors';
import {
  type Answer,
  type AnswerNote,
  type AnswerProblem,
  answerTo,
  parseAnswer,
} from '../goals/answers/answer';
import { isFieldAsked } from '../goals/answers/asked-fields';
import { type Field, type Programme } from '../goals/schema';
import { type AnswerableGoal } from './answerable-goal';
import { asInput, type Typed, typedIn } from './draft';
import { noAnswers, type Reply } from './reply';
import { InvalidReplyError, type Submission } from './submission';

/** @throws RefusedError `not-yours`, `unknown-field`. */
export function submittedFields({ goal, fields }: AnswerableGoal, { typed, shown }: Submission): Field[] {
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
 * The fields whose inputs are as the card showed them. Their current answer stays, even if somebody has answered or
 * emptied it since, so that an outdated card neither overwrites nor restores anything.
 */
export function untouched(
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

/** Conditional fields are parsed last; a field that is not asked may be left empty. @throws InvalidReplyError */
export function parseTyped(
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

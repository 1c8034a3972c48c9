/** Parses what was typed: for which fields, which inputs were touched, and the answers. Pure. */
import { RefusedError } from '../errors';
import {
  type Answer,
  type AnswerNote,
  type AnswerProblem,
  type Answers,
  answerTo,
  parseAnswer,
} from '../goals/answers/answer';
import { type Alternatives, neededAlternatives } from '../goals/answers/alternatives';
import { isFieldAsked } from '../goals/answers/asked-fields';
import { type Field } from '../goals/schema';
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

interface Parsing extends Pick<AnswerableGoal, 'programme' | 'goal' | 'fields'> {
  /** The fields that were shown. */
  readonly asked: readonly Field[];
  readonly kept: ReadonlyMap<string, Answer | undefined>;
  readonly current: Reply | undefined;
  /** Other parts of the goal are still to come, and may have an alternative to what is empty here. */
  readonly isPart?: boolean;
}

/** Conditional fields are parsed last; a field that is not asked may be left empty. @throws InvalidReplyError */
export function parseTyped(parsing: Parsing, { typed, locale }: Submission) {
  const { programme, goal, asked, kept, current } = parsing;
  const alternatives = neededAlternatives(goal.fields);
  const isOneOf = ({ id }: Field) => alternatives.some((set) => set.fields.some((field) => field.id === id));
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
    const required = field.required && isAsked && !isOneOf(field);
    const result = parseAnswer({ ...field, required }, programme, text, locale);
    if (!result.ok) problems.set(field.id, result.problem);
    else {
      given.set(field.id, result.answer);
      notes.set(field.id, result.notes);
    }
  }
  for (const set of alternatives)
    for (const [id, problem] of unanswered(set, given, parsing))
      if (!problems.has(id)) problems.set(id, problem);
  if (problems.size > 0) throw new InvalidReplyError(problems);
  return { given, notes };
}

/** The problem of each shown field of a set without any answer, once nothing of the person's is still to come. */
function unanswered(
  { kind, fields: all }: Alternatives,
  given: ReadonlyMap<string, Answer | undefined>,
  { fields, asked, current, isPart }: Parsing,
): [string, AnswerProblem][] {
  const answers: Answers = { ...current?.answers, ...Object.fromEntries(given) };
  const isIn = (among: readonly Field[], { id }: Field) => among.some((field) => field.id === id);
  const own = all.filter((field) => isIn(fields, field) && isFieldAsked(field, answers));
  const shown = own.filter((field) => isIn(asked, field));
  const last = own.at(-1);
  if (!last || !isIn(shown, last) || (isPart && shown.length < own.length)) return [];
  if (all.some(({ id }) => answerTo(answers, id) !== undefined)) return [];
  return shown.map(({ id }) => [id, alternativesProblem(kind, all.length)]);
}

function alternativesProblem(kind: Alternatives['kind'], count: number): AnswerProblem {
  if (count === 1) return { code: 'required', details: {} };
  return kind === 'languages'
    ? { code: 'one-language', details: {} }
    : { code: 'one-of', details: count === 2 ? { reason: 'two' } : {} };
}

/**
 * The work states and percentages of tasks that a goal's card fills in from the period before, since most stay the same.
 * An input that is left like that was not typed. Nothing is stored for it: the card carries which reply it was filled in
 * from, and what it filled in is worked out again.
 */
import { answerTo, parseAnswer } from '../../goals/answers/answer';
import { type Field, type Goal, type Locale, type Programme } from '../../goals/schema';
import { type GoalName } from '../../rounds/open-goal';
import { roundNameOf } from '../../rounds/round-name';
import { type EntityStore } from '../../storage/store';
import { asInput, type Typed } from '../draft';
import { completeness, noAnswers, type Reply, wasCorrectedSince } from '../reply';
import { readVersion } from '../reply-store';

/** The reply that a card was filled in from: its period, and its version then. */
export interface FilledFrom {
  readonly period: string;
  readonly version: number;
}

/** What one person is asked of a goal. */
export interface FilledPart {
  readonly programme: Programme;
  readonly goal: Goal;
  readonly fields: readonly Field[];
  /** The language whose number format the person types in. */
  readonly locale: Locale;
}

/** `undefined` if it is gone. */
export function readFilledFrom(
  store: EntityStore,
  name: GoalName,
  { period, version }: FilledFrom,
): Promise<Reply | undefined> {
  return readVersion(store, { ...roundNameOf(name), period, goalId: name.goalId }, version, undefined);
}

/**
 * Field id → the text in its input. Only tasks of which the person has answered nothing yet are filled in, with what
 * still fits the form and is read in the person's language as it was then.
 * @param current the reply that the card shows
 */
export function filledIn(
  { programme, goal, fields, locale }: FilledPart,
  before: Reply | undefined,
  current: Reply | undefined,
): Typed {
  const answers = current?.answers ?? noAnswers;
  if (!before || wasCorrectedSince(goal, before)) return {};
  if (completeness(fields, answers, goal.fields) === 'answered') return {};
  const begun = new Set(
    fields.flatMap(({ id, group }) => (answerTo(answers, id) === undefined ? [] : [group])),
  );
  const filled = fields.flatMap((field): [string, string][] => {
    const last = answerTo(before.answers, field.id);
    if (!last || begun.has(field.group) || !isOfTask(field, goal)) return [];
    const result = parseAnswer(field, programme, last.raw, locale);
    const isSame = result.ok && JSON.stringify(result.answer?.value) === JSON.stringify(last.value);
    return isSame ? [[field.id, asInput(last.raw)]] : [];
  });
  return Object.fromEntries(filled);
}

/** Texts and the measures of a period are new each time. */
function isOfTask({ role, group, askedWhen }: Field, { groups }: Goal): boolean {
  const isTask = groups.some(({ id, kind }) => id === group && kind === 'task');
  return isTask && (role === 'state' || role === 'progress') && askedWhen === undefined;
}

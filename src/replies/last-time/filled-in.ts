/**
 * What a goal's card fills in: the work states and percentages of tasks from the period before, since most stay the same,
 * and a draft of the summary from what the tasks' owners have answered (stages/). An input that is left like that was not
 * typed. Nothing is stored for it: the card carries which reply it was filled in from, and what it filled in is worked out
 * again.
 */
import { answerTo, parseAnswer } from '../../goals/answers/answer';
import { type Field, type Goal, type Locale, type Programme } from '../../goals/schema';
import { taskOf } from '../../goals/tasks';
import { type GoalName } from '../../rounds/open-goal';
import { roundNameOf } from '../../rounds/round-name';
import { type EntityStore } from '../../storage/store';
import { asInput, type Typed } from '../draft';
import { completeness, type GivenAnswers, noAnswers, type Reply, wasCorrectedSince } from '../reply';
import { readVersion } from '../reply-store';
import { type AnswerWriter, summaryDraft } from '../stages/summary-draft';

/**
 * The reply that a card was filled in from: its period, and its version then; 0 for none. `drafted`: a summary was
 * drafted from the goal's own reply, in the version that the card shows.
 */
export interface FilledFrom {
  readonly period: string;
  readonly version: number;
  readonly drafted?: true | undefined;
}

/** What one person is asked of a goal. */
export interface FilledPart {
  readonly programme: Programme;
  readonly goal: Goal;
  readonly fields: readonly Field[];
  /** The language whose number format the person types in. */
  readonly locale: Locale;
  readonly writer: AnswerWriter;
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
 * Field id → the text in its input. Only what the person has answered nothing of yet is filled in.
 * @param current the reply that the card shows
 */
export function filledIn(
  part: FilledPart,
  before: Reply | undefined,
  current: Reply | undefined,
  { drafted }: Pick<FilledFrom, 'drafted'>,
): Typed {
  const { goal, fields } = part;
  const answers = current?.answers ?? noAnswers;
  if (completeness(fields, answers, goal.fields) === 'answered') return {};
  const draft = drafted ? summaryDraft(part, answers, part.writer) : undefined;
  const isFree = draft && answerTo(answers, draft.field.id) === undefined;
  return { ...filledTasks(part, before, answers), ...(isFree && { [draft.field.id]: draft.text }) };
}

/** Tasks without an answer of this period, with what still fits the form and is read in the person's language as it was. */
function filledTasks(
  { programme, goal, fields, locale }: FilledPart,
  before: Reply | undefined,
  answers: GivenAnswers,
): Typed {
  if (!before || wasCorrectedSince(goal, before)) return {};
  const begun = new Set(
    fields.flatMap(({ id, group }) => (answerTo(answers, id) === undefined ? [] : [group])),
  );
  const filled = fields.flatMap((field): [string, string][] => {
    const last = answerTo(before.answers, field.id);
    if (!last || begun.has(field.group) || !staysTheSame(field, goal)) return [];
    const result = parseAnswer(field, programme, last.raw, locale);
    const isSame = result.ok && JSON.stringify(result.answer?.value) === JSON.stringify(last.value);
    return isSame ? [[field.id, asInput(last.raw)]] : [];
  });
  return Object.fromEntries(filled);
}

/** Texts and the measures of a period are new each time. */
function staysTheSame(field: Field, goal: Goal): boolean {
  const { role, askedWhen } = field;
  return (
    taskOf(field, goal) !== undefined && (role === 'state' || role === 'progress') && askedWhen === undefined
  );
}

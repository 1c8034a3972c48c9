/** The draft of a goal's summary: what the tasks' owners wrote, each under its task's name. Pure. */
import { type Answer, answerTo } from '../../goals/answers/answer';
import { fieldKindRules } from '../../goals/field-kinds';
import {
  type Field,
  type Goal,
  type Group,
  type Locale,
  type LocalizedText,
  type Programme,
} from '../../goals/schema';
import { firstStageFields } from '../../goals/stages/first-stage';
import { wordsOf } from '../../goals/stages/task-words';
import { taskOf, tasksOf } from '../../goals/tasks';
import { textIn } from '../../goals/text';
import { type FirstStage } from '../../periods/calendar-schema';
import { completeness, type GivenAnswers } from '../reply';

/** Writes answers as reports do, in one language. */
interface Written {
  answer(field: Field, answer: Answer, programme: Programme): string;
}
export type AnswerWriter = (locale: Locale) => Written;

export interface DraftSource {
  readonly programme: Programme;
  readonly goal: Goal;
  /** The fields that the person is asked for. */
  readonly fields: readonly Field[];
}

/** The text that the draft is for: the goal's own narrative, in the programme's main language if there are several. */
export function draftedField({ programme, goal, fields }: DraftSource): Field | undefined {
  const texts = fields.filter(
    (field) =>
      field.role === 'narrative' && fieldKindRules[field.kind].answeredBy === 'words' && !taskOf(field, goal),
  );
  return texts.find(({ language }) => language === programme.languages[0]) ?? texts[0];
}

/**
 * "Omaolo (60 %): Oirearvioita tehtiin 12 000.", a line for each task of which anything is answered. A text that is too
 * long for the summary is cut with "…". `undefined` if there is nothing to write.
 */
export function summaryDraft(
  source: DraftSource,
  answers: GivenAnswers,
  writer: AnswerWriter,
): { readonly field: Field; readonly text: string } | undefined {
  const field = draftedField(source);
  if (!field) return undefined;
  const language = field.language ?? source.programme.languages[0]!;
  const parts = tasksOf(source.goal).flatMap(
    (task) => taskPart(task, source, answers, writer(language)) ?? [],
  );
  if (parts.length === 0) return undefined;
  const lead = ({ task, figures }: TaskPart) =>
    `${textIn(task.label, language)}${figures === '' ? '' : ` (${figures})`}`;
  const taken = parts.map(lead).join('\n').length + parts.length * 2;
  const room = Math.floor(((field.maxLength ?? longestSummary) - taken) / parts.length);
  const lines = parts.map((part) => {
    const words = part.words.length > room ? `${part.words.slice(0, Math.max(0, room - 1))}…` : part.words;
    return words === '' ? lead(part) : `${lead(part)}: ${words}`;
  });
  return { field, text: lines.join('\n') };
}

/** Characters of a text without a limit of its own. */
const longestSummary = 5_000;

/** What of the first stage is not answered: tasks, and measures that belong to none. */
export function missingParts(goal: Goal, answers: GivenAnswers, of: FirstStage): LocalizedText[] {
  const isMissing = (own: readonly Field[]) =>
    own.length > 0 && completeness(own, answers, goal.fields) !== 'answered';
  const first = firstStageFields(goal, of);
  const measures = first.filter((field) => !taskOf(field, goal));
  return [
    ...tasksOf(goal).filter(({ id }) => isMissing(first.filter(({ group }) => group === id))),
    ...measures.filter((field) => field.required && isMissing([field])),
  ].map(({ label }) => label);
}

interface TaskPart {
  readonly task: Group;
  /** "60 %, haasteita, joita ratkaistaan"; empty for none. */
  readonly figures: string;
  readonly words: string;
}

/** A state that proceeds as planned goes without saying. */
function taskPart(
  task: Group,
  { programme, goal }: DraftSource,
  answers: GivenAnswers,
  writer: Written,
): TaskPart | undefined {
  const own = goal.fields.filter(({ group }) => group === task.id);
  const written = (field: Field | undefined) => {
    const answer = field && answerTo(answers, field.id);
    return field && answer ? writer.answer(field, answer, programme).trim() : '';
  };
  const isGood = (field: Field) =>
    programme.workStates.find(({ id }) => id === answerTo(answers, field.id)?.value)?.light === 'green';
  const figures = own
    .filter(({ role }) => role === 'progress' || role === 'measure' || role === 'state')
    .filter((field) => field.role !== 'state' || !isGood(field))
    .map(written)
    .filter((text) => text !== '')
    .join(', ');
  const words = written(wordsOf(goal, task.id));
  return figures === '' && words === '' ? undefined : { task, figures, words };
}

/** What is wrong with a goal and who answers for it: computed only for the goals that a card names. Pure. */
import { isEstimate } from '../goals/field-roles';
import { type Answer, answerTo, type Answers } from '../goals/answers/answer-result';
import { asAsked } from '../goals/answers/asked-fields';
import { measureAttainment, roleOfBasis } from '../goals/judging/attainment';
import { goalLight } from '../goals/judging/light';
import { isTaskState, stateLight } from '../goals/judging/support';
import { isMeasuredAlike } from '../goals/same-measure';
import { type Field, type Goal, type Locale, type LocalizedText, type Programme } from '../goals/schema';
import { tasksOf } from '../goals/tasks';
import { elapsedShare } from '../periods/year-share';
import { noAnswers } from '../replies/reply';
import { type DigestSource } from './digest';

/** A figure as it was given, without who gave it. */
export type Figure = Pick<Answer, 'raw' | 'value' | 'comparator'>;

export interface GoalFacts {
  readonly id: string;
  /** The field that the goal is judged by, if it is only one, and its answers in this period and, in the same unit, the previous one. */
  readonly figure?: { readonly field: Field; readonly now: Figure; readonly before?: Figure };
  /** The threshold in per cent that the figure falls short of, if there is no target to compare it with. */
  readonly limit?: number;
  /** The first sentence of each of the owner's texts. */
  readonly words: readonly { readonly text: string; readonly language?: Locale }[];
  /** The task that needs help most, and how far it is in per cent. */
  readonly task?: { readonly label: LocalizedText; readonly percent?: number };
  /** Those who answer for that task, else for the goal: a person's id, or the name of a role. */
  readonly answering: readonly (string | LocalizedText)[];
}

/** @param ids of goals that the round asks; others are left out */
export function goalFacts(source: DigestSource, ids: readonly string[]): GoalFacts[] {
  const wanted = new Set(ids);
  const goals = source.form.goals.filter(({ id }) => wanted.has(id));
  const found = new Map(goals.map((goal) => [goal.id, factsOf(goal, source)]));
  return ids.flatMap((id) => found.get(id) ?? []);
}

function factsOf(form: Goal, source: DigestSource): GoalFacts {
  const { replies, round } = source;
  const { programme } = source.form;
  const answers = replies.get(form.id)?.answers ?? noAnswers;
  const goal = asAsked(form, answers);
  const { by, light } = goalLight(goal, programme, answers, round.period);
  const judged = judgedFields(goal, by, answers, elapsedShare(round.period, programme.yearShares));
  const field = judged.length === 1 ? judged[0] : undefined;
  const figure = field && figureOf(field, answers, earlierAnswer(field, goal, source));
  const limit = field && limitOf(field, light, programme);
  const task = neediestTask(goal, programme, answers);
  const owners = task && task.owners.length > 0 ? task.owners : goal.owners;
  return {
    id: goal.id,
    ...(figure && { figure }),
    ...(limit !== undefined && { limit }),
    words: wordsOf(goal, answers),
    ...(task && {
      task: { label: task.label, ...(task.percent !== undefined && { percent: task.percent }) },
    }),
    answering: owners.map((owner) => roleLabel(owner, source) ?? owner),
  };
}

/** Empty if the goal is judged by a state. @param elapsed as in `measureAttainment` */
function judgedFields(
  goal: Goal,
  by: ReturnType<typeof goalLight>['by'],
  answers: Answers,
  elapsed: number,
): Field[] {
  if (by === undefined || by === 'state' || by === 'owner') return [];
  return goal.fields.filter(
    (field) =>
      field.role === roleOfBasis[by] &&
      measureAttainment(field, answerTo(answers, field.id), elapsed).assessable,
  );
}

function figureOf(field: Field, answers: Answers, before: Answer | undefined): GoalFacts['figure'] {
  const now = answerTo(answers, field.id);
  return now && { field, now: figureIn(now), ...(before && { before: figureIn(before) }) };
}

/** An answer in another unit is no figure of the field as it is asked now. */
function earlierAnswer(field: Field, { id }: Goal, { previous }: DigestSource): Answer | undefined {
  const then = previous?.form.goals.find((goal) => goal.id === id);
  if (!isMeasuredAlike(field, then)) return undefined;
  return answerTo(previous?.replies.get(id)?.answers ?? noAnswers, field.id);
}

function figureIn({ raw, value, comparator }: Answer): Figure {
  return { raw, value, ...(comparator && { comparator }) };
}

function limitOf(field: Field, light: string, { thresholds }: Programme): number | undefined {
  if (!isEstimate(field) || field.kind === 'yes-no') return undefined;
  return light === 'red' ? thresholds.yellow : light === 'yellow' ? thresholds.green : undefined;
}

/** Of the tasks that do not proceed, else of all, the one with the lowest percentage. */
function neediestTask(goal: Goal, { workStates }: Programme, answers: Answers) {
  const tasks = tasksOf(goal)
    .map((group) => {
      const fields = goal.fields.filter((field) => field.group === group.id);
      const state = fields.find((field) => isTaskState(field, goal));
      const progress = fields.find(({ role }) => role === 'progress');
      const value = progress && answerTo(answers, progress.id)?.value;
      const percent = typeof value === 'number' ? value : undefined;
      const isAsking = state !== undefined && stateLight(state, workStates, answers) === 'red';
      return { label: group.label, owners: group.owners, percent, isAsking };
    })
    .filter(({ isAsking, percent }) => isAsking || percent !== undefined);
  return tasks.sort(
    (a, b) => Number(b.isAsking) - Number(a.isAsking) || (a.percent ?? 101) - (b.percent ?? 101),
  )[0];
}

function wordsOf(goal: Goal, answers: Answers): GoalFacts['words'] {
  return goal.fields.flatMap(({ id, role, language }) => {
    const said = role === 'narrative' ? answerTo(answers, id)?.value : undefined;
    const text = typeof said === 'string' ? firstSentence(said) : '';
    return text === '' ? [] : [{ text, ...(language && { language }) }];
  });
}

/** Up to the first full stop that is followed by a capital letter, a line break or nothing. */
export function firstSentence(text: string): string {
  const [line = ''] = text.trim().split(/[\r\n]/, 1);
  for (let at = 0; at < line.length; at++) {
    if (!'.!?'.includes(line[at]!) || line[at + 1] !== ' ') continue;
    const next = line.slice(at + 1).trimStart()[0] ?? '';
    if (next !== next.toLowerCase()) return line.slice(0, at + 1);
  }
  return line;
}

function roleLabel(owner: string, { form }: DigestSource): LocalizedText | undefined {
  return owner.startsWith('role:') ? form.roles.find(({ id }) => owner === `role:${id}`)?.label : undefined;
}

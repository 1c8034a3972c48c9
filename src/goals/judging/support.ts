/** Which tasks do not proceed, and what support their owners say they need (README.md, "What is needed"). Pure. */
import { type Answers, answerTo } from '../answers/answer-result';
import {
  type Field,
  type Goal,
  type Light,
  type LocalizedText,
  type Programme,
  type WorkState,
} from '../schema';
import { taskOf, tasksOf } from '../tasks';

/** How many of the goal's tasks with a state do not proceed and need support. */
export interface SupportFlag {
  readonly asking: number;
  readonly of: number;
  /** What those tasks need, in the form's order; absent if nothing is asked or said about it. */
  readonly wanted?: readonly SupportWanted[];
}

/** What support is needed, from whom and by when, in the owner's words. */
export interface SupportWanted {
  /** Absent if the line belongs to the whole goal. */
  readonly task?: LocalizedText;
  readonly text: string;
}

type Form = Pick<Goal, 'fields' | 'groups'>;

/** The state of a task says where help is needed, and is never the goal's light. */
export function isTaskState(field: Field, goal: Pick<Goal, 'groups'>): boolean {
  return field.role === 'state' && taskOf(field, goal) !== undefined;
}

/**
 * A state by which its owners can ask for support: that of a task, or that of a goal without tasks, if the programme
 * publishes its states instead of lights. The latter is the goal's light, so it sets no flag.
 */
export function asksBySaying(
  field: Field,
  goal: Pick<Goal, 'groups'>,
  { publishes }: Pick<Programme, 'publishes'>,
): boolean {
  const isOfGoal = field.kind === 'work-state' && field.role === 'state' && tasksOf(goal).length === 0;
  return isTaskState(field, goal) || (publishes === 'states' && isOfGoal);
}

/** `undefined` if no task's state was answered. */
export function supportFlag(
  goal: Form,
  states: readonly WorkState[],
  answers: Answers,
): SupportFlag | undefined {
  const tasks = goal.fields.filter((field) => isTaskState(field, goal));
  const lights = tasks.flatMap((field) => stateLight(field, states, answers) ?? []);
  if (lights.length === 0) return undefined;
  const wanted = supportWanted(goal, states, answers);
  return {
    asking: lights.filter((light) => light === 'red').length,
    of: tasks.length,
    ...(wanted.length > 0 && { wanted }),
  };
}

/** The support lines of the tasks that do not proceed; a line outside tasks counts if any task does not. */
export function supportWanted(goal: Form, states: readonly WorkState[], answers: Answers): SupportWanted[] {
  const asking = goal.fields.filter(
    (field) => isTaskState(field, goal) && stateLight(field, states, answers) === 'red',
  );
  return goal.fields.flatMap((field) => {
    const text = field.role === 'support' ? answerTo(answers, field.id)?.value : undefined;
    if (typeof text !== 'string') return [];
    const task = taskOf(field, goal);
    const isMeant = task ? asking.some(({ group }) => group === task.id) : asking.length > 0;
    return isMeant ? [{ ...(task && { task: task.label }), text }] : [];
  });
}

/**
 * What the support lines of one task say, and those of the whole goal.
 * @param task the id of its group; `undefined`: only the goal's
 */
export function wantedFor(goal: Form, task: string | undefined, answers: Answers): string[] {
  return goal.fields
    .filter((field) => isSupportLineOf(field, task, goal))
    .flatMap(({ id }) => {
      const text = answerTo(answers, id)?.value;
      return typeof text === 'string' && text !== '' ? [text] : [];
    });
}

/** Whether a field is the support line of a task, or of the whole goal. @param task the id of its group */
export function isSupportLineOf(field: Field, task: string | undefined, goal: Pick<Goal, 'groups'>): boolean {
  return field.role === 'support' && (field.group === task || !taskOf(field, goal));
}

/** The light that a chosen state stands for. */
export function stateLight(
  { id, kind }: Field,
  states: readonly WorkState[],
  answers: Answers,
): Light | undefined {
  const value = answerTo(answers, id)?.value;
  if (kind === 'work-state') return states.find((state) => state.id === value)?.light;
  return kind === 'light' ? assessable.find((light) => light === value) : undefined;
}

const assessable = ['red', 'yellow', 'green', 'not-assessable'] as const;

/** The goals' main tasks: how they are now, and how they were in each period of the year. Pure. */
import { answerTo } from '../../goals/answers/answer-result';
import { type Field, type Goal, type Group } from '../../goals/schema';
import { goalName } from '../content/labels';
import { type ReportContent, type ReportedGoal } from '../content/report-content';
import { answersIn, type YearRound, yearRounds } from '../content/year-rounds';
import { answerCell, textCell } from './cell';
import { type ReportSheet, type SheetCell, type SheetRow } from './sheet';

/** State and progress of a task have columns of their own. */
export function isTaskFigure({ group, role }: Field): boolean {
  return group !== undefined && (role === 'state' || role === 'progress');
}

export function taskSheet(content: ReportContent): ReportSheet {
  const { words, goals } = content;
  const withStates = goals.some(({ goal, answers }) =>
    goal.fields.some(
      (field) =>
        field.group !== undefined && field.role === 'state' && answerTo(answers, field.id) !== undefined,
    ),
  );
  return {
    name: words.tasks,
    columns: [
      { heading: words.goal, width: 40, names: true },
      { heading: words.tasks, width: 36, names: true },
      { heading: words.responsiblePerson, width: 32 },
      { heading: words.description, width: 56 },
      { heading: words.situation, width: 14 },
      ...(withStates ? [{ heading: words.workState, width: 26 }] : []),
    ],
    rows: eachTask(content, (reported, task) => taskRows(reported, task, withStates, content)),
  };
}

/** As in the strategy report: a row per task, a column per period; a state by its words, with the progress beside it. */
export function tasksByPeriod(content: ReportContent): ReportSheet {
  const { words, textOf } = content;
  const rounds = yearRounds(content);
  return {
    name: words.tasksByPeriod,
    columns: [
      { heading: words.goal, width: 44, names: true },
      { heading: words.tasks, width: 44, names: true },
      ...rounds.map(({ label }) => ({ heading: label, width: 26 })),
    ],
    rows: eachTask(content, (reported, task) => [
      [
        textCell(goalName(reported.goal, content)),
        textCell(textOf(task.label)),
        ...rounds.map((round) => taskIn(round, reported.goal, task, content)),
      ],
    ]),
  };
}

function eachTask(
  content: ReportContent,
  rowsOf: (reported: ReportedGoal, task: Group) => SheetRow[],
): SheetRow[] {
  return content.goals.flatMap((reported) => {
    const { groups, fields } = reported.goal;
    const tasks = groups.filter(({ id }) =>
      fields.some((field) => field.group === id && isTaskFigure(field)),
    );
    return tasks.flatMap((task) => rowsOf(reported, task));
  });
}

function figuresOf({ fields }: Goal, { id }: Group, role: 'state' | 'progress'): Field[] {
  return fields.filter((field) => field.group === id && field.role === role);
}

/** One row, or several if a task has several states or figures of progress. */
function taskRows(
  reported: ReportedGoal,
  task: Group,
  withStates: boolean,
  content: ReportContent,
): SheetRow[] {
  const { goal } = reported;
  const [states, progress] = [figuresOf(goal, task, 'state'), figuresOf(goal, task, 'progress')];
  const owners = task.owners.length > 0 ? task.owners : goal.owners;
  const cellOf = (field: Field | undefined) => field && answerCell(reported, field, content);
  const count = Math.max(withStates ? states.length : 0, progress.length, 1);
  return Array.from({ length: count }, (_, index) => [
    textCell(goalName(goal, content)),
    textCell(content.textOf(task.label)),
    textCell(content.owners(owners)),
    textCell(content.textOf(task.description)),
    cellOf(progress[index]),
    ...(withStates ? [cellOf(states[index])] : []),
  ]);
}

/** The state, and the progress; the progress alone as a figure. */
function taskIn(round: YearRound, goal: Goal, task: Group, content: ReportContent): SheetCell | undefined {
  const then = answersIn(round, goal);
  if (!then) return undefined;
  const cells = (role: 'state' | 'progress') =>
    figuresOf(goal, task, role).flatMap((field) => {
      const answer = answerTo(then.answers, field.id);
      const asThen = then.fieldThen(field);
      const cell = answer && answerCell(then, asThen, content);
      return cell ? [{ cell, text: content.answer(asThen, answer) }] : [];
    });
  const [states, progress] = [cells('state'), cells('progress')];
  const [first, ...others] = [...states, ...progress];
  if (!first || others.length === 0) return first?.cell;
  const said = others.map(({ text }) => text).join(', ');
  return { ...first.cell, value: `${first.text} (${said})` };
}

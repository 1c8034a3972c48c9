/** Council-binding goals: the list of goals, their tasks, and their measures, as the county's strategy report has them. */
import { type Field, type Goal, type Group } from '../../goals/schema';
import { unitOf } from '../../goals/unit';
import { answerCell, answerIn, textCell } from './cell';
import { bullets, fieldName, goalName, goalText } from '../content/labels';
import { measureSheet } from './measures';
import { type ReportedGoal, type ReportSheet, type SheetCell, type SheetContext } from '../content/sheet';
import { standingCells, standingColumns } from './standing';

export function strategicGoalSheets(context: SheetContext): ReportSheet[] {
  return [
    goalSheet(context),
    taskSheet(context),
    measureSheet(context, (field) => field.role !== 'narrative' && !isTaskFigure(field)),
  ];
}

function goalSheet(context: SheetContext): ReportSheet {
  const { words, goals, of } = context;
  return {
    name: words.goals,
    columns: [
      { heading: words.focus, width: 28, names: true },
      { heading: words.bindingGoal, width: 52, names: true },
      { heading: words.kpi, width: 30 },
      { heading: words.responsibleUnit, width: 20 },
      ...standingColumns(context),
      { heading: words.summary, width: 64 },
    ],
    rows: goals.map((reported) => [
      textCell(
        reported.goal.headings.map((heading, level) => (level ? `– ${of(heading)}` : of(heading))).join('\n'),
      ),
      textCell(goalText(reported.goal, context)),
      textCell(
        bullets(
          reported.goal.fields.filter(isIndicator).map(({ label }) => label),
          of,
        ),
      ),
      textCell(of(unitOf(reported.goal))),
      ...standingCells(reported, context),
      textCell(narrativeText(reported, context)),
    ]),
  };
}

/** A KPI without a figure is told in words: such a field has no role. */
function isIndicator({ role }: Field): boolean {
  return role === 'measure' || role === undefined;
}

/** What was told in words; several texts with their names. */
export function narrativeText(
  { goal, answers }: Pick<ReportedGoal, 'goal' | 'answers'>,
  context: SheetContext,
  isMeant: (field: Field) => boolean = () => true,
): string {
  const told = goal.fields.filter((field) => field.role === 'narrative' && isMeant(field));
  return told
    .flatMap((field) => {
      const answer = answerIn(answers, field);
      if (!answer) return [];
      const text = context.answer(field, answer);
      return [told.length > 1 ? `${fieldName(field, goal, context)}: ${text}` : text];
    })
    .join('\n\n');
}

/** State and progress of a task have columns of their own. */
function isTaskFigure({ group, role }: Field): boolean {
  return group !== undefined && (role === 'state' || role === 'progress');
}

function taskSheet(context: SheetContext): ReportSheet {
  const { words, goals } = context;
  return {
    name: words.tasks,
    columns: [
      { heading: words.goal, width: 40, names: true },
      { heading: words.tasks, width: 36, names: true },
      { heading: words.responsiblePerson, width: 32 },
      { heading: words.description, width: 56 },
      { heading: words.situation, width: 26 },
      { heading: words.progress, width: 14 },
    ],
    rows: goals.flatMap((reported) =>
      groupsWithFigures(reported.goal).flatMap((group) => taskRows(reported, group, context)),
    ),
  };
}

function groupsWithFigures({ groups, fields }: Goal): Group[] {
  return groups.filter(({ id }) => fields.some((field) => field.group === id && isTaskFigure(field)));
}

/** One row, or several where a task has several states or figures of progress. */
function taskRows(reported: ReportedGoal, group: Group, context: SheetContext): (SheetCell | undefined)[][] {
  const { goal } = reported;
  const figures = (role: Field['role']) =>
    goal.fields.filter((field) => field.group === group.id && field.role === role);
  const [states, progress] = [figures('state'), figures('progress')];
  const owners = group.owners.length > 0 ? group.owners : goal.owners;
  const cellOf = (field: Field | undefined) => field && answerCell(reported, field, context);
  return Array.from({ length: Math.max(states.length, progress.length) }, (_, index) => [
    textCell(goalName(goal, context)),
    textCell(context.of(group.label)),
    textCell(context.owners(owners)),
    textCell(context.of(group.description)),
    cellOf(states[index]),
    cellOf(progress[index]),
  ]);
}

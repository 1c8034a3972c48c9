/** Council-binding goals: the lists of goals, tasks and measures, as in the county's strategy report. */
import { type Field, type Goal, type Group } from '../../goals/schema';
import { unitOf } from '../../goals/unit';
import { answerTo } from '../../goals/answers/answer-result';
import { answerCell, textCell } from './cell';
import { bullets, fieldName, goalName, goalText } from '../content/labels';
import { measureSheet } from './measures';
import { type ReportedGoal, type ReportContent } from '../content/report-content';
import { type ReportSheet, type SheetCell } from './sheet';
import { standingOf } from './standing';

export function strategicGoalSheets(content: ReportContent): ReportSheet[] {
  return [
    goalSheet(content),
    taskSheet(content),
    measureSheet(content, (field) => !isInWords(field) && !isTaskFigure(field)),
  ];
}

function goalSheet(content: ReportContent): ReportSheet {
  const { words, goals, textOf } = content;
  const standing = standingOf(content);
  return {
    name: words.goals,
    columns: [
      { heading: words.focus, width: 28, names: true },
      { heading: words.bindingGoal, width: 52, names: true },
      { heading: words.kpi, width: 30 },
      { heading: words.responsibleUnit, width: 20 },
      ...standing.columns,
      { heading: words.summary, width: 64 },
    ],
    rows: goals.map((reported) => [
      textCell(
        reported.goal.headings
          .map((heading, level) => (level ? `– ${textOf(heading)}` : textOf(heading)))
          .join('\n'),
      ),
      textCell(goalText(reported.goal, content)),
      textCell(
        bullets(
          reported.goal.fields.filter(isIndicator).map(({ label }) => label),
          textOf,
        ),
      ),
      textCell(textOf(unitOf(reported.goal))),
      ...standing.cells(reported),
      textCell(narrativeText(reported, content)),
    ]),
  };
}

/** A KPI without a figure is answered in words, and such a field has no role. */
function isIndicator({ role }: Field): boolean {
  return role === 'measure' || role === undefined;
}

/** What was answered in words; several texts with their names. */
export function narrativeText(
  { goal, answers }: Pick<ReportedGoal, 'goal' | 'answers'>,
  content: ReportContent,
  isMeant: (field: Field) => boolean = () => true,
): string {
  const told = goal.fields.filter((field) => field.role === 'narrative' && isMeant(field));
  return told
    .flatMap((field) => {
      const answer = answerTo(answers, field.id);
      if (!answer) return [];
      const text = content.answer(field, answer);
      return [told.length > 1 ? `${fieldName(field, goal, content)}: ${text}` : text];
    })
    .join('\n\n');
}

/** State and progress of a task have columns of their own. */
function isTaskFigure({ group, role }: Field): boolean {
  return group !== undefined && (role === 'state' || role === 'progress');
}

/** No measure: it is among all answers. */
function isInWords({ role }: Field): boolean {
  return role === 'narrative' || role === 'support';
}

function taskSheet(content: ReportContent): ReportSheet {
  const { words, goals } = content;
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
      groupsWithFigures(reported.goal).flatMap((group) => taskRows(reported, group, content)),
    ),
  };
}

function groupsWithFigures({ groups, fields }: Goal): Group[] {
  return groups.filter(({ id }) => fields.some((field) => field.group === id && isTaskFigure(field)));
}

/** One row, or several if a task has several states or figures of progress. */
function taskRows(reported: ReportedGoal, group: Group, content: ReportContent): (SheetCell | undefined)[][] {
  const { goal } = reported;
  const figures = (role: Field['role']) =>
    goal.fields.filter((field) => field.group === group.id && field.role === role);
  const [states, progress] = [figures('state'), figures('progress')];
  const owners = group.owners.length > 0 ? group.owners : goal.owners;
  const cellOf = (field: Field | undefined) => field && answerCell(reported, field, content);
  return Array.from({ length: Math.max(states.length, progress.length) }, (_, index) => [
    textCell(goalName(goal, content)),
    textCell(content.textOf(group.label)),
    textCell(content.owners(owners)),
    textCell(content.textOf(group.description)),
    cellOf(states[index]),
    cellOf(progress[index]),
  ]);
}

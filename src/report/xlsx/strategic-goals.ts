/** Council-binding goals: the lists of goals, tasks and measures, as in the county's strategy report. */
import { type Field } from '../../goals/schema';
import { unitOf } from '../../goals/unit';
import { answerTo } from '../../goals/answers/answer-result';
import { periodColumns } from './by-period';
import { textCell } from './cell';
import { bullets, fieldName, goalText, isIndicator } from '../content/labels';
import { measureSheet } from './measures';
import { type ReportedGoal, type ReportContent } from '../content/report-content';
import { type ReportSheet } from './sheet';
import { standingOf } from './standing';
import { isTaskFigure, tasksByPeriod, taskSheet } from './tasks';

export function strategicGoalSheets(content: ReportContent): ReportSheet[] {
  return [
    goalSheet(content),
    taskSheet(content),
    measureSheet(content, isGoalFigure, periodColumns(content, isGoalFigure)),
    tasksByPeriod(content),
  ];
}

/** Neither told in words nor a task's. */
function isGoalFigure(field: Field): boolean {
  return field.role !== 'narrative' && field.role !== 'support' && !isTaskFigure(field);
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

/** A productivity programme as the county's table shows it: a row a measure, with its state and what is told of it. */
import { type Field } from '../../goals/schema';
import { answerCell, answerIn, textCell } from './cell';
import { fieldName, goalText, headingsOf } from '../content/labels';
import { type ReportedGoal, type ReportSheet, type SheetContext } from '../content/sheet';
import { narrativeText } from './strategic-goals';
import { standingCells, standingColumns } from './standing';

export function productivityProgrammeSheets(context: SheetContext): ReportSheet[] {
  const { words, goals, of, source } = context;
  return [
    {
      name: words.goals,
      columns: [
        ...source.form.programme.headings.map((heading) => ({
          ...{ heading: of(heading), width: 28, names: true },
        })),
        { heading: words.mechanism, width: 54, names: true },
        { heading: words.projectState, width: 20 },
        { heading: words.verbalDescription, width: 62 },
        ...standingColumns(context),
      ],
      rows: goals.map((reported) => {
        const state = stateOf(reported);
        return [
          ...headingsOf(reported.goal, context).map(textCell),
          textCell(goalText(reported.goal, context)),
          state && answerCell(reported, state, context),
          textCell(
            [narrativeText(reported, context), otherAnswers(reported, state, context)]
              .filter(Boolean)
              .join('\n\n'),
          ),
          ...standingCells(reported, context),
        ];
      }),
    },
  ];
}

function stateOf({ goal }: ReportedGoal): Field | undefined {
  return goal.fields.find(({ role }) => role === 'state');
}

/** What the table has no column for must be read somewhere. */
function otherAnswers(
  { goal, answers }: ReportedGoal,
  state: Field | undefined,
  context: SheetContext,
): string {
  return goal.fields
    .filter((field) => field.role !== 'narrative' && field !== state)
    .flatMap((field) => {
      const answer = answerIn(answers, field);
      return answer ? [`${fieldName(field, goal, context)}: ${context.answer(field, answer)}`] : [];
    })
    .join('\n');
}

/** Key results as the county's list shows them: a row each, or a row a figure where one has several. */
import { answerCell, textCell } from './cell';
import { goalName, headingsOf } from '../content/labels';
import { type ReportSheet, type SheetContext } from '../content/sheet';
import { standingCells, standingColumns } from './standing';

export function keyResultSheets(context: SheetContext): ReportSheet[] {
  const { words, goals, of, source } = context;
  return [
    {
      name: words.goals,
      columns: [
        ...source.form.programme.headings.map((heading) => ({
          ...{ heading: of(heading), width: 26, names: true },
        })),
        { heading: words.keyResult, width: 50, names: true },
        { heading: words.confidence, width: 20 },
        ...standingColumns(context),
      ],
      rows: goals.flatMap((reported) =>
        reported.goal.fields.map((field) => [
          ...headingsOf(reported.goal, context).map(textCell),
          textCell(
            [goalName(reported.goal, context), ...(reported.goal.fields.length > 1 ? [of(field.label)] : [])]
              .filter(Boolean)
              .join(' – '),
          ),
          answerCell(reported, field, context),
          ...standingCells(reported, context),
        ]),
      ),
    },
  ];
}

/** Key results as in the county's list: a row each, or a row per figure if one has several. */
import { answerCell, textCell } from './cell';
import { goalName, headingsOf } from '../content/labels';
import { type ReportContent } from '../content/report-content';
import { type ReportSheet } from './sheet';
import { standingOf } from './standing';

export function keyResultSheets(content: ReportContent): ReportSheet[] {
  const { words, goals, textOf, source } = content;
  const standing = standingOf(content);
  return [
    {
      name: words.goals,
      columns: [
        ...source.form.programme.headings.map((heading) => ({
          ...{ heading: textOf(heading), width: 26, names: true },
        })),
        { heading: words.keyResult, width: 50, names: true },
        { heading: words.confidence, width: 20 },
        ...standing.columns,
      ],
      rows: goals.flatMap((reported) =>
        reported.goal.fields.map((field) => [
          ...headingsOf(reported.goal, content).map(textCell),
          textCell(
            [
              goalName(reported.goal, content),
              ...(reported.goal.fields.length > 1 ? [textOf(field.label)] : []),
            ]
              .filter(Boolean)
              .join(' – '),
          ),
          answerCell(reported, field, content),
          ...standing.cells(reported),
        ]),
      ),
    },
  ];
}

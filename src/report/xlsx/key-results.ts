/** Key results as in the county's list: a row each, or a row per figure if one has several. */
import { type Field } from '../../goals/schema';
import { answerCell, textCell } from './cell';
import { type ComparedColumns, comparedColumns, earlierParts } from './compared';
import { goalName, goalText, headingsOf } from '../content/labels';
import { type ReportContent, type ReportedGoal } from '../content/report-content';
import { type ReportSheet } from './sheet';
import { standingOf } from './standing';

export function keyResultSheets(content: ReportContent): ReportSheet[] {
  const { words, goals, textOf, source } = content;
  const standing = standingOf(content);
  const compared = comparedTo(content);
  return [
    {
      name: words.goals,
      columns: [
        ...source.form.programme.headings.map((heading) => ({
          ...{ heading: textOf(heading), width: 26, names: true },
        })),
        { heading: words.keyResult, width: 56, names: true },
        { heading: words.confidence, width: 20 },
        ...compared.columns,
        ...standing.columns,
      ],
      rows: goals.flatMap((reported) =>
        reported.goal.fields.map((field) => [
          ...headingsOf(reported.goal, content).map(textCell),
          textCell(keyResultText(field, reported, content)),
          answerCell(reported, field, content),
          ...compared.cells(reported, field),
          ...standing.cells(reported),
        ]),
      ),
    },
  ];
}

/** The texts of key results say their targets: a column for them is only needed beside earlier values. */
function comparedTo(content: ReportContent): ComparedColumns {
  const earlier = comparedColumns(content, () => true);
  if (earlier.columns.length === 0) return earlier;
  return comparedColumns(content, () => true, ['target', ...earlierParts]);
}

/** With all that the document says in it, such as its figures: once, if the key result has several rows. */
function keyResultText(field: Field, { goal }: ReportedGoal, content: ReportContent): string {
  const isFirst = field === goal.fields[0];
  const text = isFirst ? goalText(goal, content) : goalName(goal, content);
  if (goal.fields.length === 1) return text;
  const [name, ...lines] = text.split('\n');
  return [`${name} – ${content.textOf(field.label)}`, ...lines].join('\n');
}

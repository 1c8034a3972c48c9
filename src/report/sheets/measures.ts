/** The figures of goals that have several: a row each, so that they can be computed with. */
import { type Field } from '../../goals/schema';
import { answerCell, textCell } from './cell';
import { fieldName, goalName, targetText, unitText } from './labels';
import { type ReportSheet, type SheetContext } from './sheet';

export function measureSheet(
  context: SheetContext,
  isMeasure: (field: Field) => boolean = isOwnRow,
): ReportSheet {
  const { words, goals } = context;
  return {
    name: words.measures,
    columns: [
      { heading: words.goal, width: 44, names: true },
      { heading: words.measure, width: 44, names: true },
      { heading: words.baseline, width: 16 },
      { heading: words.target, width: 20 },
      { heading: words.value, width: 40 },
    ],
    rows: goals.flatMap((reported) =>
      reported.goal.fields.filter(isMeasure).map((field) => {
        const unit = unitText(field, context);
        const name = fieldName(field, reported.goal, context);
        return [
          textCell(goalName(reported.goal, context)),
          textCell(unit ? `${name} (${unit})` : name),
          textCell(field.baseline?.raw ?? ''),
          textCell(targetText(field, context)),
          answerCell(reported, field, context),
        ];
      }),
    ),
  };
}

function isOwnRow({ role }: Field): boolean {
  return role !== 'narrative';
}

/** The figures of goals that have several: a row each, so that they can be computed with. */
import { type Field } from '../../goals/schema';
import { figureText, isFigureAlone } from '../document/figures';
import { answerCell, numberCell, textCell } from './cell';
import { fieldName, goalName, unitText } from './labels';
import { type ReportSheet, type SheetCell, type SheetContext } from './sheet';

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
          field.baseline && figureCell(field, field.baseline, context),
          targetCell(field, context),
          answerCell(reported, field, context),
        ];
      }),
    ),
  };
}

function isOwnRow({ role }: Field): boolean {
  return role !== 'narrative';
}

/** The register's figure as a number; what says more than a figure as it stands there. */
function figureCell(
  field: Field,
  { raw, value }: Pick<Field['targets'][number], 'raw' | 'value'>,
  context: SheetContext,
): SheetCell | undefined {
  const number = isFigureAlone(raw) ? numberCell(field, { raw, value: value ?? null }, context) : undefined;
  return number ?? textCell(raw);
}

function targetCell(field: Field, context: SheetContext): SheetCell | undefined {
  const [only, ...others] = field.targets;
  return only && others.length === 0 && !only.label
    ? figureCell(field, only, context)
    : textCell(targetText(field, context));
}

/** A line a target, figures as the reader writes them. */
export function targetText(field: Field, context: SheetContext): string {
  return field.targets
    .map((target) => {
      const figure = figureText(field, target, context);
      return target.label ? `${context.of(target.label)}: ${figure}` : figure;
    })
    .join('\n');
}

/** The figures of goals that have several: a row each, so that they can be computed with. */
import { measureUnit } from '../../goals/field-kinds';
import { type Field } from '../../goals/schema';
import { answerCell, goalpostCell, textCell } from './cell';
import { fieldName, goalName } from '../content/labels';
import { type ReportSheet, type SheetCell, type SheetContext } from '../content/sheet';

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
        const unit = measureUnit(field, context.options.locale);
        const name = fieldName(field, reported.goal, context);
        return [
          textCell(goalName(reported.goal, context)),
          textCell(unit ? `${name} (${unit})` : name),
          field.baseline && goalpostCell(field, field.baseline, context),
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

function targetCell(field: Field, context: SheetContext): SheetCell | undefined {
  const [only, ...others] = field.targets;
  return only && others.length === 0 && !only.label
    ? goalpostCell(field, only, context)
    : textCell(targetText(field, context));
}

/** A line a target, figures as the reader writes them. */
export function targetText(field: Field, context: SheetContext): string {
  return field.targets
    .map((target) => {
      const figure = context.goalpost(field, target);
      return target.label ? `${context.of(target.label)}: ${figure}` : figure;
    })
    .join('\n');
}

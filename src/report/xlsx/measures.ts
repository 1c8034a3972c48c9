/** The figures of goals with several, a row per figure, ready for formulas. */
import { measureUnit } from '../../goals/field-kinds';
import { type Field } from '../../goals/schema';
import { answerCell, goalpostCell, textCell } from './cell';
import { fieldName, goalName } from '../content/labels';
import { type ReportContent } from '../content/report-content';
import { type ReportSheet, type SheetCell } from './sheet';

export function measureSheet(
  content: ReportContent,
  isMeasure: (field: Field) => boolean = isOwnRow,
): ReportSheet {
  const { words, goals } = content;
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
        const unit = measureUnit(field, content.options.locale);
        const name = fieldName(field, reported.goal, content);
        return [
          textCell(goalName(reported.goal, content)),
          textCell(unit ? `${name} (${unit})` : name),
          field.baseline && goalpostCell(field, field.baseline, content),
          targetCell(field, content),
          answerCell(reported, field, content),
        ];
      }),
    ),
  };
}

function isOwnRow({ role }: Field): boolean {
  return role !== 'narrative';
}

function targetCell(field: Field, content: ReportContent): SheetCell | undefined {
  const [only, ...others] = field.targets;
  return only && others.length === 0 && !only.label
    ? goalpostCell(field, only, content)
    : textCell(targetText(field, content));
}

/** A line per target, with figures as the reader writes them. */
export function targetText(field: Field, content: ReportContent): string {
  return field.targets
    .map((target) => {
      const figure = content.goalpost(field, target);
      return target.label ? `${content.textOf(target.label)}: ${figure}` : figure;
    })
    .join('\n');
}

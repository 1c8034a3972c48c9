/** A measure's targets in a cell. Pure. */
import { type Field } from '../../goals/schema';
import { type ReportContent } from '../content/report-content';
import { goalpostCell, textCell } from './cell';
import { type SheetCell } from './sheet';

/** A number if there is only one target without a label. */
export function targetCell(field: Field, content: ReportContent): SheetCell | undefined {
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

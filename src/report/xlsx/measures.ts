/** The figures of goals with several, a row per figure, ready for formulas. */
import { measureUnit } from '../../goals/field-kinds';
import { type Field } from '../../goals/schema';
import { answerCell, goalpostCell, textCell } from './cell';
import { targetCell } from './target';
import { comparedColumns } from './compared';
import { fieldName, goalName } from '../content/labels';
import { type ReportContent, type ReportedGoal } from '../content/report-content';
import { type Column, type ReportSheet, type SheetRow } from './sheet';

/** What is beside a measure's target: its value now, or those of the year. */
export interface ValueColumns {
  readonly columns: readonly Column[];
  readonly cells: (reported: ReportedGoal, field: Field) => SheetRow;
  /** A row above a goal's measures, without the goal's own cell. */
  readonly goalCells?: (reported: ReportedGoal) => SheetRow | undefined;
}

/** @param values by default the value now, beside the earlier ones */
export function measureSheet(
  content: ReportContent,
  isMeasure: (field: Field) => boolean,
  values: ValueColumns = valueColumns(content, isMeasure),
): ReportSheet {
  const { words, goals } = content;
  return {
    name: words.measures,
    columns: [
      { heading: words.goal, width: 44, names: true },
      { heading: words.measure, width: 44, names: true },
      { heading: words.baseline, width: 16 },
      { heading: words.target, width: 20 },
      ...values.columns,
    ],
    rows: goals.flatMap((reported) => {
      const goal = textCell(goalName(reported.goal, content));
      const above = values.goalCells?.(reported);
      const measures = reported.goal.fields.filter(isMeasure);
      return [
        ...(above ? [[goal, ...above]] : []),
        ...measures.map((field) => [
          goal,
          ...measureCells(field, reported, content),
          ...values.cells(reported, field),
        ]),
      ];
    }),
  };
}

function valueColumns(content: ReportContent, isMeasure: (field: Field) => boolean): ValueColumns {
  const compared = comparedColumns(content, isMeasure);
  return {
    columns: [{ heading: content.words.value, width: 28 }, ...compared.columns],
    cells: (reported, field) => [answerCell(reported, field, content), ...compared.cells(reported, field)],
  };
}

/** Its name with the unit, its baseline and its target. */
function measureCells(field: Field, { goal }: ReportedGoal, content: ReportContent): SheetRow {
  const unit = measureUnit(field, content.options.locale);
  const name = fieldName(field, goal, content);
  return [
    textCell(unit ? `${name} (${unit})` : name),
    field.baseline && goalpostCell(field, field.baseline, content),
    targetCell(field, content),
  ];
}

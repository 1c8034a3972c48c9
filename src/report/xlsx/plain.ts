/** Any programme: a row a goal, a column for each field that any goal has. */
import { type Field, type Goal } from '../../goals/schema';
import { answerCell, textCell } from './cell';
import { fieldName, headingsOf } from '../content/labels';
import { type ReportSheet, type SheetContext } from '../content/sheet';
import { standingCells, standingColumns } from './standing';

export function plainSheets(context: SheetContext): ReportSheet[] {
  const { words, goals, of, source } = context;
  const fields = goals.map(({ goal }) => fieldsByColumn(goal, context));
  const columns = [...new Set(fields.flatMap((byColumn) => [...byColumn.keys()]))];
  return [
    {
      name: words.goals,
      columns: [
        ...source.form.programme.headings.map((heading) => ({
          ...{ heading: of(heading), width: 26, names: true },
        })),
        { heading: words.code, width: 12, names: true },
        { heading: words.goal, width: 44, names: true },
        ...columns.map((heading) => ({ heading, width: 36 })),
        ...standingColumns(context),
      ],
      rows: goals.map((reported, index) => [
        ...headingsOf(reported.goal, context).map(textCell),
        textCell(reported.goal.code),
        textCell(of(reported.goal.title)),
        ...columns.map((column) => {
          const field = fields[index]!.get(column);
          return field && answerCell(reported, field, context);
        }),
        ...standingCells(reported, context),
      ]),
    },
  ];
}

/** Fields of one goal that are called the same are told apart by their ids. */
function fieldsByColumn(goal: Goal, context: SheetContext): Map<string, Field> {
  const byColumn = new Map<string, Field>();
  for (const field of goal.fields) {
    const name = fieldName(field, goal, context);
    byColumn.set(byColumn.has(name) ? `${name} (${field.id})` : name, field);
  }
  return byColumn;
}

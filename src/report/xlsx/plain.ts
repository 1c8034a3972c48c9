/** Any programme: a row per goal, a column for each field that any goal has. */
import { type Field, type Goal } from '../../goals/schema';
import { fieldKindRules } from '../../goals/field-kinds';
import { answerCell, textCell } from './cell';
import { type ComparedColumns, comparedColumns, earlierParts } from './compared';
import { fieldName, headingsOf } from '../content/labels';
import { type ReportContent } from '../content/report-content';
import { type ReportSheet } from './sheet';
import { standingOf } from './standing';

export function plainSheets(content: ReportContent): ReportSheet[] {
  const { words, goals, textOf, source } = content;
  const fields = goals.map(({ goal }) => fieldsByColumn(goal, content));
  const columns = [...new Set(fields.flatMap((byColumn) => [...byColumn.keys()]))];
  const standing = standingOf(content);
  const compared = new Map(columns.map((column) => [column, comparedTo(column, fields, content)]));
  return [
    {
      name: words.goals,
      columns: [
        ...source.form.programme.headings.map((heading) => ({
          ...{ heading: textOf(heading), width: 26, names: true },
        })),
        { heading: words.code, width: 12, names: true },
        { heading: words.goal, width: 44, names: true },
        ...columns.flatMap((heading) => [{ heading, width: 36 }, ...compared.get(heading)!.columns]),
        ...standing.columns,
      ],
      rows: goals.map((reported, index) => [
        ...headingsOf(reported.goal, content).map(textCell),
        textCell(reported.goal.code),
        textCell(textOf(reported.goal.title)),
        ...columns.flatMap((column) => {
          const field = fields[index]!.get(column);
          const value = field && answerCell(reported, field, content);
          return [value, ...compared.get(column)!.cells(reported, field)];
        }),
        ...standing.cells(reported),
      ]),
    },
  ];
}

/** Fields of one goal with the same label are told apart by their ids. */
function fieldsByColumn(goal: Goal, content: ReportContent): Map<string, Field> {
  const byColumn = new Map<string, Field>();
  for (const field of goal.fields) {
    const name = fieldName(field, goal, content);
    byColumn.set(byColumn.has(name) ? `${name} (${field.id})` : name, field);
  }
  return byColumn;
}

/** Targets and earlier figures of the fields in one column; earlier texts would fill the sheet. */
function comparedTo(
  column: string,
  fields: readonly ReadonlyMap<string, Field>[],
  content: ReportContent,
): ComparedColumns {
  const inColumn = new Set(fields.flatMap((byColumn) => byColumn.get(column) ?? []));
  return comparedColumns(content, (field) => fieldKindRules[field.kind].isFigure && inColumn.has(field), [
    'target',
    ...earlierParts,
  ]);
}

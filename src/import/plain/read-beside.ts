/** Reads what an exported register keeps beside its goals. Pure. */
import { type Sheet } from '../file/sheet';
import { type ColumnMeaning, columnMeanings, type ColumnMapping, type KeptBeside } from '../table/imported';
import { cellIn, tablesIn } from '../table/table';
import { mappingColumns, nameColumns } from './columns';

/** Undefined if the file has none of it. Rows that lack something are not taken. */
export function besideIn(sheets: readonly Sheet[]): KeptBeside | undefined {
  const names = sheets.flatMap((sheet) =>
    tablesIn(sheet, nameColumns).flatMap((table) =>
      table.rows.flatMap((row) => {
        const [text, owner] = (['text', 'owner'] as const).map((key) => cellIn(table, row, key)?.text);
        return text === undefined || owner === undefined ? [] : [{ text, owner }];
      }),
    ),
  );
  const mappings = mappingsIn(sheets);
  return names.length + mappings.length > 0 ? { names, mappings } : undefined;
}

function mappingsIn(sheets: readonly Sheet[]): ColumnMapping[] {
  const byTable = new Map<string, { key: string; meaning: ColumnMeaning }[]>();
  for (const table of sheets.flatMap((sheet) => tablesIn(sheet, mappingColumns)))
    for (const row of table.rows) {
      const text = (key: 'table' | 'heading' | 'meaning') => cellIn(table, row, key)?.text ?? '';
      const meaning = columnMeanings.find((known) => known === text('meaning'));
      const key = text('heading');
      if (meaning && key !== '')
        byTable.set(text('table'), [...(byTable.get(text('table')) ?? []), { key, meaning }]);
    }
  return [...byTable.values()].map((columns) => ({ columns }));
}

/** Reads rows as a workbook with one sheet that a county sent. */
import { type Layout } from '../../src/goals/schema';
import { type ImportedGoal, type ImportedRegister } from '../../src/import/table/imported';
import { readRegister } from '../../src/import/read-register';
import { type FileRow, workbookFile } from './workbook-file';

export async function readRows(rows: readonly FileRow[], layout?: Layout): Promise<ImportedRegister> {
  return readSheets({ Taulukko: rows }, layout);
}

export async function readSheets(
  sheets: Readonly<Record<string, readonly FileRow[]>>,
  layout?: Layout,
): Promise<ImportedRegister> {
  return readRegister(await workbookFile(sheets), 'tavoitteet.xlsx', layout ? { layout } : {});
}

/** Problems as "error title-missing B4". */
export function shown({ problems }: ImportedRegister): string[] {
  return problems.map(({ severity, code, place }) => `${severity} ${code} ${place.column ?? ''}${place.row}`);
}

/** Fields as "percent measure 98–100 = 99". */
export function fieldsShown({ fields }: ImportedGoal): string[] {
  return fields.map(({ kind, role, targets, answer }) => {
    const figures = targets.map(({ comparator = '', value, low, high, raw }) =>
      `${comparator} ${value ?? (low === undefined ? raw : `${low}–${high}`)}`.trim(),
    );
    return [kind, role, ...figures, ...(answer === undefined ? [] : ['=', answer])].filter(Boolean).join(' ');
  });
}

/** Finds tables of a file that nearly fit its layout: a renamed heading must not make them disappear. Pure. */
import { RefusedError } from '../errors';
import { type Sheet, type SheetRow } from './file/sheet';
import { type LayoutReader } from './layouts/layout';
import { type ColumnName, headFinder, type HeadRow, shownName } from './table/headings';

/** @throws RefusedError `table-not-read` with the sheet, the row, and the heading that is missing */
export function refuseUnreadTables(sheets: readonly Sheet[], { columns, more = [] }: LayoutReader): void {
  const finders = [columns, ...more].map((known) => ({ known, headIn: headFinder(known) }));
  for (const sheet of sheets) {
    const heads = sheet.rows.map((row) => ({
      row,
      found: finders.map(({ known, headIn }) => ({ known, head: headIn(row) })),
    }));
    const isRead = ({ found }: (typeof heads)[number]) => found.some(({ head }) => head.missing.length === 0);
    const isSheetRead = heads.some(isRead);
    for (const { row, found } of heads.filter((each) => !isRead(each)))
      for (const { known, head } of found) if (isNear(known, head, isSheetRead)) refuse(sheet, row, head);
  }
}

/** On a sheet without any table, half of the headings are enough; below another table, all but one. */
function isNear(
  known: readonly ColumnName[],
  { missing, others }: HeadRow<string>,
  isSheetRead: boolean,
): boolean {
  const required = known.filter((column) => column.required).length;
  const there = required - missing.length;
  // Without another heading in the row, none was renamed.
  if (required < 3 || others.length === 0) return false;
  return missing.length === 1 || (!isSheetRead && there >= 2 && there * 2 >= required);
}

function refuse(sheet: Sheet, row: SheetRow, { language, found, missing, others }: HeadRow<string>): never {
  throw new RefusedError('table-not-read', {
    ...{ sheet: sheet.name, row: String(row.number) },
    found: found.map(({ text }) => text).join(', '),
    missing: missing.map((column) => shownName(column, language)).join(', '),
    others: others.map(({ text }) => text.replace(/\s+/g, ' ').slice(0, 60)).join(', '),
  });
}

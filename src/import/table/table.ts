/** Tables of a sheet: a row of headings, wherever it is, and the rows below it. Pure. */
import { RefusedError } from '../../errors';
import { type Locale } from '../../goals/schema';
import { type ColumnName, headFinder, type HeadRow } from './headings';
import { type ImportedOwners, type ImportProblem, type ImportProblemCode, type Place } from './imported';
import { type Cell, columnLetters, type Sheet, type SheetRow } from '../file/sheet';

export interface Table<K extends string = string> {
  readonly sheet: string;
  /** The language of its headings. */
  readonly language: Locale;
  readonly columns: ReadonlyMap<K, number>;
  /** Headings as in the file. */
  readonly headings: ReadonlyMap<K, string>;
  /** Its other headings and their places. */
  readonly others: readonly { readonly text: string; readonly place: Place }[];
  /** Lines right above the headings that hold one text each, such as the name of a unit. */
  readonly above: readonly string[];
  readonly rows: readonly SheetRow[];
  /** Rows with a single text below the table, after a blank row. */
  readonly notes: readonly SheetRow[];
}

/**
 * A sheet may have several tables, one below the other. Repeated headings, as at the top of every printed page,
 * continue the same table.
 * @throws RefusedError `heading-twice` if a table has the same column twice
 */
export function tablesIn<K extends string>(
  { name, rows }: Sheet,
  columns: readonly ColumnName<K>[],
): Table<K>[] {
  const tables: (Table<K> & { readonly rows: SheetRow[] })[] = [];
  const least = columns.filter(({ required }) => required).length;
  const headIn = headFinder(columns);
  let pending: SheetRow[] = [];
  for (const row of rows) {
    const head = row.cells.size >= least ? headIn(row) : undefined;
    const open = tables.at(-1);
    if (!head || head.missing.length > 0) {
      (open?.rows ?? pending).push(row);
      continue;
    }
    const above = takeTitles(open?.rows ?? pending, Math.min(...head.found.map(({ column }) => column)));
    if (open && above.length === 0 && continues(open, head)) continue;
    refuseRepeated(head, name, row);
    const others = head.others.map(({ column, text }) => ({
      ...{ text, place: { sheet: name, row: row.number, column: columnLetters(column) } },
    }));
    tables.push({
      sheet: name,
      language: head.language,
      above,
      others,
      ...columnsOf(head),
      rows: [],
      notes: [],
    });
    pending = [];
  }
  return tables.map(withoutNotes);
}

/** A source or a footnote below the table is not one of its rows. */
function withoutNotes<K extends string>(table: Table<K>): Table<K> {
  const { rows } = table;
  const last = rows.findLastIndex(({ cells }) => cells.size > 1);
  const first = rows[last + 1];
  const isApart = last >= 0 && first !== undefined && first.number > rows[last]!.number + 1;
  return isApart ? { ...table, rows: rows.slice(0, last + 1), notes: rows.slice(last + 1) } : table;
}

export function cellIn<K extends string>(table: Table<K>, row: SheetRow, key: K): Cell | undefined {
  const column = table.columns.get(key);
  return column === undefined ? undefined : row.cells.get(column);
}

/** The place of a column's cell, or of the whole row if the table has no such column. */
export function placeIn<K extends string>(table: Table<K>, row: SheetRow, key?: K): Place {
  const column = key === undefined ? undefined : table.columns.get(key);
  return {
    ...{ sheet: table.sheet, row: row.number },
    ...(column !== undefined && { column: columnLetters(column) }),
  };
}

/** What a row says in the column of owners, and where. */
export function ownersIn<K extends string>(table: Table<K>, row: SheetRow, key: K): ImportedOwners {
  const text = cellIn(table, row, key)?.text;
  const heading = table.headings.get(key);
  return {
    ...(text !== undefined && { ownersText: text }),
    ...(heading !== undefined && {
      ownersPlace: { ...placeIn(table, row, key), heading: shortHeading(heading) },
    }),
  };
}

export function shortHeading(text: string): string {
  return text.replace(/\s+/g, ' ').slice(0, longestHeading);
}

const longestHeading = 60;
const longestValue = 100;

export function problemAt(
  severity: ImportProblem['severity'],
  code: ImportProblemCode,
  place: Place,
  value = '',
  details?: Readonly<Record<string, string>>,
): ImportProblem {
  const shown = value.replace(/\s+/g, ' ').slice(0, longestValue);
  return { severity, code, place, value: shown, ...(details && { details }) };
}

/** Each row's texts in the outer columns, outermost first. A blank cell repeats the one above, like a merged one. */
export function filledDown<K extends string>(table: Table<K>, keys: readonly K[]): Map<SheetRow, string[]> {
  const filled = new Map<SheetRow, string[]>();
  let above: readonly string[] = [];
  for (const row of table.rows) {
    above = filledFrom(
      above,
      keys.map((key) => cellIn(table, row, key)?.text ?? ''),
    );
    filled.set(row, [...above]);
  }
  return filled;
}

/**
 * A row's headings, where a blank repeats the one above it. A new division with a blank area does not continue the area
 * of the division above.
 * @param above the headings of the row above, outermost first; empty above the first row
 */
export function filledFrom(above: readonly string[], own: readonly string[]): string[] {
  const changed = own.findIndex((text, level) => text !== '' && text !== (above[level] ?? ''));
  return own.map((text, level) => text || (changed === -1 || level < changed ? (above[level] ?? '') : ''));
}

/** @param rows changed in place: the titles at their end, which are in the first column or before it, are removed */
function takeTitles(rows: SheetRow[], firstColumn: number): string[] {
  const titles: string[] = [];
  for (let last = rows.at(-1); last?.cells.size === 1; last = rows.at(-1)) {
    const [[column, cell]] = [...last.cells] as [[number, Cell]];
    if (cell.merged || column > firstColumn) break;
    titles.unshift(cell.text);
    rows.pop();
  }
  return titles;
}

function continues<K extends string>(table: Table<K>, { language, found }: HeadRow<K>): boolean {
  return (
    language === table.language &&
    found.length === table.columns.size &&
    found.every(({ key, column }) => table.columns.get(key) === column)
  );
}

function columnsOf<K extends string>({ found }: HeadRow<K>) {
  return {
    columns: new Map(found.map(({ key, column }) => [key, column])),
    headings: new Map(found.map(({ key, text }) => [key, text])),
  };
}

function refuseRepeated<K extends string>({ found }: HeadRow<K>, sheet: string, row: SheetRow): void {
  const repeated = found.find(({ key }, index) => found.slice(0, index).some((other) => other.key === key));
  if (repeated)
    throw new RefusedError('heading-twice', { heading: repeated.text, sheet, row: String(row.number) });
}

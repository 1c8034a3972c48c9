/** The rows of a mapped table: which belong to one goal, and which are not part of any. Pure. */
import { type Locale } from '../../goals/schema';
import { type Cell, cellAddress, columnLetters, type Sheet, type SheetRow } from '../file/sheet';
import { oneLine } from '../layouts/layout';
import {
  type ColumnMeaning,
  type ImportedOwners,
  type ImportProblem,
  type MappedColumn,
  type Place,
} from '../table/imported';
import { filledFrom, problemAt, shortHeading } from '../table/table';

export interface MappedTable {
  readonly sheet: string;
  readonly language: Locale;
  /** Columns by their meaning, from left to right. */
  readonly at: ReadonlyMap<ColumnMeaning, readonly number[]>;
  readonly rows: readonly SheetRow[];
  /** The heading of the column of owners. */
  readonly ownersHeading?: string;
}

/** Rows of one goal, with the headings that they are under, outermost first. */
export interface GoalRows {
  readonly rows: readonly SheetRow[];
  readonly headings: readonly string[];
}

export function mappedTable(
  { name, rows }: Sheet,
  head: SheetRow,
  columns: readonly MappedColumn[],
  language: Locale,
): MappedTable {
  const keys = new Map<ColumnMeaning, number[]>();
  for (const { column, meaning } of columns)
    if (meaning && meaning !== 'ignore')
      keys.set(meaning, [...(keys.get(meaning) ?? []), cellAddress(`${column}1`)!.column]);
  const owners = columns.find(({ meaning }) => meaning === 'owner');
  return {
    ...{ sheet: name, language, at: keys, rows: rows.filter(({ number }) => number > head.number) },
    ...(owners && { ownersHeading: shortHeading(owners.text) }),
  };
}

export function cellOf({ at }: MappedTable, { cells }: SheetRow, meaning: ColumnMeaning): Cell | undefined {
  return cells.get(at.get(meaning)?.[0] ?? -1);
}

export function textOf(table: MappedTable, row: SheetRow, meaning: ColumnMeaning): string {
  return oneLine(cellOf(table, row, meaning)?.text ?? '');
}

export function placeOf({ sheet, at }: MappedTable, { number }: SheetRow, meaning: ColumnMeaning): Place {
  const column = at.get(meaning)?.[0];
  return { sheet, row: number, ...(column !== undefined && { column: columnLetters(column) }) };
}

export function ownersOf(table: MappedTable, row: SheetRow): ImportedOwners {
  const text = textOf(table, row, 'owner');
  const { ownersHeading: heading } = table;
  return {
    ...(text !== '' && { ownersText: text }),
    ...(heading !== undefined && { ownersPlace: { ...placeOf(table, row, 'owner'), heading } }),
  };
}

/** In a table without a column of goals, each measure is a goal. */
export function goalColumn({ at }: MappedTable): 'goal' | 'measure' {
  return at.has('goal') ? 'goal' : 'measure';
}

/** From this many columns on, a row with a single text is a note or a subheading. */
const columnsOfTable = 3;

export function goalRows(table: MappedTable): { goals: GoalRows[]; problems: ImportProblem[] } {
  const goals: { rows: SheetRow[]; headings: readonly string[] }[] = [];
  const problems: ImportProblem[] = [];
  const key = goalColumn(table);
  let above: readonly string[] = [];
  for (const row of table.rows) {
    const isAlone = row.cells.size === 1 && table.at.size >= columnsOfTable;
    if (isAlone) {
      const [text] = [...row.cells.values()].map((cell) => cell.text);
      problems.push(problemAt('warning', 'row-left-out', { sheet: table.sheet, row: row.number }, text));
      continue;
    }
    const headings = filledFrom(above, headingsIn(table, row));
    const open = goals.at(-1);
    if (open && continues(table, row, open.rows[0]!, sameTexts(headings, above))) open.rows.push(row);
    else if (textOf(table, row, key) !== '') goals.push({ rows: [row], headings });
    else if (isFilled(table, row))
      problems.push(problemAt('error', 'title-missing', placeOf(table, row, key)));
    above = headings;
  }
  return { goals, problems };
}

/** A row without a goal of its own, or with the same one, is a further measure of the goal above it. */
function continues(table: MappedTable, row: SheetRow, first: SheetRow, isUnderSame: boolean): boolean {
  if (!isUnderSame || !table.at.has('goal') || textOf(table, row, 'measure') === '') return false;
  const code = textOf(table, row, 'code');
  if (code !== '' && code !== textOf(table, first, 'code')) return false;
  const goal = cellOf(table, row, 'goal');
  return !goal || goal.merged === true || oneLine(goal.text) === textOf(table, first, 'goal');
}

function headingsIn({ at }: MappedTable, { cells }: SheetRow): string[] {
  return (at.get('heading') ?? []).map((column) => oneLine(cells.get(column)?.text ?? ''));
}

function sameTexts(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text, at) => text === b[at]);
}

function isFilled({ at }: MappedTable, { cells }: SheetRow): boolean {
  const asked = (['measure', 'target', 'baseline', 'value', 'owner', 'code'] as const).flatMap(
    (meaning) => at.get(meaning) ?? [],
  );
  return asked.some((column) => cells.has(column) && cells.get(column)!.merged !== true);
}

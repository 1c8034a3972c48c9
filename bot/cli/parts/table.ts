/** Tables with aligned columns. Pure. */

/** A line to print: a text as it is, or a row of a table, which is made to fit the terminal. */
export type Line = string | TableRow;

/** A row together with its table, since the widths of the columns depend on all rows. */
export interface TableRow {
  /** @param width of the terminal in characters; without it nothing is cut */
  within(width: number | undefined): string;
  /** At full width. */
  toString(): string;
}

type Cell = string | number;

/** Cells stay on one line and cannot send control codes to the terminal. @param given the first row has the headings */
export function table(given: readonly (readonly Cell[])[]): TableRow[] {
  const rows = given.map((row) => row.map((cell) => (typeof cell === 'number' ? cell : onOneLine(cell))));
  const columns = (rows[0] ?? []).map((_, index) => columnOf(rows.map((row) => row[index]!)));
  return rows.map((row) => {
    const within = (width: number | undefined) => line(row, fitted(columns, width));
    return { within, toString: () => within(undefined) };
  });
}

/** Lines as they are printed. */
export function texts(lines: readonly Line[], width?: number): string[] {
  return lines.map((each) => (typeof each === 'string' ? each : each.within(width)));
}

interface Column {
  /** Of its longest cell. */
  readonly full: number;
  /** It is not made narrower than this: no word, number or moment is cut in two. */
  readonly least: number;
}

const between = 2;

function columnOf([head = '', ...cells]: readonly Cell[]): Column {
  const full = Math.max(...[head, ...cells].map((cell) => String(cell).length));
  if (cells.every(isWhole)) return { full, least: full };
  const words = cells.map((cell) => firstWord(String(cell)).length + 1);
  return { full, least: Math.min(full, Math.max(String(head).length, ...words)) };
}

/** Numbers, texts without a letter, and moments such as "Mon 12.10.2026 08:00" are never cut. */
function isWhole(cell: Cell): boolean {
  return typeof cell === 'number' || !/\p{L}/u.test(cell) || /\d{2}:\d{2}$/.test(cell);
}

function firstWord(text: string): string {
  return /^\S*/.exec(text)![0];
}

/** Narrows the widest column again and again. What cannot be narrowed enough is left to the terminal. */
function fitted(columns: readonly Column[], width = Infinity): number[] {
  const widths = columns.map(({ full }) => full);
  let over = widths.reduce((sum, each) => sum + each, between * (widths.length - 1)) - width;
  for (; over > 0; over--) {
    const spare = widths.map((each, index) => (each > columns[index]!.least ? each : 0));
    const widest = spare.indexOf(Math.max(...spare));
    if (spare[widest] === 0) break;
    widths[widest]!--;
  }
  return widths;
}

function line(row: readonly Cell[], widths: readonly number[]): string {
  const cells = row.map((cell, index) =>
    typeof cell === 'number'
      ? String(cell).padStart(widths[index]!)
      : cutAtWord(cell, widths[index]!).padEnd(widths[index]!),
  );
  return cells.join(' '.repeat(between)).trimEnd();
}

/** As many whole words as there is room for. */
function cutAtWord(text: string, width: number): string {
  if (text.length <= width) return text;
  const room = text.slice(0, width);
  const end = room.lastIndexOf(' ', width - 1);
  return `${end > 0 ? room.slice(0, end) : text.slice(0, width - 1)}…`;
}

function onOneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ');
}

/** A spreadsheet row is at most 409 points high, so longer text continues in rows below it. Pure. */
import { type Column, type ReportSheet, type SheetCell } from './sheet';

/** In points, of 11-point text. */
const lineHeight = 15;
/** One less than fits. */
const linesInRow = 26;

type Row = ReportSheet['rows'][number];

/** One row, or as many as its longest text needs; its naming cells are on each, figures only on the first. */
export function continuedRows(row: Row, columns: readonly Column[]): Row[] {
  const parts = row.map((cell, index) =>
    typeof cell?.value === 'string' ? textParts(cell.value, columns[index]!.width) : undefined,
  );
  const count = parts.reduce((most, part) => Math.max(most, part?.length ?? 1), 1);
  if (count === 1) return [row];
  return Array.from({ length: count }, (_, at) =>
    row.map((cell, index) => partOf(cell, parts[index], at, columns[index]!)),
  );
}

function partOf(
  cell: SheetCell | undefined,
  parts: readonly string[] | undefined,
  at: number,
  { names }: Column,
): SheetCell | undefined {
  if (!cell || !parts) return at === 0 ? cell : undefined;
  const text = parts[at] ?? (names && parts.length === 1 ? parts[0] : undefined);
  return text === undefined ? undefined : { ...cell, value: text };
}

/**
 * The text in parts that each fit in a row; joined, they give the text again.
 * @param width of the column in characters
 */
export function textParts(text: string, width: number): string[] {
  const lines = textLines(text, width);
  const rows = Math.ceil(lines.length / linesInRow);
  return Array.from({ length: rows }, (_, row) =>
    lines.slice(row * linesInRow, (row + 1) * linesInRow).join(''),
  );
}

/** In points, for the longest text of the row. */
export function rowHeight(row: Row, columns: readonly Column[]): number {
  const lines = row.map((cell, index) =>
    typeof cell?.value === 'string' ? textLines(cell.value, columns[index]!.width).length : 1,
  );
  return lineHeight * Math.max(1, ...lines);
}

/** The text broken into lines that fit the column; each keeps the break and spaces at its end. */
function textLines(text: string, width: number): string[] {
  // Columns are counted in digits, which are wider than most letters.
  const perLine = Math.max(4, width);
  const words = text.match(new RegExp(`\\S{1,${perLine}}[^\\S\\n]*\\n?|\\s`, 'gu')) ?? [];
  const lines: string[] = [];
  let line = '';
  for (const word of words) {
    if (line !== '' && line.length + word.trimEnd().length > perLine) {
      lines.push(line);
      line = '';
    }
    line += word;
    if (!word.endsWith('\n')) continue;
    lines.push(line);
    line = '';
  }
  return line === '' && lines.length > 0 ? lines : [...lines, line];
}

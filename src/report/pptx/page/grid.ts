/** The measures of a table, and of a small one in a column. Pure. */
import { columnWidths, total } from '../../office/column-widths';
import { bodySize, type Cell, cellMargins, type Grid, isSpanning } from './slide';
import { breaksWord, textHeight, wordWidth } from '../../office/text-fit';

const size = bodySize;

/** In inches, with the cells' margins. @param widths one per column */
export function rowHeight(cells: readonly Cell[], widths: readonly number[]): number {
  const bold = cells.some(({ heads }) => heads);
  const heightIn = (text: string, width: number) =>
    textHeight(text, width - cellMargins.across, { size, bold });
  const height = isSpanning(cells)
    ? heightIn(cells[0]!.text, total(widths))
    : Math.max(...cells.map(({ text }, index) => heightIn(text, widths[index]!)));
  return cellMargins.down + height;
}

/** In inches, one per column. */
export function gridWidths(grid: Grid, width: number): readonly number[] {
  const needed = grid.shares.map((_, index) => neededWidth(cellsIn(grid, index)));
  return columnWidths(grid.shares, needed, width);
}

function cellsIn({ head, rows }: Grid, column: number): Cell[] {
  const cells = rows.filter((row) => !isSpanning(row)).map((row) => row[column]!);
  return [{ text: head[column]!, heads: true }, ...cells];
}

/** In inches, for the longest word of a column's cells, with a cell's margins. */
export function neededWidth(cells: readonly Cell[]): number {
  const words = cells.map(({ text, heads, light }) =>
    wordWidth(text, { size, bold: heads === true || light !== undefined }),
  );
  return Math.max(...words) + cellMargins.across + 0.02;
}

/** In inches: the head's, then one per row. */
export function gridHeights(grid: Grid, width: number): number[] {
  const widths = gridWidths(grid, width);
  const head = grid.head.map((text) => ({ text, heads: true }));
  return [head, ...grid.rows].map((cells) => rowHeight(cells, widths));
}

export function gridHeight(grid: Grid, width: number): number {
  return total(gridHeights(grid, width));
}

export function breaksInGrid(grid: Grid, width: number): boolean {
  const widths = gridWidths(grid, width);
  const isBroken = (text: string, index: number, bold: boolean) =>
    breaksWord(text, widths[index]! - cellMargins.across, { size, bold });
  return (
    grid.head.some((text, index) => isBroken(text, index, true)) ||
    grid.rows.some((cells) => cells.some(({ text }, index) => isBroken(text, index, false)))
  );
}

/**
 * The rows that fit in the height, and the others under the same head; a heading of rows stays with the first of them.
 * @param atLeast rows that fit in any case
 */
export function splitGrid(
  grid: Grid,
  { width, height, atLeast }: Record<'width' | 'height' | 'atLeast', number>,
): { readonly fits?: Grid; readonly rest?: Grid } {
  const [head = 0, ...rows] = gridHeights(grid, width);
  let [count, left] = [0, height - head];
  while (count < rows.length && (rows[count]! <= left || count < atLeast)) left -= rows[count++]!;
  while (count > atLeast && count < rows.length && isSpanning(grid.rows[count - 1]!)) count -= 1;
  const part = (some: Grid['rows']) => (some.length > 0 ? { ...grid, rows: some } : undefined);
  const [fits, rest] = [part(grid.rows.slice(0, count)), part(grid.rows.slice(count))];
  return { ...(fits && { fits }), ...(rest && { rest }) };
}

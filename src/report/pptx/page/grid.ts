/** The measures of a small table in a column. Pure. */
import { type Cell, cellMargins, type Grid, isSpanning } from './slide';
import { breaksWord, textHeight } from './text-fit';

/** In inches, one per column. */
export function gridWidths({ shares }: Grid, width: number): number[] {
  const sum = shares.reduce((total, share) => total + share, 0);
  return shares.map((share) => (width * share) / sum);
}

/** In inches: the head's, then one per row. */
export function gridHeights(grid: Grid, width: number, size: number): number[] {
  const widths = gridWidths(grid, width);
  const rowHeight = (cells: readonly Cell[]) => {
    const [first] = cells;
    if (first && isSpanning(cells))
      return cellMargins.down + textHeight(first.text, width - cellMargins.across, { size, bold: true });
    return (
      cellMargins.down +
      Math.max(
        ...cells.map(({ text, heads }, index) =>
          textHeight(text, widths[index]! - cellMargins.across, { size, ...(heads && { bold: true }) }),
        ),
      )
    );
  };
  return [grid.head.map((text) => ({ text, heads: true })), ...grid.rows].map(rowHeight);
}

export function gridHeight(grid: Grid, width: number, size: number): number {
  return gridHeights(grid, width, size).reduce((sum, height) => sum + height, 0);
}

export function breaksInGrid(grid: Grid, width: number, size: number): boolean {
  const widths = gridWidths(grid, width);
  const isBroken = (text: string, index: number, bold: boolean) =>
    breaksWord(text, widths[index]! - cellMargins.across, { size, bold });
  return (
    grid.head.some((text, index) => isBroken(text, index, true)) ||
    grid.rows.some((cells) => cells.some(({ text }, index) => isBroken(text, index, false)))
  );
}

/** The rows that fit in the height, and the others under the same head. @param atLeast rows that fit in any case */
export function splitGrid(
  grid: Grid,
  { width, height, size, atLeast }: Record<'width' | 'height' | 'size' | 'atLeast', number>,
): { readonly fits?: Grid; readonly rest?: Grid } {
  const [head = 0, ...rows] = gridHeights(grid, width, size);
  let [count, left] = [0, height - head];
  while (count < rows.length && (rows[count]! <= left || count < atLeast)) left -= rows[count++]!;
  const part = (some: Grid['rows']) => (some.length > 0 ? { ...grid, rows: some } : undefined);
  const [fits, rest] = [part(grid.rows.slice(0, count)), part(grid.rows.slice(count))];
  return { ...(fits && { fits }), ...(rest && { rest }) };
}

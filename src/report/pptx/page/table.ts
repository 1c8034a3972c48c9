/** A table on as many slides as it takes; a row higher than a slide continues on the next. Pure. */
import {
  bodyHeight,
  bodySize,
  bodyTop,
  bodyWidth,
  type Cell,
  cellMargins,
  numbered,
  type Slide,
} from './slide';
import { neededWidth, rowHeight } from './grid';
import { total } from '../../office/column-widths';
import { lineHeight, splitText } from '../../office/text-fit';

export interface Table {
  readonly title: string;
  /** The word for a row that continues. */
  readonly continued: string;
  /** In inches, one per column. */
  readonly widths: readonly number[];
  readonly head: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

export const tableTop = bodyTop - 0.35;
const fullHeight = bodyHeight + 0.3;
const size = bodySize;

type Row = Extract<Slide, { kind: 'table' }>['rows'][number];

export function tableSlides(table: Table): Slide[] {
  const { title, widths, head } = table;
  return pagesOf(table).map((page, index, { length }) => ({
    ...{ kind: 'table', widths, head, rows: page },
    title: numbered(title, index, length),
  }));
}

/** The widths, and the others in their proportions, filling the slide. */
export function filling(fixed: readonly number[], others: readonly number[]): number[] {
  const room = bodyWidth - total(fixed);
  return [...fixed, ...others.map((width) => (width * room) / total(others))];
}

/**
 * Widths for texts that are one short name each, in inches: no word is broken if there is room for all of them.
 * @param columns each column's texts with its heading
 * @param most of all together
 */
export function nameWidths(columns: readonly (readonly string[])[], most: number): number[] {
  const needed = columns.map((texts) =>
    neededWidth(texts.map((text, index) => ({ text, heads: index === 0 }))),
  );
  const sum = total(needed);
  return sum <= most ? needed : needed.map((width) => (width * most) / sum);
}

function pagesOf(table: Table): Row[][] {
  const { rows, head } = table;
  const heightOf = (cells: readonly Cell[]) => rowHeight(cells, table.widths);
  const room = fullHeight - heightOf(head.map((text) => ({ text, heads: true })));
  const pages: Row[][] = [[]];
  let left = room;
  const turn = () => {
    pages.push([]);
    left = room;
  };
  const put = (cells: readonly Cell[]) => {
    const height = heightOf(cells);
    pages.at(-1)!.push({ cells, height });
    left -= height;
  };
  for (const [index, row] of rows.entries()) {
    let cells = row;
    const height = heightOf(cells);
    const needed = Math.min(room, Math.max(height, keptHeight(rows, index, heightOf)));
    const isWhole = height <= room;
    if (needed > left && pages.at(-1)!.length > 0 && (isWhole || left < room / 3)) turn();
    while (heightOf(cells) > left) {
      const [part, rest] = splitRow(cells, table, left - cellMargins.down);
      put(part);
      turn();
      cells = rest;
    }
    put(cells);
  }
  return pages;
}

/** Of a heading, those below it, and the first row under them; of any other row only its own. */
function keptHeight(rows: Table['rows'], from: number, heightOf: (cells: readonly Cell[]) => number): number {
  const end = rows.findIndex((cells, index) => index >= from && !isHead(cells));
  return rows.slice(from, end < 0 ? rows.length : end + 1).reduce((sum, cells) => sum + heightOf(cells), 0);
}

function isHead(cells: readonly Cell[]): boolean {
  return cells.some(({ heads }) => heads);
}

/** Repeats the first cell to show what the row is about. */
function splitRow(cells: readonly Cell[], { widths, continued }: Table, height: number): [Cell[], Cell[]] {
  const split = cells.map(({ text }, index) =>
    splitText(
      text,
      { width: widths[index]! - cellMargins.across, height: Math.max(height, lineHeight({ size })) },
      { size },
    ),
  );
  const part = cells.map((cell, index) => ({ ...cell, text: split[index]!.fits }));
  const rest = cells.map((_, index) => {
    const { fits, rest: remaining } = split[index]!;
    const name = fits.endsWith(`(${continued})`) ? fits : `${fits} (${continued})`;
    return index === 0 && remaining === '' ? { text: name } : { text: remaining };
  });
  return [part, rest];
}

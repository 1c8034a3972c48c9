/** A table on as many slides as it takes; a row higher than a slide continues on the next. Pure. */
import { bodyHeight, bodyTop, type Cell, type Slide } from './slide';
import { breaksWord, lineHeight, splitText, textHeight } from './text-fit';

export interface Table {
  readonly title: string;
  /** The word for a row that continues. */
  readonly continued: string;
  /** In inches, one per column. */
  readonly widths: readonly number[];
  readonly head: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** Inner margins of a cell, left and right together, and above and below together. */
export const cellMargins = { across: 0.16, down: 0.1 };
export const tableTop = bodyTop - 0.35;
const sizes = [16, 14, 12] as const;
const smallest = 11;
const fullHeight = bodyHeight + 0.3;

type Row = Extract<Slide, { kind: 'table' }>['rows'][number];

/** Uses the largest font size that takes no more slides than the smallest size and breaks no word. */
export function tableSlides(table: Table): Slide[] {
  const fewest = pagesOf(table, smallest).length;
  const size =
    sizes.find((each) => pagesOf(table, each).length === fewest && !breaksAny(table, each)) ?? smallest;
  const { title, widths, head } = table;
  return pagesOf(table, size).map((page) => ({
    ...{ kind: 'table', title, size, widths, head, rows: page },
  }));
}

function breaksAny({ widths, head, rows }: Table, size: number): boolean {
  const isBroken = (text: string, index: number, bold: boolean) =>
    breaksWord(text, widths[index]! - cellMargins.across, { size, bold });
  return (
    head.some((text, index) => isBroken(text, index, true)) ||
    rows.some((cells) => cells.some(({ text }, index) => isBroken(text, index, false)))
  );
}

function heightIn({ widths }: Table, size: number) {
  return (cells: readonly Cell[], bold = false) =>
    cellMargins.down +
    Math.max(
      ...cells.map(({ text }, index) =>
        textHeight(text, widths[index]! - cellMargins.across, { size, bold }),
      ),
    );
}

function pagesOf(table: Table, size: number): Row[][] {
  const { rows, head } = table;
  const heightOf = heightIn(table, size);
  const headRow = head.map((text) => ({ text }));
  const room = fullHeight - heightOf(headRow, true);
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
    const next = rows[index + 1];
    const needed = height + (isHead(cells) && next ? Math.min(heightOf(next), room - height) : 0);
    if (needed > left && pages.at(-1)!.length > 0 && (height <= room || left < room / 3)) turn();
    while (heightOf(cells) > left) {
      const [part, rest] = splitRow(cells, table, left - cellMargins.down, size);
      put(part);
      turn();
      cells = rest;
    }
    put(cells);
  }
  return pages;
}

function isHead(cells: readonly Cell[]): boolean {
  return cells.some(({ heads }) => heads);
}

/** Repeats the first cell to show what the row is about. */
function splitRow(
  cells: readonly Cell[],
  { widths, continued }: Table,
  height: number,
  size: number,
): [Cell[], Cell[]] {
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

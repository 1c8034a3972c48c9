/** A table over as many slides as it takes; a row that is higher than a slide goes on in the next. Pure. */
import { bodyHeight, bodyTop, type Cell, type Slide } from './slide';
import { lineHeight, splitText, textHeight } from './text-fit';

export interface Table {
  readonly title: string;
  /** The word for a table or row that continues. */
  readonly continued: string;
  /** In inches, one a column. */
  readonly widths: readonly number[];
  readonly head: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** Inner margins of a cell, left and right together, and above and below together. */
export const cellMargins = { across: 0.16, down: 0.1 };
export const tableTop = bodyTop - 0.35;
const size = 11;
const fullHeight = bodyHeight + 0.3;

type Row = Extract<Slide, { kind: 'table' }>['rows'][number];

export function tableSlides({ title, continued, widths, head, rows }: Table): Slide[] {
  const heightOf = (cells: readonly Cell[], bold = false) =>
    cellMargins.down +
    Math.max(
      ...cells.map(({ text }, index) =>
        textHeight(text, widths[index]! - cellMargins.across, { size, bold }),
      ),
    );
  const room =
    fullHeight -
    heightOf(
      head.map((text) => ({ text })),
      true,
    );
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
      const [part, rest] = splitRow(cells, widths, left - cellMargins.down, continued);
      put(part);
      turn();
      cells = rest;
    }
    put(cells);
  }
  return pages.map((page, index) => ({
    ...{ kind: 'table', size, widths, head, rows: page },
    title: index === 0 ? title : `${title} (${continued})`,
  }));
}

function isHead(cells: readonly Cell[]): boolean {
  return cells.some(({ heads }) => heads);
}

/** The first cell says again what the row is about. */
function splitRow(
  cells: readonly Cell[],
  widths: readonly number[],
  height: number,
  continued: string,
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

/** Draws a table of a slide. */
import type PptxGenJS from 'pptxgenjs';
import { type Light } from '../../../goals/schema';
import { bodySize, type Cell, cellMargins, isSpanning, type Slide } from '../page/slide';
import { colours, font } from './theme';

type Rows = Extract<Slide, { kind: 'table' }>['rows'];

/** Lengths in inches. */
export interface DrawnTable {
  readonly x: number;
  readonly y: number;
  readonly widths: readonly number[];
  readonly headHeight: number;
  readonly head: readonly string[];
  readonly rows: Rows;
}

export function drawTableAt(drawn: PptxGenJS.Slide, table: DrawnTable): void {
  const { x, y, widths, headHeight, head, rows } = table;
  const top = head.map((text) => ({
    text,
    options: { ...plain, bold: true, color: colours.white, fill: { color: colours.dark } },
  }));
  drawn.addTable([top, ...rows.map(({ cells }) => rowOf(cells))], {
    ...{ x, y, w: widths.reduce((sum, width) => sum + width, 0), colW: [...widths], autoPage: false },
    rowH: [headHeight, ...rows.map(({ height }) => height)],
    border: { type: 'solid', pt: 0.5, color: colours.line },
  });
}

const [sideways, upright] = [cellMargins.across / 2, cellMargins.down / 2];
const plain = {
  ...{ fontFace: font, fontSize: bodySize, valign: 'top' as const },
  margin: [upright, sideways, upright, sideways] as [number, number, number, number],
};

function rowOf(cells: readonly Cell[]) {
  if (!isSpanning(cells)) return cells.map((cell) => bodyCell(cell));
  const { text, options } = bodyCell(cells[0]!);
  return [{ text, options: { ...options, colspan: cells.length } }];
}

function bodyCell({ text, light, centred, heads }: Cell) {
  return {
    text,
    options: {
      ...{ ...plain, color: colours.text },
      ...(centred && { align: 'center' as const, valign: 'middle' as const }),
      ...(light && lightCell(light)),
      ...(heads && { bold: true, fill: { color: colours.pale } }),
    },
  };
}

function lightCell(light: Light) {
  const { fill, letters } = colours.lights[light];
  return { bold: true, color: letters, fill: { color: fill } };
}

/** Draws a table of a slide. */
import type PptxGenJS from 'pptxgenjs';
import { type Light } from '../../../goals/schema';
import { type Cell, cellMargins, isSpanning, type Slide } from '../page/slide';
import { colours, font } from './theme';

type Rows = Extract<Slide, { kind: 'table' }>['rows'];

/** Lengths in inches, the font size in points. */
export interface DrawnTable {
  readonly x: number;
  readonly y: number;
  readonly widths: readonly number[];
  readonly headHeight: number;
  readonly head: readonly string[];
  readonly rows: Rows;
  readonly size: number;
}

export function drawTableAt(drawn: PptxGenJS.Slide, table: DrawnTable): void {
  const { x, y, widths, headHeight, head, rows, size } = table;
  const plain = plainCell(size);
  const top = head.map((text) => ({
    text,
    options: { ...plain, bold: true, color: colours.white, fill: { color: colours.dark } },
  }));
  drawn.addTable([top, ...rows.map(({ cells }) => rowOf(cells, plain))], {
    ...{ x, y, w: widths.reduce((sum, width) => sum + width, 0), colW: [...widths], autoPage: false },
    rowH: [headHeight, ...rows.map(({ height }) => height)],
    border: { type: 'solid', pt: 0.5, color: colours.line },
  });
}

type Look = ReturnType<typeof plainCell>;

function plainCell(size: number) {
  const [sideways, upright] = [cellMargins.across / 2, cellMargins.down / 2];
  return {
    ...{ fontFace: font, fontSize: size, valign: 'top' as const },
    margin: [upright, sideways, upright, sideways] as [number, number, number, number],
  };
}

function rowOf(cells: readonly Cell[], plain: Look) {
  if (!isSpanning(cells)) return cells.map((cell) => bodyCell(cell, plain));
  const { text, options } = bodyCell(cells[0]!, plain);
  return [{ text, options: { ...options, colspan: cells.length } }];
}

function bodyCell({ text, light, centred, heads }: Cell, plain: Look) {
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

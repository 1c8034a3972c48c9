/** Draws a column's items; consecutive texts share a box, so that they can be edited together. */
import type PptxGenJS from 'pptxgenjs';
import { asDecoration, describedBy } from './marks';
import { colours, font } from './theme';
import {
  bodySize,
  type Column,
  type Grid,
  type Item,
  type Placed,
  signs,
  type StripCell,
} from '../page/slide';
import { drawTableAt } from './draw-table';
import { gridHeights, gridWidths } from '../page/grid';
import { lettering } from '../page/paginate';

type Drawn = PptxGenJS.Slide;
type Text = Extract<Item, { kind: 'text' }>;
interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export function drawItems(drawn: Drawn, { frame, placed }: Column): void {
  const at = ({ y, height }: Placed): Box => ({ x: frame.x, y: frame.y + y, w: frame.width, h: height });
  for (const together of grouped(placed)) {
    const [first] = together;
    const last = together.at(-1)!;
    const box = at({ ...first, height: last.y + last.height - first.y });
    const { item } = first;
    if (item.kind === 'text')
      drawTexts(drawn, together, { box, valign: isAboveBar(placed, first) ? 'bottom' : 'top' });
    else if (item.kind === 'bar') drawBar(drawn, item, box);
    else if (item.kind === 'strip') drawStrip(drawn, item.cells, box);
    else if (item.kind === 'grid') drawGrid(drawn, item, box);
    else drawChart(drawn, item, box);
  }
}

/** Consecutive texts together, those above a bar apart; every other item alone. */
function grouped(placed: readonly Placed[]): [Placed, ...Placed[]][] {
  const groups: [Placed, ...Placed[]][] = [];
  for (const each of placed) {
    const group = groups.at(-1);
    const isText = each.item.kind === 'text' && group?.[0].item.kind === 'text';
    if (group && isText && !isAboveBar(placed, each)) group.push(each);
    else groups.push([each]);
  }
  return groups;
}

/** Texts take less room than estimated, so a task's texts are placed directly on its bar to show that they belong. */
function isAboveBar(placed: readonly Placed[], each: Placed): boolean {
  const at = placed.indexOf(each);
  const before = placed[at - 1];
  if (before && isStyled(before, 'heading')) return false;
  const first = isStyled(each, 'heading') ? placed[at + 1] : each;
  if (!first || !isStyled(first, 'strong')) return false;
  const next = placed.slice(placed.indexOf(first) + 1).find((other) => !isStyled(other, 'body'));
  return next?.item.kind === 'bar';
}

function isStyled({ item }: Placed, style: Text['style']): boolean {
  return item.kind === 'text' && item.style === style;
}

interface TextBox {
  readonly box: Box;
  readonly valign: 'top' | 'bottom';
}

function drawTexts(drawn: Drawn, placed: readonly Placed[], { box, valign }: TextBox): void {
  const runs = placed.flatMap(({ item, y }, index) => {
    const before = placed[index - 1];
    const gap = before ? Math.max(0, y - before.y - before.height) * 72 : 0;
    return runsOf(item as Text, gap, index === placed.length - 1);
  });
  drawn.addText(runs, { ...box, margin: 0, fontFace: font, valign });
}

/** @param gap above the paragraph, in points */
function runsOf(item: Text, gap: number, isLast: boolean): PptxGenJS.TextProps[] {
  const color = item.style === 'heading' ? colours.accentText : colours.text;
  const look = { fontSize: bodySize, bold: lettering(item).bold, color };
  const lines = item.text.split('\n');
  return lines.flatMap((line, index): PptxGenJS.TextProps[] => {
    const ends = { breakLine: !(isLast && index === lines.length - 1) };
    const space = index === 0 ? { paraSpaceBefore: gap } : {};
    const sign = index === 0 && item.light ? signs[item.light] : '';
    if (!item.light || !sign) return [{ text: line, options: { ...look, ...space, ...ends } }];
    const signLook = { ...look, ...space, bold: true, color: colours.lights[item.light].sign };
    return [
      { text: sign, options: { ...signLook, breakLine: false } },
      { text: line.slice(sign.length), options: { ...look, ...ends } },
    ];
  });
}

function drawBar(drawn: Drawn, { share, light, text }: Extract<Item, { kind: 'bar' }>, box: Box): void {
  const [y, h] = [box.y + 0.03, 0.1];
  const line = { color: colours.quiet, width: 0.5 };
  drawn.addShape('rect', { ...box, y, h, fill: { color: colours.empty }, line, ...describedBy(text) });
  if (share > 0)
    drawn.addShape('rect', {
      ...box,
      y,
      h,
      w: (box.w * share) / 100,
      fill: { color: colours.lights[light].sign },
      line,
      ...asDecoration,
    });
}

function drawStrip(drawn: Drawn, cells: readonly StripCell[], box: Box): void {
  const w = box.w / cells.length;
  cells.forEach(({ label, light, word }, index) => {
    const x = box.x + index * w;
    const shared = { fontFace: font, margin: 0, align: 'center', valign: 'middle' } as const;
    const fontSize = cells.length > 4 ? 7 : bodySize;
    drawn.addText(label, { ...shared, x, y: box.y, w, h: 0.24, fontSize, bold: true, color: colours.text });
    const { fill, letters } = light ? colours.lights[light] : { fill: colours.white, letters: colours.text };
    drawn.addText(light ? `${signs[light]} ${word}` : '', {
      ...(light ? {} : asDecoration),
      ...{ ...shared, x: x + 0.03, y: box.y + 0.24, w: w - 0.06, h: 0.48, fontSize, shape: 'rect' },
      ...{ fill: { color: fill }, line: { color: colours.line, width: 0.75 }, color: letters },
    });
  });
}

function drawGrid(drawn: Drawn, grid: Grid, { x, y, w }: Box): void {
  const widths = gridWidths(grid, w);
  const [head = 0, ...heights] = gridHeights(grid, w);
  const rows = grid.rows.map((cells, index) => ({ cells, height: heights[index]! }));
  drawTableAt(drawn, { x, y, widths, headHeight: head, head: grid.head, rows });
}

/** Bars, with a line at the target. */
function drawChart(
  drawn: Drawn,
  { title, points, target, text }: Extract<Item, { kind: 'chart' }>,
  box: Box,
): void {
  const [labels, values] = [points.map(({ label }) => label), points.map(({ value }) => value)];
  const levels = [...values, target ?? 0];
  const highest = Math.max(0, ...levels);
  const bars = { type: 'bar' as const, data: [{ name: '', labels, values }], options: barLook };
  const line = { type: 'line' as const, data: [{ name: '', labels, values: labels.map(() => target ?? 0) }] };
  const look: PptxGenJS.IChartOpts = {
    altText: text,
    ...{ title, showTitle: true, titleFontSize: chartSize, titleFontFace: font, titleBold: true },
    ...{ ...box, showLegend: false, valAxisHidden: true, valGridLine: { style: 'none' } },
    ...{ catAxisLabelFontSize: chartSize, catAxisLabelFontFace: font, dataLabelFormatCode: 'General' },
    // Below negative bars, not across them.
    catAxisLabelPos: 'low',
    valAxisMinVal: Math.min(0, ...levels.map((value) => value * 1.3)),
    // Room for the figure above the highest bar.
    ...(highest > 0 && { valAxisMaxVal: highest * 1.3 }),
  };
  if (target === undefined) drawn.addChart('bar', bars.data, { ...look, ...barLook });
  // pptxgenjs takes the options of a combined chart in the place of the data.
  else drawn.addChart([bars, { ...line, options: lineLook }], look as never);
}

const chartSize = 10;
const barLook = {
  ...{ chartColors: [colours.accent], barGapWidthPct: 80, showValue: true },
  ...{ dataLabelFontSize: chartSize, dataLabelFontFace: font },
};
const lineLook = {
  chartColors: [colours.dark],
  lineSize: 1.5,
  lineDataSymbol: 'none' as const,
  showValue: false,
};

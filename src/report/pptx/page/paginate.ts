/** Lays items out in columns in the deck's one size; what does not fit continues on further slides. Pure. */
import {
  bodyHeight,
  bodySize,
  bodyTop,
  bodyWidth,
  type Column,
  type Frame,
  type Item,
  margin,
  type Placed,
} from './slide';
import { breaksInGrid, gridHeight, splitGrid } from './grid';
import { breaksWord, lineHeight, splitText, textHeight } from '../../office/text-fit';

const between = 0.3;

/**
 * The columns of one slide and of those that continue it.
 * @param layouts shares of the slide's width, one per column; the one that breaks no word and takes the fewest slides
 *   is used, else the first
 * @param continued the word for it
 * @param top of the first slide's columns, in inches
 */
export function flowColumns(
  columns: readonly (readonly Item[])[],
  layouts: readonly [readonly number[], ...(readonly number[])[]],
  continued: string,
  top?: number,
): Column[][] {
  const flows = layouts.map((shares) => {
    const frames = framesOf(shares, top);
    const isBroken = columns.some((items, index) => breaksAny(items, frames[index]!.width));
    return { isBroken, slides: flow(columns, frames, continued) };
  });
  const whole = flows.filter(({ isBroken }) => !isBroken);
  const [best] = (whole.length > 0 ? whole : flows).sort((a, b) => a.slides.length - b.slides.length);
  return best!.slides;
}

function flow(
  columns: readonly (readonly Item[])[],
  frames: readonly Frame[],
  continued: string,
): Column[][] {
  const first = columns.map((items, index) => fill(items, frames[index]!, continued));
  return [
    first.map(({ column }) => column),
    ...continuing(
      first.flatMap(({ rest }) => rest),
      continued,
    ),
  ];
}

/** Slides of two columns for what did not fit. */
export function continuing(items: readonly Item[], continued: string): Column[][] {
  const slides: Column[][] = [];
  let rest = items;
  while (rest.length > 0) {
    const next: Column[] = [];
    for (const frame of framesOf([1, 1])) {
      if (rest.length === 0) break;
      const filled = fill(rest, frame, continued);
      next.push(filled.column);
      rest = filled.rest;
    }
    slides.push(next);
  }
  return slides;
}

function breaksAny(items: readonly Item[], width: number): boolean {
  return items.some(
    (item) =>
      (item.kind === 'text' && breaksWord(item.text, width, lettering(item))) ||
      (item.kind === 'grid' && breaksInGrid(item, width)),
  );
}

/** Columns side by side. @param top of all, in inches */
export function framesOf(shares: readonly number[], top = bodyTop): Frame[] {
  const sum = shares.reduce((total, share) => total + share, 0);
  const room = bodyWidth - between * (shares.length - 1);
  let x = margin;
  return shares.map((share) => {
    const frame = { x, y: top, width: (room * share) / sum, height: bodyTop + bodyHeight - top };
    x += frame.width + between;
    return frame;
  });
}

interface Filled {
  readonly column: Column;
  readonly rest: readonly Item[];
}

/** @param continued the word beside a heading that is repeated */
export function fill(items: readonly Item[], frame: Frame, continued: string): Filled {
  const placed: Placed[] = [];
  let y = 0;
  let under: string | undefined;
  const filled = { column: { frame, placed } };
  const place = (part: Item) => {
    const height = heightOf(part, frame.width);
    placed.push({ item: part, y, height });
    y += height;
  };
  for (const [index, item] of items.entries()) {
    if (y > 0) y += gapBefore(item);
    if (isHeading(item)) under = item.text;
    const room = frame.height - y;
    const whole = heightOf(item, frame.width) <= room;
    if (whole && (y === 0 || !isWithNext(item) || chainHeight(items, index, frame.width) <= room)) {
      place(item);
      continue;
    }
    const isFirst = placed.every((each) => isHeading(each.item));
    const { fits, rest } = partOf(item, { width: frame.width, room, isFirst });
    if (fits) place(fits);
    const others = [...(fits ? (rest ? [rest] : []) : [item]), ...items.slice(index + 1)];
    const next = others[0];
    return { ...filled, rest: next && !isHeading(next) ? [...again(under, continued), ...others] : others };
  }
  return { ...filled, rest: [] };
}

/** A text of no more lines is not divided. */
const fewLines = 5;

/** What of an item is not parted from what is before it. */
function beginningHeight(item: Item, width: number): number {
  const whole = heightOf(item, width);
  const line = lineHeight({ size: bodySize });
  return item.kind === 'text' && whole > (fewLines + 0.5) * line ? 2 * line : whole;
}

/** What of an item fits into the rest of a column, and what continues in the next; nothing if all of it does. */
function partOf(
  item: Item,
  { width, room, isFirst }: { readonly width: number; readonly room: number; readonly isFirst: boolean },
): { readonly fits?: Item; readonly rest?: Item } {
  if (item.kind === 'grid') return splitGrid(item, { width, height: room, atLeast: isFirst ? 1 : 0 });
  if (item.kind !== 'text') return isFirst ? { fits: item } : {};
  if (!isFirst && (isWithNext(item) || room < beginningHeight(item, width))) return {};
  const { fits, rest } = splitText(item.text, { width, height: room }, lettering(item));
  const plain = { kind: item.kind, style: item.style };
  return { fits: { ...item, text: fits }, ...(rest && { rest: { ...plain, text: rest } }) };
}

/** Of items that stay together and the beginning of what follows them; a heading is never the last in a column. */
function chainHeight(items: readonly Item[], from: number, width: number): number {
  const end = items.findIndex((item, index) => index >= from && !isWithNext(item));
  const chain = items.slice(from, end < 0 ? items.length : end);
  const next = end < 0 ? undefined : items[end]!;
  const start = next ? beginningHeight(next, width) : 0;
  return chain.reduce(
    (sum, item, index) => sum + heightOf(item, width) + (index > 0 ? gapBefore(item) : 0),
    (next ? gapBefore(next) : 0) + start,
  );
}

function again(under: string | undefined, continued: string): Item[] {
  if (under === undefined) return [];
  const text = under.endsWith(`(${continued})`) ? under : `${under} (${continued})`;
  return [{ kind: 'text', style: 'heading', text }];
}

function isWithNext(item: Item): boolean {
  return item.kind === 'text' && (item.style !== 'body' || item.withNext === true);
}

function isHeading(item: Item): item is Extract<Item, { kind: 'text' }> & { style: 'heading' } {
  return item.kind === 'text' && item.style === 'heading';
}

function gapBefore(item: Item): number {
  if (item.kind !== 'text') return 0.05;
  return { heading: 0.16, strong: 0.09, body: 0.03 }[item.style];
}

export function lettering(item: Extract<Item, { kind: 'text' }>) {
  return { size: bodySize, bold: item.style !== 'body' };
}

export function heightOf(item: Item, width: number): number {
  switch (item.kind) {
    case 'text':
      return textHeight(item.text, width, lettering(item));
    case 'bar':
      return 0.16;
    case 'strip':
      return 0.74;
    case 'chart':
      return 1.6;
    case 'grid':
      return gridHeight(item, width) + 0.05;
  }
}

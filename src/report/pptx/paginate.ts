/** Lays items out in columns; items that do not fit at 10 points continue on further slides. Pure. */
import {
  bodyHeight,
  bodyTop,
  bodyWidth,
  type Column,
  type Frame,
  type Item,
  margin,
  type Placed,
} from './slide';
import { breaksWord, lineHeight, splitText, textHeight } from './text-fit';

const sizes = [18, 16, 14, 13, 12, 11, 10] as const;
/** Easy to read: continued texts are set in it, and words are kept whole down to it. */
const easySize = 12;
const between = 0.3;

/**
 * The columns of one slide and of those that continue it: one column's items are set in one size, the largest at
 * which everything fits and no word is broken.
 * @param layouts shares of the slide's width, one per column; the one with the largest text is used, else the first
 * @param continued the word for it
 */
export function flowColumns(
  columns: readonly (readonly Item[])[],
  layouts: readonly [readonly number[], ...(readonly number[])[]],
  continued: string,
): Column[][] {
  const filled = (size: number, shares: readonly number[]) => {
    const frames = framesOf(shares);
    return columns.map((items, index) => fill(items, frames[index]!, size, continued));
  };
  const isWhole = (all: ReturnType<typeof filled>) => all.every(({ rest }) => rest.length === 0);
  const tried = sizes.flatMap((size) => layouts.map((shares) => [size, shares] as const));
  const isUnbroken = (size: number, shares: readonly number[]) =>
    size >= easySize &&
    framesOf(shares).every(({ width }, index) => !breaksAny(columns[index]!, width, size));
  const whole = tried.filter(([size, shares]) => isWhole(filled(size, shares)));
  const fitting = whole.find(([size, shares]) => isUnbroken(size, shares)) ?? whole[0];
  const first = filled(...(fitting ?? ([sizes.at(-1)!, layouts[0]] as const)));
  const slides = [first.map(({ column }) => column)];
  let rest = first.flatMap((filled) => filled.rest);
  while (rest.length > 0) {
    const next: Column[] = [];
    for (const frame of framesOf([1, 1])) {
      const filled = fill(rest, frame, easySize, continued);
      next.push(filled.column);
      rest = filled.rest;
    }
    slides.push(next);
  }
  return slides;
}

function breaksAny(items: readonly Item[], width: number, size: number): boolean {
  return items.some((item) => item.kind === 'text' && breaksWord(item.text, width, lettering(item, size)));
}

function framesOf(shares: readonly number[]): Frame[] {
  const sum = shares.reduce((total, share) => total + share, 0);
  const room = bodyWidth - between * (shares.length - 1);
  let x = margin;
  return shares.map((share) => {
    const frame = { x, y: bodyTop, width: (room * share) / sum, height: bodyHeight };
    x += frame.width + between;
    return frame;
  });
}

function fill(
  items: readonly Item[],
  frame: Frame,
  size: number,
  continued: string,
): { readonly column: Column; readonly rest: Item[] } {
  const placed: Placed[] = [];
  let y = 0;
  let under: string | undefined;
  for (const [index, item] of items.entries()) {
    if (y > 0) y += gapBefore(item);
    const filled = { column: { frame, size, placed } };
    const place = (part: Item) => {
      const height = heightOf(part, frame.width, size);
      placed.push({ item: part, y, height });
      y += height;
    };
    if (isHeading(item)) under = item.text;
    const room = frame.height - y;
    const whole = heightOf(item, frame.width, size) <= room;
    if (whole && (y === 0 || !isWithNext(item) || startsBelow(items[index + 1], item, frame, size, room)))
      place(item);
    else if (item.kind !== 'text' || (placed.length > 0 && (isWithNext(item) || room < lineHeight({ size }))))
      return { ...filled, rest: items.slice(index) };
    else {
      const { fits, rest } = splitText(
        item.text,
        { width: frame.width, height: room },
        lettering(item, size),
      );
      place({ ...item, text: fits });
      const plain = { kind: item.kind, style: item.style };
      return {
        ...filled,
        rest: [...again(under, continued), { ...plain, text: rest }, ...items.slice(index + 1)],
      };
    }
  }
  return { column: { frame, size, placed }, rest: [] };
}

/** A heading is never the last thing in a column. */
function startsBelow(next: Item | undefined, item: Item, frame: Frame, size: number, room: number): boolean {
  if (!next) return true;
  const needed = next.kind === 'text' ? 2 * lineHeight({ size }) : heightOf(next, frame.width, size);
  return heightOf(item, frame.width, size) + needed <= room;
}

function again(under: string | undefined, continued: string): Item[] {
  if (under === undefined) return [];
  const text = under.endsWith(`(${continued})`) ? under : `${under} (${continued})`;
  return [{ kind: 'text', style: 'heading', text }];
}

function isWithNext(item: Item): boolean {
  return item.kind === 'text' && item.style !== 'body';
}

function isHeading(item: Item): item is Extract<Item, { kind: 'text' }> & { style: 'heading' } {
  return item.kind === 'text' && item.style === 'heading';
}

function gapBefore(item: Item): number {
  if (item.kind !== 'text') return 0.05;
  return { heading: 0.16, strong: 0.09, body: 0.03 }[item.style];
}

export function lettering(item: Extract<Item, { kind: 'text' }>, size: number) {
  return { size, bold: item.style !== 'body' };
}

function heightOf(item: Item, width: number, size: number): number {
  switch (item.kind) {
    case 'text':
      return textHeight(item.text, width, lettering(item, size));
    case 'bar':
      return 0.16;
    case 'strip':
      return 0.62;
    case 'chart':
      return 1.1;
  }
}

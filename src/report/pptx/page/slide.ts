/** The content of a slide before it is drawn. Lengths are in inches, on a slide of 13.33 × 7.5. */
import { type Light, type Locale } from '../../../goals/schema';
import { signs } from '../../content/signs';

export { signs };

/** One thing in a column. */
export type Item =
  | {
      readonly kind: 'text';
      readonly style: 'heading' | 'strong' | 'body';
      readonly text: string;
      /** It stays on one slide with what follows, as a heading does. */
      readonly withNext?: true;
      /** The text's first letter is the light's sign, in its colour. */
      readonly light?: Light;
    }
  /** @param share 0–100; `text` is its alternative text */
  | { readonly kind: 'bar'; readonly share: number; readonly light: Light; readonly text: string }
  | { readonly kind: 'strip'; readonly cells: readonly StripCell[] }
  | {
      readonly kind: 'chart';
      readonly title: string;
      readonly points: readonly Point[];
      readonly target?: number;
      /** Its alternative text. */
      readonly text: string;
    }
  | Grid;

/** A small table in a column. */
export interface Grid {
  readonly kind: 'grid';
  readonly head: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** Each column's share of the width. */
  readonly shares: readonly number[];
}

/** One round of the year; without a light if there was no round. */
export interface StripCell {
  readonly label: string;
  readonly light?: Light;
  readonly word?: string;
}

export interface Point {
  readonly label: string;
  readonly value: number;
}

export interface Placed {
  readonly item: Item;
  readonly y: number;
  readonly height: number;
}

export interface Frame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Column {
  readonly frame: Frame;
  readonly placed: readonly Placed[];
}

export interface Badge {
  readonly light: Light;
  readonly word: string;
}

export interface Cell {
  readonly text: string;
  readonly light?: Light;
  readonly centred?: boolean;
  /** The row is a heading of those below it, and stays with the first of them. */
  readonly heads?: boolean;
}

/** No two slides of a show have the same title; see `titles.ts`. */
export type Slide =
  | { readonly kind: 'title' | 'divider'; readonly title: string; readonly lines: readonly string[] }
  | {
      readonly kind: 'page';
      /** Defaults to the show's. */
      readonly language?: Locale;
      readonly crumb: string;
      readonly title: string;
      readonly badge?: Badge;
      readonly columns: readonly Column[];
    }
  | {
      readonly kind: 'table';
      readonly title: string;
      readonly widths: readonly number[];
      readonly head: readonly string[];
      readonly rows: readonly { readonly cells: readonly Cell[]; readonly height: number }[];
    };

/** In points: one size for all text of a deck, the smallest that is read easily on a wall; longer text continues. */
export const bodySize = 12;
export const slideWidth = 13.333;
export const margin = 0.5;
export const bodyTop = 1.35;
export const bodyHeight = 5.6;
export const bodyWidth = slideWidth - 2 * margin;
export const titleSize = 20;
/** The light is to the right of a page's title. */
export const titleWidth = bodyWidth - 2.6;
/** Inner margins of a table's cell, left and right together, and above and below together. */
export const cellMargins = { across: 0.16, down: 0.1 };

/** A heading row is one cell across the table. */
export function isSpanning(cells: readonly Cell[]): boolean {
  return cells.length > 1 && cells.every(({ heads, text }, index) => heads && (index === 0 || text === ''));
}

/** "Title (2/3)" on each slide of a title that takes several. */
export function numbered(title: string, index: number, count: number): string {
  return count === 1 ? title : `${title} (${index + 1}/${count})`;
}

/** The slides of one title; each of several is numbered. */
export function pageSlides(
  pages: readonly (readonly Column[])[],
  { title, ...page }: Omit<Extract<Slide, { kind: 'page' }>, 'kind' | 'columns'>,
): Slide[] {
  return pages.map((columns, index) => ({
    ...{ kind: 'page', ...page, columns },
    title: numbered(title, index, pages.length),
  }));
}

/** A row that is a heading for those below it. @param columns how many the table has */
export function headRow(text: string, columns: number): Cell[] {
  return Array.from({ length: columns }, (_, index) => ({ text: index === 0 ? text : '', heads: true }));
}

export function heading(text: string): Item {
  return { kind: 'text', style: 'heading', text };
}

export function strong(text: string): Item {
  return { kind: 'text', style: 'strong', text };
}

export function body(text: string): Item {
  return { kind: 'text', style: 'body', text };
}

/** The item with what follows it. */
export function withNext(item: Item): Item {
  return item.kind === 'text' ? { ...item, withNext: true } : item;
}

/** A text after the sign of a light. */
export function signed(light: Light, text: string): Item {
  return { kind: 'text', style: 'body', text: `${signs[light]} ${text}`, light };
}

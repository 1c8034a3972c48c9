/** The content of a slide before it is drawn. Lengths are in inches, on a slide of 13.33 × 7.5. */
import { type Light, type Locale } from '../../goals/schema';

/** One thing in a column. */
export type Item =
  | {
      readonly kind: 'text';
      readonly style: 'heading' | 'strong' | 'body';
      readonly text: string;
      /** The text's first letter is the light's sign, in its colour. */
      readonly light?: Light;
    }
  /** @param share 0–100; `text` is its alternative text */
  | { readonly kind: 'bar'; readonly share: number; readonly light: Light; readonly text: string }
  | { readonly kind: 'strip'; readonly cells: readonly StripCell[] }
  /** @param text its alternative text */
  | { readonly kind: 'chart'; readonly points: readonly Point[]; readonly text: string };

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
  /** The text's, in points. */
  readonly size: number;
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
      readonly size: number;
      readonly widths: readonly number[];
      readonly head: readonly string[];
      readonly rows: readonly { readonly cells: readonly Cell[]; readonly height: number }[];
    };

export const slideWidth = 13.333;
export const margin = 0.5;
export const bodyTop = 1.35;
export const bodyHeight = 5.5;
export const bodyWidth = slideWidth - 2 * margin;

/** Readable in grey print too: a light is never a colour only. */
export const signs: Readonly<Record<Light, string>> = {
  green: '●',
  yellow: '▲',
  red: '■',
  'not-assessable': '◊',
  'not-answered': '○',
};

export function heading(text: string): Item {
  return { kind: 'text', style: 'heading', text };
}

export function strong(text: string): Item {
  return { kind: 'text', style: 'strong', text };
}

export function body(text: string): Item {
  return { kind: 'text', style: 'body', text };
}

/** A text after the sign of a light. */
export function signed(light: Light, text: string): Item {
  return { kind: 'text', style: 'body', text: `${signs[light]} ${text}`, light };
}

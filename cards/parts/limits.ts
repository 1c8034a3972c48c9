/** How much a card shows, so that it stays below the size that Teams always takes. */
import { type Field } from '../../src/goals/schema';

/** Bytes on the wire below which a card is never refused. In UTF-16 that is 56 KB, of the 100 KB that Teams takes. */
export const largestCard = 28 * 1024;

/** Bytes of a value as JSON on the wire. */
export function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}

/** Longest free text; 5,000 is the longest of the ministry's survey. */
export const longestText = (field: Field): number => field.maxLength ?? 5000;

/** So many more may be typed or pasted, so that the person is told instead of losing the end without a word. */
export const excess = 1000;

/** Longest text of a number with its unit that anybody typed in the documents, with room to spare. */
export const longestNumber = 60;

/** Texts that do not come from the form are shown up to these lengths. */
export const longestShown = {
  banner: 300,
  previous: 300,
  conflict: 200,
  owners: 150,
  authors: 240,
  name: 60,
  reason: 400,
  /** A field, and its answers, on which another one depends. */
  condition: 120,
} as const;

/** So many answers of others are shown, each up to this length. */
export const othersShown = { lines: 6, length: 120 } as const;

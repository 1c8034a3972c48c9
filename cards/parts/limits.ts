/** How much a card shows, so that it stays below the size that Teams always accepts. */
import { type Field } from '../../src/goals/schema';

/** Bytes of a card that Teams never refuses. */
export const neverRefused = 28 * 1024;

/**
 * Bytes of a card's template and data on the wire: with the text for old clients, the card is below 28 KB, which is never
 * refused. In UTF-16 that is 56 KB of the 100 KB that Teams accepts.
 */
export const largestCard = neverRefused - 300;

/** The Teams store's validation allows no more on a card, and a card shows no more in one set. */
export const mostActions = 6;

/** Bytes of a value as JSON on the wire. */
export function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}

/** Longest free text; 5,000 characters is the maximum of the ministry's survey. */
export const longestText = (field: Field): number => field.maxLength ?? 5000;

/** Extra characters that inputs accept, so that a text that is too long is reported and not silently cut off. */
export const excess = 1000;

/** Longer than any number with its unit in the documents, with room to spare. */
export const longestNumber = 60;

/** Texts that are not the form's are cut to these lengths. */
export const longestShown = {
  banner: 300,
  previous: 300,
  conflict: 200,
  owners: 150,
  authors: 240,
  name: 60,
  reason: 400,
  /** The field on which another one depends, and its answers. */
  condition: 120,
} as const;

/** Longest text that can be pasted into a table's box, in UTF-16 units; it is not shown again. */
export const largestPaste = 8_000;

/** How many of the pasted lines that were not understood are shown, and how much of each. */
export const unreadShown = { lines: 8, length: 160 } as const;

/** How many answers of others are shown, and how much of each. */
export const othersShown = { lines: 6, length: 120 } as const;

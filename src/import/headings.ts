/** Headings of columns as people write them, and as they are compared. Pure. */
import { type Locale, locales } from '../goals/schema';
import { type Sheet, type SheetRow } from './sheet';

/** A column of a layout; the first of its names in a language is the one that is shown to people. */
export interface ColumnName<K extends string = string> {
  readonly key: K;
  readonly names: Readonly<Partial<Record<Locale, readonly string[]>>>;
  /** Without it the table is not of this layout. */
  readonly required?: true;
}

const months =
  'tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu|januari|februari|mars|april|maj|juni|juli|' +
  'augusti|september|oktober|november|december';
const monthNames = new RegExp(`(?<!\\p{L})(?:${months})(?:kuu)?(?!\\p{L})`, 'gu');

/**
 * "Tavoite¹\n(valtuustotason sitova) 2024" and "TAVOITE *" are both "tavoite": letters alone count, and neither what
 * stands in parentheses, nor footnote marks, nor the period that a heading names.
 */
export function comparableHeading(text: string): string {
  const words = text
    .normalize('NFC')
    .toLowerCase()
    .replace(/\([^()]*\)/g, ' ');
  return words
    .replace(/\s[a-z0-9]\)/g, ' ')
    .replace(/(?<!\p{L})[qht][1-4](?!\p{L})/gu, ' ')
    .replace(/(?<!\p{L})max(?!\p{L})/gu, ' ')
    .replace(monthNames, ' ')
    .replace(/[^\p{L}]/gu, '');
}

export interface FoundHeading<K extends string> {
  readonly key: K;
  readonly column: number;
  /** As it stands there, on one line. */
  readonly text: string;
}

export interface HeadRow<K extends string> {
  readonly language: Locale;
  readonly found: readonly FoundHeading<K>[];
  readonly missing: readonly ColumnName<K>[];
}

const longestHeading = 120;

/** The row's headings in the language in which most are found. */
export function headRow<K extends string>(row: SheetRow, columns: readonly ColumnName<K>[]): HeadRow<K> {
  const texts = [...row.cells]
    .filter(([, { kind, text }]) => kind === 'text' && text.length <= longestHeading)
    .map(([column, { text }]) => ({ column, text, compared: comparableHeading(text) }));
  const inLanguages = locales.map((language): HeadRow<K> => {
    const found = texts.flatMap(({ column, text, compared }) => {
      const known = columns.find(({ names }) =>
        names[language]?.some((name) => comparableHeading(name) === compared),
      );
      return known ? [{ key: known.key, column, text: text.replace(/\s+/g, ' ') }] : [];
    });
    const keys = new Set(found.map(({ key }) => key));
    return { language, found, missing: columns.filter(({ key, required }) => required && !keys.has(key)) };
  });
  return inLanguages.reduce((best, each) => (each.missing.length < best.missing.length ? each : best));
}

/** The row of a file that comes nearest to being the head of such a table. */
export function nearestHeadRow<K extends string>(
  sheets: readonly Sheet[],
  columns: readonly ColumnName<K>[],
): HeadRow<K> | undefined {
  let nearest: HeadRow<K> | undefined;
  for (const row of sheets.flatMap(({ rows }) => rows)) {
    const head = headRow(row, columns);
    if (head.found.length > (nearest?.found.length ?? 0)) nearest = head;
  }
  return nearest;
}

export function shownName(column: ColumnName, language: Locale): string {
  return (column.names[language] ?? column.names.fi ?? column.names.en)?.[0] ?? column.key;
}

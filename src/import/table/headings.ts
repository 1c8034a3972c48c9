/** Column headings as people write them, and how they are compared. Pure. */
import { type Locale, locales } from '../../goals/schema';
import { type Sheet, type SheetRow } from '../file/sheet';

/** A column of a layout; the first name in each language is the one shown to people. */
export interface ColumnName<K extends string = string> {
  readonly key: K;
  readonly names: Readonly<Partial<Record<Locale, readonly string[]>>>;
  /** Without it the table is not of this layout. */
  readonly required?: true;
}

const months: Readonly<Record<Locale, string>> = {
  fi: 'tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu',
  sv: 'januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december',
  en: 'january|february|march|may|june|july|august|october',
};
const anyMonth = Object.values(months).join('|');
const monthNames = new RegExp(`(?<!\\p{L})(?:${anyMonth})(?:kuu)?(?!\\p{L})`, 'gu');

/**
 * "Tavoite¹\n(valtuustotason sitova) 2024" and "TAVOITE *" are both "tavoite": only letters count, without text in
 * parentheses, footnote marks and the period that a heading names.
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
  /** As in the file, on one line. */
  readonly text: string;
}

export interface HeadRow<K extends string> {
  readonly language: Locale;
  readonly found: readonly FoundHeading<K>[];
  readonly missing: readonly ColumnName<K>[];
  /** Texts in the row that are none of these headings. */
  readonly others: readonly Pick<FoundHeading<K>, 'column' | 'text'>[];
}

const longestHeading = 120;

/** Finds a row's headings in the language in which the fewest are missing. */
export function headFinder<K extends string>(
  columns: readonly ColumnName<K>[],
): (row: SheetRow) => HeadRow<K> {
  const known = locales.map((language) => ({ language, keys: keysByName(columns, language) }));
  return ({ cells }) => {
    const texts = [...cells]
      .filter(([, { kind, text }]) => kind === 'text' && text.length <= longestHeading)
      .map(([column, { text }]) => ({ column, text, compared: comparableHeading(text) }));
    const inLanguages = known.map(({ language, keys }): HeadRow<K> => {
      const found = texts.flatMap(({ column, text, compared }) => {
        const key = keys.get(compared);
        return key === undefined ? [] : [{ key, column, text: text.replace(/\s+/g, ' ') }];
      });
      const there = new Set(found.map(({ key }) => key));
      const missing = columns.filter(({ key, required }) => required && !there.has(key));
      const others = texts.filter(({ column }) => !found.some((heading) => heading.column === column));
      return { language, found, missing, others };
    });
    return inLanguages.reduce((best, each) => (each.missing.length < best.missing.length ? each : best));
  };
}

/** If two columns have the same name, it belongs to the first. */
function keysByName<K extends string>(columns: readonly ColumnName<K>[], language: Locale): Map<string, K> {
  const keys = new Map<string, K>();
  for (const { key, names } of columns.toReversed())
    for (const name of names[language] ?? []) keys.set(comparableHeading(name), key);
  return keys;
}

/** The row of a file that is most like the head of such a table. */
export function nearestHeadRow<K extends string>(
  sheets: readonly Sheet[],
  columns: readonly ColumnName<K>[],
): HeadRow<K> | undefined {
  const headIn = headFinder(columns);
  let nearest: HeadRow<K> | undefined;
  for (const row of sheets.flatMap(({ rows }) => rows)) {
    const head = headIn(row);
    if (head.found.length > (nearest?.found.length ?? 0)) nearest = head;
  }
  return nearest;
}

export function shownName(column: ColumnName, language: Locale): string {
  return (column.names[language] ?? column.names.fi ?? column.names.en)?.[0] ?? column.key;
}

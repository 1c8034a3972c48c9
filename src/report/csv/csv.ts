/** Separated values as spreadsheets read them. Pure. */
import { type Locale } from '../../goals/schema';
import { type SeparatorName, separators } from '../content/formats';

/** Tells a spreadsheet that the text is UTF-8. */
const byteOrderMark = '\uFEFF';

/** What is between cells, and in figures. */
export interface CsvStyle {
  readonly separator: ',' | ';' | '\t';
  /** A comma only where the separator is another. */
  readonly decimal: '.' | ',';
}

/**
 * Finnish and Swedish spreadsheets read 6.5 as a date. A comma that separates cells cannot be in figures too.
 * @param chosen by default what spreadsheets in the language use
 */
export function csvStyle(locale: Locale, chosen?: SeparatorName): CsvStyle {
  const separator = chosen ?? (locale === 'en' ? ',' : ';');
  const decimal = locale === 'en' || separator === ',' ? '.' : ',';
  return { separator: separators[separator], decimal };
}

/**
 * RFC 4180 with any of the separators, and a byte order mark; every line ends with CR LF. No text becomes a formula, even
 * when the spreadsheet splits at another separator; numbers stay numbers, also those that were typed.
 * @param style by default commas and a decimal point
 */
export function csvText(
  rows: Iterable<readonly (string | number)[]>,
  style: CsvStyle = { separator: ',', decimal: '.' },
): string {
  let text = byteOrderMark;
  for (const row of rows) text += `${row.map((value) => cell(value, style)).join(style.separator)}\r\n`;
  return text;
}

function cell(value: string | number, { decimal }: CsvStyle): string {
  if (typeof value === 'number') return String(value).replace('.', decimal);
  const text = withoutFormulas(value);
  return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * Excel splits a file at its own list separator, and ignores a quotation mark inside what it then takes for a cell:
 * whatever follows a separator or a line break may begin a cell. Quotation marks before the sign disappear when the cell is
 * unquoted. Some versions treat the full-width signs like the plain ones.
 */
function withoutFormulas(text: string): string {
  if (isNumber(text)) return text;
  const pieces = text
    .split(/([\r\n])/)
    .flatMap((line) => (isNumber(line) ? [line] : line.split(/([;,\t])/).map(defused)));
  return /^[\t\r]/.test(text) ? `'${pieces.join('')}` : pieces.join('');
}

function defused(piece: string): string {
  return formula.test(piece) ? `'${piece}` : piece;
}

const formula = /^["\s]*[=+\-@＝＋－＠]/;

/** "-51", "-6,5", "-1 000", "+5 %": nothing that computes anything. A longer one with a plus is a phone number. */
function isNumber(text: string): boolean {
  const plain = text.replaceAll(/[ \u00a0\u202f]/g, '');
  return /^(?:-\d{1,15}|\+\d{1,6})(?:[.,]\d{1,15})?%?$/.test(plain);
}

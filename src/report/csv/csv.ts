/** Comma-separated values as spreadsheets read them. Pure. */

/** Tells a spreadsheet that the text is UTF-8. */
const byteOrderMark = '\uFEFF';

/**
 * RFC 4180, with a byte order mark; every line ends with CR LF. No text becomes a formula, even when the spreadsheet splits
 * at its own list separator; numbers stay numbers, with a decimal point.
 */
export function csvText(rows: Iterable<readonly (string | number)[]>): string {
  let text = byteOrderMark;
  for (const row of rows) text += `${row.map(cell).join(',')}\r\n`;
  return text;
}

function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const defused = withoutFormulas(value);
  return /[",;\t\r\n]/.test(defused) ? `"${defused.replaceAll('"', '""')}"` : defused;
}

/**
 * Excel in Finnish or Swedish splits a file at semicolons, and ignores a quotation mark inside what it then takes for a cell:
 * whatever follows a separator or a line break may begin a cell. Quotation marks before the sign disappear when the cell is
 * unquoted. Some versions treat the full-width signs like the plain ones.
 */
function withoutFormulas(text: string): string {
  const pieces = text.split(/([;,\t\r\n])/).map((piece) => (formula.test(piece) ? `'${piece}` : piece));
  return /^[\t\r]/.test(text) ? `'${pieces.join('')}` : pieces.join('');
}

const formula = /^["\s]*[=+\-@＝＋－＠]/;

/** Comma-separated values as spreadsheets read them. Pure. */

/** Tells a spreadsheet that the text is UTF-8. */
const byteOrderMark = '\uFEFF';

/**
 * RFC 4180, with a byte order mark; every line ends with CR LF. No text is taken for a formula; numbers stay numbers,
 * with a decimal point.
 */
export function csvText(rows: Iterable<readonly (string | number)[]>): string {
  let text = byteOrderMark;
  for (const row of rows) text += `${row.map(cell).join(',')}\r\n`;
  return text;
}

function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const plain = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

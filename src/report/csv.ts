/** Comma-separated values as spreadsheets read them. Pure. */

/** Tells a spreadsheet that the text is UTF-8. */
const byteOrderMark = '\uFEFF';

/**
 * RFC 4180, with a byte order mark; every line ends with CR LF. No text is taken for a formula; numbers stay numbers,
 * with a decimal point.
 */
export function csvText(rows: readonly (readonly (string | number)[])[]): string {
  return byteOrderMark + rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const plain = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

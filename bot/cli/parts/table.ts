/** Lines of a table with aligned columns. Cells stay on one line and cannot send control codes to the terminal. */
export function table(given: readonly (readonly (string | number)[])[]): string[] {
  const rows = given.map((row) => row.map((cell) => (typeof cell === 'number' ? cell : onOneLine(cell))));
  const widths = (rows[0] ?? []).map((_, column) =>
    rows.reduce((widest, row) => Math.max(widest, String(row[column]).length), 0),
  );
  return rows.map((row) =>
    row
      .map((cell, column) =>
        typeof cell === 'number' ? String(cell).padStart(widths[column]!) : cell.padEnd(widths[column]!),
      )
      .join('  ')
      .trimEnd(),
  );
}

function onOneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ');
}

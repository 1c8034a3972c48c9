/** Reads rows copied from a spreadsheet into the cells of a form's table. Whatever is not plain stays unread. Pure. */
import { type Field, type Group, type LocalizedText } from '../schema';

/** Why a line was not read. */
export type UnreadReason =
  /** Its first cell names no row of the table, or none that is asked here. */
  | 'row'
  /** Its row was given on an earlier line. */
  | 'twice'
  /** It has no heading, and more or fewer figures than the table has columns. */
  | 'columns'
  /** The lines name no rows, and there are more or fewer of them than the table has rows. */
  | 'rows'
  /** The heading names a column that the table does not have. */
  | 'heading';

export interface UnreadLine {
  readonly text: string;
  readonly reason: UnreadReason;
}

export interface PastedTable {
  /** What was given for each field, by its id, as it was typed; empty cells are missing. */
  readonly cells: ReadonlyMap<string, string>;
  readonly unread: readonly UnreadLine[];
}

/**
 * A cell goes where its row's and its column's names say. Without names the lines are the table's rows, and the cells its
 * columns, only if there is exactly one for each: nothing is guessed.
 * @param fields the table's fields on the card; those of other pages or persons are not filled
 * @param text lines of tab-separated cells, as spreadsheets copy them
 */
export function readPastedTable(group: Group, fields: readonly Field[], text: string): PastedTable {
  const lines = padded(linesOf(text));
  const columns = columnsOf(group, fields);
  const heading = headingOf(lines[0] ?? [], columns);
  const body = heading ? lines.slice(1) : lines;
  const rows = rowsOf(group, fields);
  const named = body.some(([first = '']) => oneNamed(first, rows) !== undefined);
  const ids = heading ? headed(heading.columns, body, named) : unheadedColumns(columns, named);
  const unread: UnreadLine[] = (heading?.unknown ?? []).map((each) => ({ text: each, reason: 'heading' }));
  const cells = new Map<string, string>();
  const taken = new Set<string>();
  body.forEach((line, index) => {
    const row = named ? oneNamed(line[0] ?? '', rows) : rows[index]?.id;
    const reason = whyUnread(line, row, taken, { named, ids, count: body.length, rows: rows.length });
    if (reason) return void unread.push({ text: line.filter(Boolean).join(' · '), reason });
    taken.add(row!);
    ids.forEach((column, at) => {
      const cell = line[at] ?? '';
      const field = column === undefined || cell === '' ? undefined : fieldAt(fields, row!, column);
      if (field) cells.set(field.id, cell);
    });
  });
  return { cells, unread };
}

/** The column of each cell; `undefined` for the rows' names and for columns that the table does not have. */
type Columns = readonly (string | undefined)[];

interface Named {
  readonly id: string;
  readonly label: LocalizedText;
}

function whyUnread(
  line: readonly string[],
  row: string | undefined,
  taken: ReadonlySet<string>,
  table: { readonly named: boolean; readonly ids: Columns; readonly count: number; readonly rows: number },
): UnreadReason | undefined {
  if (line.length !== table.ids.length) return 'columns';
  if (!table.named && table.count !== table.rows) return 'rows';
  if (row === undefined) return 'row';
  return taken.has(row) ? 'twice' : undefined;
}

/** A client that trims what is pasted takes the empty cell above the rows' names with it. */
function headed(columns: Columns, body: readonly (readonly string[])[], named: boolean): Columns {
  const isTrimmed = named && body.every(({ length }) => length === columns.length + 1);
  return isTrimmed ? [undefined, ...columns] : columns;
}

function unheadedColumns(columns: readonly Named[], named: boolean): Columns {
  const ids = columns.map(({ id }) => id);
  return named ? [undefined, ...ids] : ids;
}

/** The first line, if it names a column. Its first cell may be a heading of the rows' names. */
function headingOf(line: readonly string[], columns: readonly Named[]) {
  const found = line.map((cell) => oneNamed(cell, columns));
  if (found.every((column) => column === undefined)) return undefined;
  const unknown = line.filter((cell, at) => at > 0 && cell !== '' && found[at] === undefined);
  return { columns: found, unknown };
}

function columnsOf(group: Group, fields: readonly Field[]): Named[] {
  return (group.columns ?? []).filter(({ id }) => fields.some(({ column }) => column === id));
}

function rowsOf(group: Group, fields: readonly Field[]): Named[] {
  return (group.rows ?? []).filter(({ id }) => fields.some(({ row }) => row === id));
}

function fieldAt(fields: readonly Field[], row: string, column: string): Field | undefined {
  return fields.find((field) => field.row === row && field.column === column);
}

/** The only one with this name in any language; two of the same name are none. */
function oneNamed(text: string, named: readonly Named[]): string | undefined {
  const wanted = plain(text);
  if (wanted === '') return undefined;
  const found = named.filter(({ label }) =>
    Object.values(label).some((each) => plain(each ?? '') === wanted),
  );
  return found.length === 1 ? found[0]!.id : undefined;
}

/** Without case, spacing, and a number or letter in front: "b. Lääkärit". */
function plain(text: string): string {
  const words = text.normalize('NFKC').toLowerCase().split(/\s/).filter(Boolean);
  const isMark = words.length > 1 && /^(?:\p{L}{1,2}|\d{1,3})[.)]$/u.test(words[0]!);
  return words.slice(isMark ? 1 : 0).join(' ');
}

function linesOf(text: string): string[][] {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => line.split('\t').map(unquoted))
    .filter((cells) => cells.some((cell) => cell !== ''));
}

/** Spreadsheets quote a cell that has quotation marks in it. */
function unquoted(cell: string): string {
  const text = cell.trim();
  const isQuoted = text.length > 1 && text.startsWith('"') && text.endsWith('"');
  return isQuoted ? text.slice(1, -1).replaceAll('""', '"').trim() : text;
}

/** Empty cells at the end of the last line are lost when a text is trimmed. */
function padded(lines: readonly string[][]): string[][] {
  const width = Math.max(0, ...lines.map(({ length }) => length));
  return lines.map((line, index) =>
    index === lines.length - 1 ? [...line, ...Array<string>(width - line.length).fill('')] : line,
  );
}

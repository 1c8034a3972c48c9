/** Rows of the plain layout's tables, and readers for their cells. Pure. */
import { measuringUnit } from '../../goals/answers/measuring-unit';
import { parseNumber, type ReadNumber } from '../../goals/answers/parse-number';
import { type Locale, type LocalizedText, locales } from '../../goals/schema';
import { type ImportProblem, type Place } from '../table/imported';
import { type SheetRow } from '../file/sheet';
import { cellIn, placeIn, problemAt, type Table } from '../table/table';
import { idFor, type Words } from '../settings/words';

export interface Entry<K extends string> {
  readonly table: Table<K>;
  readonly row: SheetRow;
  /** The first of its table's required columns. */
  readonly place: Place;
}

export function entriesIn<K extends string>(tables: readonly Table<K>[]): Entry<K>[] {
  return tables.flatMap((table) => {
    const [first] = table.columns.keys();
    return table.rows.map((row) => ({ table, row, place: placeIn(table, row, first) }));
  });
}

export function textIn<K extends string>({ table, row }: Entry<K>, key: K): string | undefined {
  return cellIn(table, row, key)?.text;
}

/** "title" of "title-fi". */
export type TextOf<K extends string> = K extends `${infer T}-${Locale}` ? T : never;

export function localizedIn<K extends string>(entry: Entry<K>, key: TextOf<K>): LocalizedText | undefined {
  const said = locales.flatMap((locale): [Locale, string][] => {
    const text = textIn(entry, `${key}-${locale}` as K);
    return text === undefined ? [] : [[locale, text]];
  });
  return said.length > 0 ? Object.fromEntries(said) : undefined;
}

/** "hus; helsinki"; undefined if the cell is blank. */
export function idsIn<K extends string>(entry: Entry<K>, key: K): string[] | undefined {
  const ids = (textIn(entry, key) ?? '').split(/[;,\s]+/).filter(Boolean);
  return ids.length > 0 ? ids : undefined;
}

export function numberIn<K extends string>(
  entry: Entry<K>,
  key: K,
  locale: Locale,
  problems: ImportProblem[],
): number | undefined {
  const cell = cellIn(entry.table, entry.row, key);
  if (!cell) return undefined;
  if (cell.number !== undefined) return cell.number;
  const read = parseNumber(cell.text, locale);
  if (read.kind === 'number' && isPlain(read)) return read.value;
  const isAmbiguous = read.kind === 'number' && read.ambiguous === true;
  const place = placeIn(entry.table, entry.row, key);
  problems.push(problemAt('error', isAmbiguous ? 'figure-ambiguous' : 'number-unreadable', place, cell.text));
  return undefined;
}

/** At most a unit may follow the number: a comparator has its own column, and other words would be lost. */
function isPlain({
  comparator,
  approximate,
  ambiguous,
  note,
  looseMinus,
  unitText = '',
}: ReadNumber): boolean {
  const isDoubtful = comparator ?? approximate ?? ambiguous ?? looseMinus ?? note;
  return isDoubtful === undefined && measuringUnit(unitText).known;
}

/** One of a fixed set of words; undefined if the cell is blank. */
export function wordIn<K extends string, T extends string>(
  entry: Entry<K>,
  key: K,
  words: Words<T>,
  problems: ImportProblem[],
): T | undefined {
  const text = textIn(entry, key);
  if (text === undefined) return undefined;
  // Excel has its own words for a boolean cell.
  const id = idFor(words, text === 'true' ? 'yes' : text === 'false' ? 'no' : text);
  const known = Object.values<readonly string[]>(words).map((names) => names.join(' / '));
  if (id === undefined)
    problems.push(
      problemAt('error', 'word-unknown', placeIn(entry.table, entry.row, key), text, {
        known: known.join('; '),
      }),
    );
  return id;
}

/** Reads a text file of values separated by commas, semicolons or tabs as one sheet. */
import { parse } from 'csv-parse/sync';
import { CsvError } from 'csv-parse/sync';
import { RefusedError } from '../../errors';
import { mostCells, mostRows } from './limits';
import { type Cell, type Sheet, textCell } from './sheet';

const delimiters = [';', '\t', ','] as const;
type Delimiter = (typeof delimiters)[number];

/**
 * A formula is read as plain text.
 * @throws RefusedError `text-unreadable` if it is not text, `csv-broken`, `csv-row-too-long`, `too-many-rows`,
 *   `too-many-cells`, `cell-too-long`
 */
export function readCsv(bytes: Buffer, name: string): Sheet {
  const text = decoded(bytes);
  // Excel's own hint; spreadsheets do not count it as a row.
  const hint = /^sep=(.)\r?\n/.exec(text);
  const body = hint ? text.slice(hint[0].length) : text;
  const records = recordsIn(body, (hint?.[1] as Delimiter | undefined) ?? delimiterOf(body));
  if (records.length > mostRows) throw new RefusedError('too-many-rows', { most: String(mostRows) });
  const rows = records.map((values, index) => {
    const cells = values.flatMap((value, column): [number, Cell][] => {
      const cell = textCell(value);
      return cell ? [[column, cell]] : [];
    });
    return { number: index + 1, cells: new Map(cells) };
  });
  return { name, rows: rows.filter(({ cells }) => cells.size > 0) };
}

/** UTF-8, UTF-16 with a byte order mark (Excel's "Unicode text"), else Windows-1252, as Excel saves in the Nordics. */
function decoded(bytes: Buffer): string {
  const mark = bytes.subarray(0, 2).toString('hex');
  if (mark === 'fffe') return new TextDecoder('utf-16le').decode(bytes);
  if (mark === 'feff') return new TextDecoder('utf-16be').decode(bytes);
  if (bytes.includes(0)) throw new RefusedError('text-unreadable');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return windows1252(bytes);
  }
}

/** What Windows-1252 has at 0x80 to 0x9F, where Node's decoder reads control characters; blank where it has nothing. */
const upper = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';

/**
 * In the encodings of DOS and old Macs, "ä" and "ö" are bytes that would be signs or capitals inside a word here: such a
 * file would be read with wrong letters.
 * @throws RefusedError `text-unreadable`
 */
function windows1252(bytes: Buffer): string {
  const text = [...bytes.toString('latin1')]
    .map((letter) => {
      const at = letter.charCodeAt(0) - 0x80;
      if (at < 0 || at >= upper.length) return letter;
      if (upper[at] === ' ') throw new RefusedError('text-unreadable');
      return upper[at]!;
    })
    .join('');
  if (/\p{L}[„”†™]\p{L}|\p{Ll}[ŠŒŽ]\p{Ll}/u.test(text)) throw new RefusedError('text-unreadable');
  return text;
}

/** In characters; also limits how much an unclosed quotation mark can take in. */
const longestRecord = 256 * 1024;

function recordsIn(text: string, delimiter: Delimiter, most = mostRows + 1): string[][] {
  let cells = 0;
  const counted = (record: string[]) => {
    cells += record.length;
    if (cells > mostCells) throw new RefusedError('too-many-cells', { most: String(mostCells) });
    return record;
  };
  try {
    return parse(text, {
      ...{ delimiter, to: most, relax_column_count: true, relax_quotes: true },
      ...{ max_record_size: longestRecord, on_record: counted },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    if (error.code === 'CSV_MAX_RECORD_SIZE') throw new RefusedError('csv-row-too-long');
    throw new RefusedError('csv-broken', { row: String(Number(error.records ?? 0) + 1) });
  }
}

const rowsToJudge = 50;

/**
 * The delimiter that splits most rows into the same number of columns, then the one that gives most columns: a decimal
 * comma is in some rows but seldom in the headings.
 */
function delimiterOf(text: string): Delimiter {
  const judged = delimiters.map((delimiter) => {
    const widths = widthsWith(text, delimiter);
    const commonest = mode(widths.filter((width) => width > 1));
    const share = widths.filter((width) => width === commonest).length / widths.length;
    return { delimiter, columns: commonest, share: commonest > 1 ? share : 0 };
  });
  judged.sort((a, b) => b.share - a.share || b.columns - a.columns);
  return judged[0]!.delimiter;
}

/** The number of columns in each of the first rows; blank rows are ignored. */
function widthsWith(text: string, delimiter: Delimiter): number[] {
  try {
    const records = recordsIn(text, delimiter, rowsToJudge);
    return records
      .filter((values) => values.some((value) => value.trim() !== ''))
      .map((values) => values.length);
  } catch {
    return [];
  }
}

function mode(numbers: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  return [...counts].sort(([a, often], [b, oftenB]) => oftenB - often || b - a)[0]?.[0] ?? 0;
}

/** Sheets of an Excel workbook: values as they were last calculated; formulas and macros are never run. */
import { RefusedError } from '../../errors';
import { mostCells, mostCharacters, mostMerged, mostMergedRows, mostRows } from './limits';
import {
  type Cell,
  cellAddress,
  columnLetters,
  type LeftOut,
  numberCell,
  percentageCell,
  refuseEndlessText,
  type Sheet,
  textCell,
} from './sheet';
import { openZip } from './unzip';
import { formattedText, isOn, readParts, unescaped, type WorkbookParts } from './xlsx-parts';
import { walkXml } from './xml';

/**
 * Hidden sheets, hidden rows and struck text are not read; the sheet says which rows had some. Merged cells below the
 * first one repeat it, in rows that have other content.
 * read-excel-file, which tests use, gives neither merged ranges nor percentages, and unpacks without a limit.
 * @throws RefusedError `file-unreadable`, `file-encrypted`, `file-too-large-inside`, `too-many-rows`,
 *   `too-many-cells`, `too-many-sheets`, `file-too-complex`, `cell-too-long`.
 */
export function readXlsx(bytes: Buffer): Sheet[] {
  const zip = openZip(bytes);
  const parts = readParts(zip);
  const size = countSize();
  return parts.sheets.map(({ name, part }) => {
    const xml = zip.read(part);
    if (!xml) throw new RefusedError('file-unreadable');
    return { name, ...readSheet(xml, parts, size) };
  });
}

interface Size {
  /** A row that is not blank. */
  readonly row: () => void;
  readonly cell: (cell: Cell) => Cell;
  /** A merged range, and a row that a range spans. */
  readonly merged: () => void;
  readonly mergedRow: () => void;
}

function countSize(): Size {
  let [rows, cells, characters] = [0, 0, 0];
  let [ranges, mergedRows] = [0, 0];
  return {
    row: () => {
      if (++rows > mostRows) throw new RefusedError('too-many-rows', { most: String(mostRows) });
    },
    cell: (cell) => {
      characters += cell.text.length;
      if (++cells > mostCells || characters > mostCharacters)
        throw new RefusedError('too-many-cells', { most: String(mostCells) });
      return cell;
    },
    merged: () => {
      if (++ranges > mostMerged) throw new RefusedError('file-too-complex');
    },
    mergedRow: () => {
      if (++mergedRows > mostMergedRows) throw new RefusedError('file-too-complex');
    },
  };
}

interface OpenCell {
  readonly column: number;
  readonly type: string;
  readonly style: number;
  text: string;
  isFormula: boolean;
}

function readSheet(xml: Buffer, parts: WorkbookParts, size: Size): Omit<Sheet, 'name'> {
  const visible = visibleRows(parts, size);
  const merged: string[] = [];
  let column = -1;
  let cell: OpenCell | undefined;
  const formatted = formattedText();
  let inText = false;
  walkXml(xml, {
    open: (name, attributes) => {
      if (name === 'row') {
        visible.open(attributes);
        column = -1;
      }
      if (name === 'c') {
        column = cellAddress(attributes.r ?? '')?.column ?? column + 1;
        const style = Number(attributes.s ?? 0);
        cell = { ...{ column, type: attributes.t ?? 'n', style, text: '' }, isFormula: false };
      }
      if (name === 'f' && cell) cell.isFormula = true;
      formatted.open(name, attributes);
      inText = name === 'v' || formatted.isRead(name);
      if (name !== 'mergeCell' || !attributes.ref) return;
      size.merged();
      merged.push(attributes.ref);
    },
    text: (piece) => {
      if (!inText || !cell) return;
      cell.text += piece;
      refuseEndlessText(cell.text);
    },
    close: (name) => {
      if (name === 'v' || name === 't') inText = false;
      formatted.close(name);
      if (name === 'c' && cell) {
        visible.take(cell);
        cell = undefined;
      }
      if (name === 'row') visible.close();
    },
  });
  const { rows, left } = visible;
  repeatMerged(rows, merged, size);
  return { rows, ...(left.length > 0 && { left }) };
}

/** Collects the rows that are read, and what is hidden, struck or lacks a value. */
function visibleRows(parts: WorkbookParts, size: Size) {
  const rows: { readonly number: number; readonly cells: Map<number, Cell> }[] = [];
  const left: LeftOut[] = [];
  let number = 0;
  let isHidden = false;
  let cells = new Map<number, Cell>();
  return {
    ...{ rows, left },
    open: ({ r, hidden = '0' }: Readonly<Record<string, string>>) => {
      number = Number(r ?? number + 1);
      isHidden = isOn({ val: hidden });
      cells = new Map();
    },
    take: (open: OpenCell) => {
      if (lacksValue(open)) left.push({ row: number, why: 'formula', text: columnLetters(open.column) });
      const read = cellOf(open, parts);
      const isStruck = parts.formats[open.style]?.struck === true;
      if (read && isStruck && !isHidden) left.push({ row: number, why: 'struck', text: read.text });
      else if (read) cells.set(open.column, size.cell(read));
    },
    close: () => {
      const [first] = cells.values();
      if (first && isHidden) left.push({ row: number, why: 'hidden', text: first.text });
      if (!first || isHidden) return;
      size.row();
      rows.push({ number, cells });
    },
  };
}

/** Some programs write formulas without the values that Excel would keep; a text may be empty. */
function lacksValue({ isFormula, type, text }: OpenCell): boolean {
  return isFormula && type !== 'str' && text === '';
}

function cellOf({ type, style, text }: OpenCell, parts: WorkbookParts): Cell | undefined {
  if (type === 's') return parts.texts[Number(text)];
  if (type === 'inlineStr' || type === 'str') return textCell(unescaped(text));
  if (text.trim() === '') return undefined;
  if (type === 'e') return { kind: 'error', text: text.trim() };
  if (type === 'b') return { kind: 'boolean', text: text.trim() === '1' ? 'true' : 'false' };
  if (type === 'd') return dateCell(new Date(text));
  const number = Number(text);
  if (!Number.isFinite(number)) return textCell(text);
  const format = parts.formats[style]?.number ?? 'plain';
  if (format === 'percentage') return percentageCell(number);
  if (format !== 'date') return numberCell(number);
  return number > 0 && number < 1 ? timeCell(number) : dateCell(dateOf(number, parts.from1904));
}

const dayMilliseconds = 24 * 60 * 60 * 1000;

/** Days are counted from 1900, with a 29th of February that did not exist (ECMA-376, part 1, 18.17.4.1). */
function dateOf(days: number, from1904: boolean): Date {
  const first = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30);
  return new Date(Math.round(first + days * dayMilliseconds));
}

function dateCell(date: Date): Cell | undefined {
  if (Number.isNaN(date.getTime())) return undefined;
  return { kind: 'date', text: `${date.getUTCDate()}.${date.getUTCMonth() + 1}.${date.getUTCFullYear()}` };
}

/** A time of day is a part of a day: "14:30". */
function timeCell(share: number): Cell {
  const minutes = Math.round(share * 24 * 60);
  const text = `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
  return { kind: 'date', text };
}

/** "B3:B7": cells below the first one are blank in the file. */
function repeatMerged(
  rows: readonly { readonly number: number; readonly cells: Map<number, Cell> }[],
  merged: readonly string[],
  size: Size,
): void {
  const indexOf = new Map(rows.map(({ number }, index) => [number, index]));
  for (const range of merged) {
    const [from, to] = range.split(':').map(cellAddress);
    const start = from && indexOf.get(from.row);
    const first = start === undefined ? undefined : rows[start]!.cells.get(from!.column);
    if (start === undefined || !first || !to) continue;
    for (let index = start + 1; index < rows.length && rows[index]!.number <= to.row; index++) {
      const { cells } = rows[index]!;
      size.mergedRow();
      if (!cells.has(from!.column)) cells.set(from!.column, size.cell({ ...first, merged: true }));
    }
  }
}

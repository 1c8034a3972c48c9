/** Writes the files that counties send: workbooks with the writer that reports use, and what no writer makes by hand. */
import JSZip from 'jszip';
import writeXlsxFile, { type CellObject, type Sheet } from 'write-excel-file/node';

/** A value, or a cell with a look of its own; null is blank. */
export type FileCell = string | number | boolean | Date | CellObject | null;
export type FileRow = readonly FileCell[];

/** @param sheets rows by the sheets' names, in order */
export async function workbookFile(sheets: Readonly<Record<string, readonly FileRow[]>>): Promise<Buffer> {
  const written = Object.entries(sheets).map(([name, rows]): Sheet<never> => ({
    sheet: name,
    data: rows.map((row) => row.map(cellObject)),
  }));
  return writeXlsxFile(written).toBuffer();
}

function cellObject(cell: FileCell): CellObject | null {
  if (cell === null) return null;
  if (typeof cell === 'object' && !(cell instanceof Date)) return cell;
  if (typeof cell === 'string') return { value: cell, type: String };
  if (typeof cell === 'number') return { value: cell, type: Number };
  return typeof cell === 'boolean'
    ? { value: cell, type: Boolean }
    : { value: cell, type: Date, format: 'd.m.yyyy' };
}

/** 0.9 shown as 90 %. */
export function percentage(share: number): CellObject {
  return { value: share, type: Number, format: '0%' };
}

/** A cell that is merged with those below it, `rows` in all. */
export function merged(value: string, rows: number): CellObject {
  return { value, type: String, rowSpan: rows };
}

/** The file with one of its parts changed, or with one more. */
export async function withPart(
  file: Buffer,
  name: string,
  change: (xml: string) => string | Buffer,
): Promise<Buffer> {
  const zip = await JSZip.loadAsync(file);
  const before = (await zip.file(name)?.async('string')) ?? '';
  zip.file(name, change(before));
  return zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' });
}

/** A formula that failed instead of the text that stands there. */
export function withError(file: Buffer, cell: string, error: string, sheet = 1): Promise<Buffer> {
  return withPart(file, `xl/worksheets/sheet${sheet}.xml`, (xml) =>
    xml.replace(
      new RegExp(`<c r="${cell}"[^>]*?(?:/>|>.*?</c>)`),
      `<c r="${cell}" t="e"><f>A1/0</f><v>${error}</v></c>`,
    ),
  );
}

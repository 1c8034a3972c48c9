/** The sheets of a file that somebody sent: an Excel workbook or a CSV file, recognised by its content. Pure. */
import path from 'node:path';
import { RefusedError } from '../../errors';
import { mostFileBytes } from './limits';
import { readCsv } from './read-csv';
import { readXlsx } from './read-xlsx';
import { type Sheet } from './sheet';

/**
 * @param fileName its extension says whether text is meant as a table; a CSV file's sheet is named after it
 * @throws RefusedError `file-empty`, `file-too-large`, `file-encrypted`, `file-old-excel`, `file-not-a-table`,
 *   `file-unreadable`, and the errors of readXlsx and readCsv
 */
export function readWorkbook(bytes: Uint8Array, fileName: string): Sheet[] {
  refuseLargeFile(bytes.byteLength);
  if (bytes.byteLength === 0) throw new RefusedError('file-empty', { file: fileName });
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kind = kindOf(file, fileName);
  if (kind === 'xlsx') return readXlsx(file);
  if (kind === 'csv') return [readCsv(file, path.basename(fileName, path.extname(fileName)))];
  if (kind === 'encrypted') throw new RefusedError('file-encrypted');
  if (kind === 'old-excel') throw new RefusedError('file-old-excel');
  throw new RefusedError('file-not-a-table', { kind });
}

/**
 * Call this before reading or fetching a file.
 * @throws RefusedError `file-too-large` with the limit in megabytes
 */
export function refuseLargeFile(size: number): void {
  if (size > mostFileBytes)
    throw new RefusedError('file-too-large', { most: String(mostFileBytes / 1024 / 1024) });
}

/** A text file with the extension of a workbook is not read as a table: it was probably not meant as one. */
function kindOf(file: Buffer, fileName: string): string {
  if (startsWith(file, 'd0cf11e0a1b11ae1')) return kindOfCompound(file);
  if (startsWith(file, '504b0304') || startsWith(file, '504b0506')) return kindOfZip(file);
  if (startsWith(file, '25504446')) return 'PDF';
  const ending = path.extname(fileName).toLowerCase();
  if (['.csv', '.tsv', '.txt', ''].includes(ending)) return 'csv';
  return file.includes(0) ? 'unknown' : 'text';
}

function startsWith(file: Buffer, hex: string): boolean {
  return file.subarray(0, hex.length / 2).toString('hex') === hex;
}

/** Old Office files and encrypted new ones are compound files ([MS-CFB]) and differ in the names of their entries. */
function kindOfCompound(file: Buffer): string {
  const has = (name: string) => file.includes(Buffer.from(name, 'utf16le'));
  if (has('EncryptedPackage') || has('EncryptionInfo')) return 'encrypted';
  return has('Workbook') || has('Book') ? 'old-excel' : 'doc';
}

function kindOfZip(file: Buffer): string {
  // The headers of a zip file contain the names uncompressed; some programs write them with backslashes.
  const has = (name: string) => file.includes(name) || file.includes(name.replaceAll('/', '\\'));
  if (has('xl/worksheets/') || has('xl/workbook.xml')) return 'xlsx';
  if (has('xl/workbook.bin')) return 'xlsb';
  if (file.includes('word/document.xml')) return 'docx';
  if (file.includes('ppt/presentation.xml')) return 'pptx';
  return file.includes('application/vnd.oasis.opendocument.spreadsheet') ? 'ods' : 'zip';
}

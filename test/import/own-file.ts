/** Files that tests write in a folder of their own, as people keep them. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type FileRow, workbookFile } from './workbook-file';

/** @returns the path of the workbook */
export async function writtenWorkbook(
  name: string,
  sheets: Readonly<Record<string, readonly FileRow[]>>,
): Promise<string> {
  return writtenFile(name, await workbookFile(sheets));
}

export function writtenFile(name: string, content: Buffer | string): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'seuranta-file-')), name);
  writeFileSync(file, content);
  return file;
}

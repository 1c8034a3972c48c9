/** Finds LibreOffice's program. */
import { accessSync, constants } from 'node:fs';
import path from 'node:path';

/** Debian has both names. */
const names = ['soffice', 'libreoffice'];

/** The first in the folders of PATH. */
export function findSoffice(searched = ''): string | undefined {
  const folders = searched.split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  return folders.flatMap((folder) => names.map((name) => path.join(folder, name))).find(isProgram);
}

export function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

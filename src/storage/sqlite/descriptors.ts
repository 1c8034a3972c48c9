/**
 * The descriptors by which this process has a file open. SQLite's own is read through, since closing a second one of the
 * same file would drop the locks that SQLite holds (section 2.2 of "How To Corrupt An SQLite Database File").
 */
import { fstatSync, readdirSync } from 'node:fs';

export interface FileId {
  readonly dev: number;
  readonly ino: number;
}

/** Only Linux lists them; elsewhere nothing is found. */
const listed = '/proc/self/fd';

export function openDescriptor(file: FileId): number | undefined {
  try {
    return readdirSync(listed)
      .map(Number)
      .find((descriptor) => isOf(descriptor, file));
  } catch {
    return undefined;
  }
}

/** Whether the descriptor is one of that file now; it may have been closed and given to something else. */
export function isOf(descriptor: number, { dev, ino }: FileId): boolean {
  try {
    const found = fstatSync(descriptor);
    return found.dev === dev && found.ino === ino;
  } catch {
    return false;
  }
}

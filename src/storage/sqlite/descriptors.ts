/**
 * The descriptors by which this process has a file open. We read through SQLite's own, since closing a second one of
 * the same file would drop the locks that SQLite holds (section 2.2 of "How To Corrupt An SQLite Database File").
 */
import { fstatSync, readdirSync } from 'node:fs';

export interface FileId {
  readonly dev: number;
  readonly ino: number;
}

/** Exists only on Linux; elsewhere nothing is found. */
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

/** Whether the descriptor still belongs to that file; it may have been closed and reused. */
export function isOf(descriptor: number, { dev, ino }: FileId): boolean {
  try {
    const found = fstatSync(descriptor);
    return found.dev === dev && found.ino === ino;
  } catch {
    return false;
  }
}

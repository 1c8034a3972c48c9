/**
 * A number in the first page of the file ("application ID") that each transaction increments. Only SQLite copies it
 * from the log into the file, so a file whose stamp does not continue from the last one was written by something else.
 * A copy gets its own random stamp, below those of all stores in use, and continues from there.
 * Source: "Database File Format", sqlite.org.
 */
import { randomInt } from 'node:crypto';
import type Database from 'libsql';

export const headBytes = 100;
const magic = 'SQLite format 3\0';
const stampAt = 68;

/** Stamps of stores in use start here and wrap around within the 31 bits that SQLite accepts. */
const first = 2 ** 30;
const places = 2 ** 30;

/** The stamp in the first page of a file; `undefined` if the bytes are not such a page. */
export function stampIn(page: Buffer): number | undefined {
  const isDatabase = page.length >= headBytes && page.toString('latin1', 0, magic.length) === magic;
  return isDatabase ? page.readUInt32BE(stampAt) : undefined;
}

export const stampRead = 'PRAGMA application_id';

/**
 * Increments the stamp; called in each transaction of the store, so that its first page is written too.
 * @param read `stampRead`, prepared by a caller that writes often
 */
export function countUp(db: Database.Database, read = db.prepare(stampRead)): void {
  const { application_id: stamp } = read.get() as { application_id: number };
  db.exec(`PRAGMA application_id = ${first + ((stamp + 1) % places)}`);
}

/** Gives a copy its own stamp, so that it can be told from the original. */
export function stampCopy(db: Database.Database): void {
  db.exec(`PRAGMA application_id = ${randomInt(1, first)}`);
}

/** Whether SQLite's own writes can lead from the stamp `before` to `now`. */
export function goesOn(before: number, now: number): boolean {
  return now === before || (now >= first && distance(before, now) < places / 2);
}

/** Whether a log that begins with the stamp `log` can belong to the file, which may already hold some of it. */
export function isLogOf(file: number, log: number, commitsInLog: number): boolean {
  return log === file || distance(log, file + 1) <= commitsInLog;
}

/** The number of increments from one stamp to the other. */
function distance(from: number, to: number): number {
  return (((to - from) % places) + places) % places;
}

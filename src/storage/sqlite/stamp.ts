/**
 * A number in the first page of the file ("application ID") that each transaction counts up. Only SQLite copies it from
 * the log into the file, so a file whose stamp does not go on from the last one was written by something else. A copy
 * gets a random stamp of its own, below all those of stores in use, and counting goes on from there.
 * Source: "Database File Format", sqlite.org.
 */
import { randomInt } from 'node:crypto';
import type Database from 'libsql';

export const headBytes = 100;
const magic = 'SQLite format 3\0';
const stampAt = 68;

/** Stamps of stores in use are from here on; counting goes round before the 31 bits that SQLite takes. */
const first = 2 ** 30;
const places = 2 ** 30;

/** The stamp in the first page of a file; `undefined` where the bytes are no such page. */
export function stampIn(page: Buffer): number | undefined {
  const isDatabase = page.length >= headBytes && page.toString('latin1', 0, magic.length) === magic;
  return isDatabase ? page.readUInt32BE(stampAt) : undefined;
}

/** For a transaction of the store: its first page is written with it. */
export function countUp(db: Database.Database): void {
  const { application_id: stamp } = db.prepare('PRAGMA application_id').get() as { application_id: number };
  db.exec(`PRAGMA application_id = ${first + ((stamp + 1) % places)}`);
}

/** Makes a copy another file than the one that it was copied from. */
export function stampCopy(db: Database.Database): void {
  db.exec(`PRAGMA application_id = ${randomInt(1, first)}`);
}

/** Whether a file with the stamp `before` may have `now` by what SQLite does. */
export function goesOn(before: number, now: number): boolean {
  return now === before || (now >= first && distance(before, now) < places / 2);
}

/** Whether a log that begins with the stamp `log` may be that of the file: the file may hold some of it already. */
export function isLogOf(file: number, log: number, commitsInLog: number): boolean {
  return log === file || distance(log, file + 1) <= commitsInLog;
}

/** How often must be counted up from one stamp to get to the other. */
function distance(from: number, to: number): number {
  return (((to - from) % places) + places) % places;
}

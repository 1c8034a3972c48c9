import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'libsql';
import { ConflictError, LimitError, NewerStoreError, StorageError } from '../../errors';

export const SCHEMA_VERSION = 1;

/** Opens the database in `path`, creates it if it does not exist, and waits up to `busyMs` for other writers. */
export function openFile(path: string, busyMs: number): Database.Database {
  mkdirSync(dirname(path), { recursive: true });
  const db = new Database(path, { timeout: busyMs });
  try {
    prepareFile(db, busyMs);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** libsql 0.5 keeps the file open until its statements are collected (libsql-js #228), so empty the WAL now. */
export function closeFile(db: Database.Database): void {
  try {
    db.exec('PRAGMA busy_timeout = 0; PRAGMA wal_checkpoint(TRUNCATE)');
  } catch {
    // Read-only or full: nothing is lost, the next open reads the WAL.
  }
  db.close();
}

export function inTransaction<T>(db: Database.Database, work: () => T): T {
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    // When the disk is full SQLite has rolled back already.
    if (db.inTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

/** Runs a part of a transaction completely or not at all. */
export function inSavepoint<T>(db: Database.Database, work: () => T): T {
  db.exec('SAVEPOINT part');
  try {
    return work();
  } catch (error) {
    // When the disk is full SQLite has rolled the whole transaction back.
    if (db.inTransaction) db.exec('ROLLBACK TO part');
    throw error;
  } finally {
    if (db.inTransaction) db.exec('RELEASE part');
  }
}

/** 16 MB, in KiB, since the rounds of a large organisation are read again and again. SQLite's default is 2 MB. */
const CACHE_SIZE = -16_000;

function prepareFile(db: Database.Database, busyMs: number): void {
  const version = schemaVersion(db);
  switchToWal(db, performance.now() + busyMs);
  db.exec(`PRAGMA synchronous = FULL; PRAGMA cache_size = ${CACHE_SIZE}`);
  if (version === SCHEMA_VERSION) return;
  inTransaction(db, () => {
    // Checked again inside the transaction, since another process may have been first.
    if (schemaVersion(db) === 0) db.exec(SCHEMA);
  });
}

/** If two processes switch a new file at once, one gets SQLITE_BUSY without waiting; it retries until `deadline`. */
function switchToWal(db: Database.Database, deadline: number): void {
  try {
    db.exec('PRAGMA journal_mode = WAL');
  } catch (error) {
    if ((error as { code?: string }).code !== 'SQLITE_BUSY' || performance.now() > deadline) throw error;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    switchToWal(db, deadline);
  }
}

const SCHEMA = `
  CREATE TABLE entities (
    partition TEXT NOT NULL,
    key TEXT NOT NULL,
    etag TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (partition, key)
  ) WITHOUT ROWID, STRICT;
  PRAGMA user_version = ${SCHEMA_VERSION};
`;

/** 0 in a database that is not prepared yet. @throws StorageError when a newer program wrote it. */
export function schemaVersion(db: Database.Database): number {
  const { user_version: version } = db.prepare('PRAGMA user_version').get() as { user_version: number };
  if (version <= SCHEMA_VERSION) return version;
  throw new StorageError(
    `The database has schema version ${version}, this program knows ${SCHEMA_VERSION}: use the newer program`,
  );
}

const MEANING: readonly (readonly [code: string, meaning: string])[] = [
  ['SQLITE_FULL', 'the disk is full'],
  ['SQLITE_READONLY', 'the file is read-only'],
  ['SQLITE_BUSY', 'another process is writing to it'],
  // The index beside the file cannot be made, even to read the store, when nobody else has it open.
  ['SQLITE_IOERR_SHMSIZE', 'the disk is full'],
  // A used-up quota; what the disk itself refuses for lack of room is SQLITE_FULL.
  ['SQLITE_IOERR_WRITE', 'the disk takes no more: its quota is used up, or it fails'],
  ['SQLITE_IOERR', 'the disk reports an error'],
  ['SQLITE_CORRUPT', 'the file is damaged'],
  ['SQLITE_NOTADB', 'the file is no SQLite database'],
  ['SQLITE_CANTOPEN', 'the file or its folder cannot be opened; the disk may be full or read-only'],
];

/** The error code. When opening a file fails, libsql 0.5 has it only in the message. */
function codeIn(cause: unknown): string {
  return cause instanceof Error && /^ConnectionFailed\(.*: 14"\)$/.test(cause.message)
    ? 'SQLITE_CANTOPEN'
    : '';
}

const DAMAGE = ['SQLITE_CORRUPT', 'SQLITE_NOTADB'];

/** Whether SQLite has found the file damaged, or a row is not JSON. */
export function isDamage(error: unknown): boolean {
  const { cause } = error as { cause?: { code?: string } };
  return cause instanceof SyntaxError || DAMAGE.some((code) => cause?.code?.startsWith(code));
}

const OURS = [ConflictError, LimitError, NewerStoreError, StorageError];

/** Wraps whatever SQLite or the file system throws in a StorageError, as its cause. */
export function asStorageError<T>(action: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    if (OURS.some((known) => cause instanceof known)) throw cause;
    const { code = codeIn(cause), message } = cause as { code?: string; message: string };
    const meaning = MEANING.find(([prefix]) => code.startsWith(prefix))?.[1];
    throw new StorageError(`Cannot ${action}: ${meaning ?? message}`, { cause });
  }
}

/**
 * Replaces a store with a copy. The process may die after any step: the store's name always has a complete file, with
 * its own log or none.
 */
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, link, mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import Database from 'libsql';
import { StorageError } from '../../errors';
import { refuseNewer } from '../migrations/schema-version';
import { schemaKey, schemaPartition } from '../schema-partition';
import { type EntityStore, type JsonObject } from '../store';
import { compareWithCopy, type Counted, type Difference } from './compare-files';
import { damageIn } from './find-damage';
import { indexOf, logOf, refuseForeignLog } from './log-file';
import { fileId } from './opened-file';
import { asStorageError, SCHEMA_VERSION, schemaVersion } from './sqlite-file';
import { stampCopy } from './stamp';
import { syncFile } from './sync-file';

export interface CheckedCopy {
  /** A file beside the store's, flushed to the disk, that nothing else uses. */
  readonly path: string;
  readonly entities: number;
  /** Schema version of the rows; an older one is migrated when the store is opened. */
  readonly version: number;
}

/**
 * Copies the backup, including its log, to a file beside the store, and reads all of it.
 * @throws NewerStoreError; StorageError if it is not a store, is damaged, or is the store itself
 */
export async function copyBackup(backup: string, store: string): Promise<CheckedCopy> {
  const action = `restore ${backup}`;
  const [from, to] = [fileId(backup), fileId(store)];
  if (!from) throw new StorageError(`Cannot ${action}: there is no such file`);
  if (to && from.dev === to.dev && from.ino === to.ino)
    throw new StorageError(`Cannot ${action}: it is the store itself`);
  refuseForeignLog(backup);
  const path = `${store}.${randomUUID()}.partial`;
  try {
    await mkdir(dirname(store), { recursive: true });
    await copyFile(backup, path);
    if (existsSync(logOf(backup))) await copyFile(logOf(backup), logOf(path));
    const checked = asStorageError(action, () => checkCopy(path));
    await syncFile(path);
    return { path, ...checked };
  } catch (cause) {
    await removeCopy(path);
    return asStorageError(action, () => {
      throw cause;
    });
  }
}

export async function removeCopy(path: string): Promise<void> {
  for (const each of [path, logOf(path), indexOf(path)]) await rm(each, { force: true });
}

function checkCopy(path: string): Pick<CheckedCopy, 'entities' | 'version'> {
  const db = new Database(path);
  try {
    if (schemaVersion(db) !== SCHEMA_VERSION) throw new StorageError(`${path} holds no store`);
    const damage = damageIn(db);
    if (damage !== undefined) throw new StorageError(`The backup is damaged: ${damage}`);
    const find = db.prepare('SELECT value FROM entities WHERE partition = ? AND key = ?');
    const [row] = find.all(schemaPartition, schemaKey) as { value: string }[];
    const version = row ? (JSON.parse(row.value) as { version: number }).version : 1;
    refuseNewer(version);
    const [count] = db.prepare('SELECT count(*) AS n FROM entities').all() as { n: number }[];
    db.exec('PRAGMA journal_mode = DELETE');
    stampCopy(db);
    return { entities: count!.n, version };
  } finally {
    db.close();
  }
}

/** The store that is to be replaced. */
export interface Present extends Pick<EntityStore, 'get'> {
  /** Why it cannot be read. Its content is then unknown, and so is whether a bot is running. */
  readonly unreadable?: string;
  compare(copy: string, counted: Counted): Difference | undefined;
  /**
   * Locks everybody else out, and moves the log's content into the file.
   * @throws StorageError if another process has it open
   */
  shut(): void;
}

/** `undefined` if there is none. Keeps the file open until the process ends. */
export function lookAtPresent(store: string): Present | undefined {
  if (!existsSync(store)) return existsSync(logOf(store)) ? unreadable('only its log is left') : undefined;
  try {
    return asStorageError(`read ${store}`, () => readable(store));
  } catch (error) {
    return unreadable((error as Error).message);
  }
}

function unreadable(why: string): Present {
  const get = () => Promise.resolve(undefined);
  return { unreadable: why, get, compare: () => undefined, shut: () => undefined };
}

/** Uses one connection: libsql keeps a closed one open for a while, which would look like another process's. */
function readable(store: string): Present {
  refuseForeignLog(store);
  const db = new Database(store, { timeout: 1_000 });
  const damage = damageIn(db);
  if (damage !== undefined) throw new StorageError(`${store} is damaged: ${damage}`);
  schemaVersion(db);
  return {
    get: (partition, key) => {
      const find = db.prepare('SELECT etag, value FROM entities WHERE partition = ? AND key = ?');
      const [row] = find.all(partition, key) as { etag: string; value: string }[];
      return Promise.resolve(row && { key, etag: row.etag, value: JSON.parse(row.value) as JsonObject });
    },
    compare: (copy, counted) => asStorageError(`compare ${store}`, () => compareWithCopy(db, copy, counted)),
    shut: () => asStorageError(`shut others out of ${store}`, () => shut(db)),
  };
}

/** Leaving WAL mode and taking an exclusive lock are both refused while anybody else has the file open. */
function shut(db: Database.Database): void {
  try {
    db.exec('PRAGMA journal_mode = DELETE');
    db.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch (cause) {
    if ((cause as { code?: string }).code !== 'SQLITE_BUSY') throw cause;
    throw new StorageError('another process has the store open: stop the bot, and every command', { cause });
  }
}

/**
 * Gives the copy the store's name. The replaced file is kept under another name, with its log if that is not empty.
 * @param stamp part of that name
 * @returns that name; `undefined` if there was no store
 */
export async function putInPlace(copy: string, store: string, stamp: string): Promise<string | undefined> {
  const kept = `${store}.replaced-${stamp}`;
  const had = existsSync(store);
  if (had) await keepAs(store, kept);
  // The log is removed before the file, since beside another file it would damage that. Both are kept by then.
  if (existsSync(logOf(store))) {
    await keepAs(logOf(store), logOf(kept));
    await rm(logOf(store));
  }
  await rm(indexOf(store), { force: true });
  await rename(copy, store);
  await syncFile(dirname(store)).catch(() => undefined); // Not every system can; the copy itself is safe.
  await removeCopy(copy);
  return had || existsSync(logOf(kept)) ? kept : undefined;
}

/** Makes a hard link, which takes no space, or a copy if the file system has no links. */
async function keepAs(path: string, kept: string): Promise<void> {
  await link(path, kept).catch(() => copyFile(path, kept));
}

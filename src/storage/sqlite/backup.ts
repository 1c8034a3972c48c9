import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import Database from 'libsql';
import { StorageError } from '../../errors';
import { refuseNewer } from '../migrations/schema-version';
import { schemaKey, schemaPartition } from '../schema-partition';
import { asStorageError, SCHEMA_VERSION, schemaVersion } from './sqlite-file';
import { stampCopy } from './stamp';
import { syncFile } from './sync-file';

export interface Backup {
  readonly entities: number;
  /** Size of the copy. */
  readonly bytes: number;
}

/**
 * Copies a consistent state of the store in `file` into the new file `target` while others read and write it, then
 * reads the whole copy to check that it is sound. A file named `target` is always complete and on the disk.
 * Blocks its thread (250 MB took 0.6 s): call it from a separate process, such as the CLI.
 * @throws NewerStoreError when a newer program wrote it; StorageError when `file` is not a store, `target` exists
 *   already, or the copy is not sound.
 */
export async function backupSqliteStore(file: string, target: string): Promise<Backup> {
  const [from, to] = [resolve(file), resolve(target)];
  const action = `back up ${from} to ${to}`;
  // libsql would create a source that is missing.
  if (!existsSync(from)) throw new StorageError(`Cannot ${action}: there is no such store`);
  if (existsSync(to)) throw new StorageError(`Cannot ${action}: the target is there already`);
  const partial = `${to}.${randomUUID()}.partial`;
  try {
    await mkdir(dirname(to), { recursive: true });
    asStorageError(action, () => copyInto(from, partial));
    const entities = asStorageError(action, () => countSound(partial));
    refuseNewerCopy(partial);
    asStorageError(action, () => withDatabase(partial, stampCopy));
    // SQLite does not sync what VACUUM INTO writes.
    const bytes = await syncFile(partial);
    await rename(partial, to);
    await syncFile(dirname(to)).catch(() => undefined); // Not every system can; the copy itself is safe.
    return { entities, bytes };
  } catch (cause) {
    await rm(partial, { force: true }).catch(() => undefined);
    return asStorageError(action, () => {
      throw cause;
    });
  }
}

/** VACUUM INTO reads one snapshot; libsql does not offer SQLite's backup interface ("not implemented"). */
function copyInto(from: string, partial: string): void {
  withDatabase(from, (db) => {
    if (schemaVersion(db) !== SCHEMA_VERSION) throw new StorageError(`${from} holds no store`);
    db.prepare('VACUUM INTO ?').run(partial);
  });
}

/** Checks the copy, which nobody changes any more. */
function refuseNewerCopy(copy: string): void {
  withDatabase(copy, (db) => {
    const find = db.prepare('SELECT value FROM entities WHERE partition = ? AND key = ?');
    const row = find.get(schemaPartition, schemaKey) as { value: string } | undefined;
    if (row) refuseNewer((JSON.parse(row.value) as { version: number }).version);
  });
}

function countSound(copy: string): number {
  return withDatabase(copy, (db) => {
    const faults = db.prepare('PRAGMA integrity_check').all() as { integrity_check: string }[];
    const [first] = faults;
    if (first?.integrity_check !== 'ok')
      throw new StorageError(`The copy is damaged: ${first?.integrity_check}`);
    return (db.prepare('SELECT count(*) AS n FROM entities').get() as { n: number }).n;
  });
}

function withDatabase<T>(path: string, work: (db: Database.Database) => T): T {
  const db = new Database(path, { timeout: 5_000 });
  try {
    return work(db);
  } finally {
    db.close();
  }
}

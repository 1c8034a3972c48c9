import { resolve } from 'node:path';
import Database from 'libsql';
import { refuseForeignLog } from './log-file';
import { asStorageError } from './sqlite-file';

/**
 * Reads the whole file of a store to check that its pages are consistent and its rows are JSON (200 MB took 0.7 s).
 * Writes nothing; others may have it open. A changed letter in a text is not found, as SQLite keeps no checksums.
 * @returns what is wrong, in SQLite's words; `undefined` if all is well
 * @throws StorageError if the file cannot be read, or the log beside it belongs to another file
 */
export function findDamage(file: string): string | undefined {
  const path = resolve(file);
  return asStorageError(`check ${path}`, () => {
    refuseForeignLog(path);
    const db = new Database(path, { readonly: true, timeout: 5_000 });
    try {
      return damageIn(db);
    } finally {
      db.close();
    }
  });
}

/** As findDamage, for an open database. */
export function damageIn(db: Database.Database): string | undefined {
  const [page] = db.prepare('PRAGMA quick_check(1)').all() as { quick_check: string }[];
  const found = page?.quick_check ?? 'it cannot be read';
  // SQLite names the database on an earlier line.
  if (found !== 'ok') return found.split('\n').at(-1)!;
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE name = 'entities'").all();
  // The database is not prepared yet.
  if (tables.length === 0) return undefined;
  const rows = db
    .prepare('SELECT partition, key FROM entities WHERE NOT json_valid(value) LIMIT 1')
    .all() as { partition: string; key: string }[];
  return (
    rows[0] && `the row ${JSON.stringify(rows[0].key)} in ${JSON.stringify(rows[0].partition)} is no JSON`
  );
}

import { resolve } from 'node:path';
import Database from 'libsql';
import { refuseForeignLog } from './log-file';
import { asStorageError } from './sqlite-file';

/**
 * Reads the whole file of a store: whether its pages fit together, and its rows are JSON (200 MB took 0.7 s). Writes
 * nothing; others may have it open. A changed letter in a text is not found: SQLite keeps no checksums.
 * @returns what is wrong, in words of SQLite; `undefined` where all is well
 * @throws StorageError where the file cannot be read, or the log beside it is another file's
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

/** As findDamage, of a database that is open. */
export function damageIn(db: Database.Database): string | undefined {
  const [page] = db.prepare('PRAGMA quick_check(1)').all() as { quick_check: string }[];
  const found = page?.quick_check ?? 'it cannot be read';
  // SQLite names the database on a line before.
  if (found !== 'ok') return found.split('\n').at(-1)!;
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE name = 'entities'").all();
  // One that nobody has prepared yet.
  if (tables.length === 0) return undefined;
  const rows = db
    .prepare('SELECT partition, key FROM entities WHERE NOT json_valid(value) LIMIT 1')
    .all() as { partition: string; key: string }[];
  return (
    rows[0] && `the row ${JSON.stringify(rows[0].key)} in ${JSON.stringify(rows[0].partition)} is no JSON`
  );
}

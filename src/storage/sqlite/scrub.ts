import { resolve } from 'node:path';
import Database from 'libsql';
import { asStorageError, inTransaction, schemaVersion } from './sqlite-file';
import { countUp } from './stamp';

/**
 * Rewrites the file without deleted or overwritten data, which SQLite leaves in the pages and the log until they are
 * reused. Others may have the file open; while one of them writes, this waits up to `busyMs`.
 * @throws StorageError when somebody else keeps the file busy, or there is no space for a second copy of it.
 */
export function scrubSqliteFile(file: string, busyMs = 30_000): void {
  const path = resolve(file);
  asStorageError(`clean ${path}`, () => {
    const db = new Database(path, { timeout: busyMs });
    try {
      schemaVersion(db);
      // Without a new stamp, a smaller file would look truncated.
      inTransaction(db, () => countUp(db));
      db.exec('VACUUM');
      const [done] = db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').all() as { busy: number }[];
      if (done?.busy) throw Object.assign(new Error('its log is in use'), { code: 'SQLITE_BUSY' });
    } finally {
      db.close();
    }
  });
}

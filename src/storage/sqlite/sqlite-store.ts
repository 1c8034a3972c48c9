import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type Database from 'libsql';
import { ConflictError, StorageError, StoreReplacedError } from '../../errors';
import { frozen, overhead, type Read } from '../kept-rows';
import { checkCommit, keyFault } from '../limits';
import type { PartitionLister } from '../partition-lister';
import type { Change, Entity, EntityStore, JsonObject, KeyRange } from '../store';
import { type Commit, CommitQueue } from './commit-queue';
import { refuseForeignLog } from './log-file';
import { fileId, OpenedFile } from './opened-file';
import { RowCache, type Written } from './row-cache';
import { asStorageError, closeFile, inSavepoint, inTransaction, isDamage, openFile } from './sqlite-file';
import { countUp, stampRead } from './stamp';

export interface SqliteOptions {
  /** How long a commit waits for another process that is writing, in milliseconds; this blocks the thread. */
  readonly busyMs?: number;
}

/**
 * Opens the store in `file`, and creates the file and its folders if they do not exist.
 * Several processes of one machine may have the file open; a commit is on the disk when it resolves.
 * @throws StorageError when the file cannot be opened, is not a database or was written by a newer version.
 */
export function openSqliteStore(file: string, options: SqliteOptions = {}): EntityStore & PartitionLister {
  // Resolved, because libsql takes names like "http:…" for servers.
  const path = resolve(file);
  return new SqliteStore(
    path,
    asStorageError(`open ${path}`, () => connect(path, options.busyMs ?? 5_000)),
  );
}

/** Rows per page: large enough to be fast, small enough that a page of the largest entities fits in memory. */
const PAGE_ROWS = 200;
/** Sorts after every text in SQLite; the upper bound of a range without one. */
const AFTER_ALL_TEXT = Buffer.alloc(0);
/** Minimum time between two checks of the file by reads, in milliseconds; commits always check. */
const READ_CHECK_MS = 1_000;

class SqliteStore implements EntityStore, PartitionLister {
  private readonly commits = new CommitQueue((commits) =>
    this.use('write', (connection) => {
      this.check(connection);
      try {
        const results = applyTogether(connection, commits);
        // A commit into a file that was deleted meanwhile is not saved.
        this.check(connection);
        results.forEach(({ rows }, index) => connection.cache.wrote(commits[index]!.partition, rows));
        return results.map(({ refusal }) => refusal);
      } catch (error) {
        connection.cache.clear();
        throw error;
      }
    }),
  );
  private checkedAt = -Infinity;
  private damage: StoreReplacedError | undefined;

  constructor(
    private readonly path: string,
    private connection: Connection | undefined,
  ) {}

  get(partition: string, key: string): Promise<Entity | undefined> {
    return this.run('read', ({ cache, statements }) => {
      if (keyFault(partition) || keyFault(key)) return undefined;
      return cache.row(partition, key, () =>
        rowOf(key, statements.get.get(partition, key) as StoredRow | undefined),
      );
    });
  }

  async *range(partition: string, { from = '', to }: KeyRange = {}): AsyncIterable<Entity> {
    if (keyFault(partition)) return;
    const pageFrom = (start: string, after: boolean) =>
      this.run('read', ({ cache, statements }) =>
        cache.page(partition, { from: start, after, to }, () =>
          pageOf(after ? statements.after : statements.from, partition, start, to ?? AFTER_ALL_TEXT),
        ),
      );
    let page = await pageFrom(from, false);
    for (;;) {
      // Faster than yield*, which wraps the page.
      for (const entity of page) yield entity;
      const last = page.at(-1);
      if (!last || page.length < PAGE_ROWS) return;
      // A long range lets other work of the process go on.
      await setImmediate();
      page = await pageFrom(last.key, true);
    }
  }

  async commit(partition: string, changes: readonly Change[]): Promise<void> {
    checkCommit(partition, changes);
    await this.commits.add({ partition, changes });
  }

  async *partitions(): AsyncIterable<string> {
    for (let last = ''; ;) {
      const next = await this.run('read', ({ statements }) => statements.nextPartition.get(last));
      if (!next) return;
      last = text((next as { partitionBytes: Uint8Array }).partitionBytes);
      yield last;
    }
  }

  close(): Promise<void> {
    this.commits.flush();
    const connection = this.connection;
    this.connection = undefined;
    if (!connection) return Promise.resolve();
    return settle(() => asStorageError(`close ${this.path}`, () => closeFile(connection.db)));
  }

  private run<T>(verb: string, work: (connection: Connection) => T): Promise<T> {
    return settle(() =>
      this.use(verb, (connection) => {
        if (performance.now() - this.checkedAt >= READ_CHECK_MS) this.check(connection);
        return work(connection);
      }),
    );
  }

  /** A file that was moved away and back unchanged is accepted again. */
  private check({ file }: Connection): void {
    this.checkedAt = -Infinity;
    file.check();
    this.checkedAt = performance.now();
  }

  private use<T>(verb: string, work: (connection: Connection) => T): T {
    const connection = this.connection;
    if (!connection) throw new StorageError(`Cannot ${verb} ${this.path}: the store is closed`);
    if (this.damage) throw this.damage;
    try {
      return asStorageError(`${verb} ${this.path}`, () => work(connection));
    } catch (error) {
      // Writing into a damaged file may damage it further.
      if (isDamage(error)) this.damage = new StoreReplacedError((error as Error).message, { cause: error });
      throw this.damage ?? error;
    }
  }
}

interface StoredRow {
  readonly etag: string;
  /** JSON. */
  readonly value: string;
}

interface Row extends StoredRow {
  /** UTF-8 bytes, since libsql truncates returned text at a NUL character. */
  readonly keyBytes: Uint8Array;
}

interface Connection {
  readonly db: Database.Database;
  readonly file: OpenedFile;
  readonly cache: RowCache;
  readonly statements: ReturnType<typeof prepare>;
}

function connect(path: string, busyMs: number): Connection {
  refuseForeignLog(path);
  const before = fileId(path);
  const db = openFile(path, busyMs);
  try {
    const dataVersion = db.prepare('PRAGMA data_version');
    return {
      ...{ db, statements: prepare(db), file: new OpenedFile(path, before) },
      cache: new RowCache(() => (dataVersion.get() as { data_version: number }).data_version),
    };
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Text is UTF-8 compared by bytes (BINARY), which is the order of code points. */
function prepare(db: Database.Database) {
  const page = (bound: string) =>
    db.prepare(`SELECT CAST(key AS BLOB) AS keyBytes, etag, value FROM entities
      WHERE partition = ? AND key ${bound} ? AND key < ? ORDER BY key LIMIT ${PAGE_ROWS}`);
  return {
    stamp: db.prepare(stampRead),
    get: db.prepare('SELECT etag, value FROM entities WHERE partition = ? AND key = ?'),
    nextPartition: db.prepare(`SELECT CAST(partition AS BLOB) AS partitionBytes FROM entities
      WHERE partition > ? ORDER BY partition LIMIT 1`),
    from: page('>='),
    after: page('>'),
    insert: db.prepare('INSERT INTO entities VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING'),
    replace: db.prepare(
      'UPDATE entities SET etag = ?, value = ? WHERE partition = ? AND key = ? AND etag = ?',
    ),
    delete: db.prepare('DELETE FROM entities WHERE partition = ? AND key = ? AND etag = ?'),
  };
}

function rowOf(key: string, row: StoredRow): Read<Entity>;
function rowOf(key: string, row: StoredRow | undefined): Read<Entity | undefined>;
function rowOf(key: string, row: StoredRow | undefined): Read<Entity | undefined> {
  return { found: row && entityOf(key, row), text: row?.value.length ?? 0 };
}

function pageOf(page: Database.Statement, ...bounds: (string | Buffer)[]): Read<readonly Entity[]> {
  const rows = page.all(...bounds) as Row[];
  const found = rows.map((row) => entityOf(text(row.keyBytes), row));
  return { found, text: rows.reduce((sum, { value }) => sum + value.length + overhead, 0) };
}

function entityOf(key: string, { etag, value }: StoredRow): Entity {
  return { key, etag, value: frozen(JSON.parse(value) as JsonObject) };
}

/** What became of a commit: its rows as they are stored now, or why it was refused. */
interface Applied {
  readonly rows: readonly Written[];
  readonly refusal?: ConflictError;
}

/** Any other error than a conflict refuses all commits. */
function applyTogether(connection: Connection, commits: readonly Commit[]): Applied[] {
  const { db, statements } = connection;
  const together = <T>(work: () => T) =>
    inTransaction(db, () => {
      countUp(db, statements.stamp);
      return work();
    });
  const [only, ...others] = commits;
  // Without others the transaction does what a savepoint would.
  if (only && others.length === 0) return [applied(only, () => together(() => applyAll(connection, only)))];
  return together(() =>
    commits.map((commit) => applied(commit, () => inSavepoint(db, () => applyAll(connection, commit)))),
  );
}

function applied({ changes }: Commit, work: () => Written[]): Applied {
  try {
    return { rows: work() };
  } catch (error) {
    if (error instanceof ConflictError) return { rows: changes.map(({ key }) => ({ key })), refusal: error };
    throw error;
  }
}

function applyAll({ statements }: Connection, { partition, changes }: Commit): Written[] {
  return changes.map((change) => {
    const { count, row } = apply(statements, partition, change);
    if (count === 1) return { key: change.key, ...(row && { read: () => rowOf(change.key, row) }) };
    const fault = change.type === 'insert' ? 'exists already' : 'is gone or was changed meanwhile';
    throw new ConflictError(`${JSON.stringify(change.key)} in ${JSON.stringify(partition)} ${fault}`);
  });
}

/** @returns how many entities it changed, and the row that there is now */
function apply(
  statements: Connection['statements'],
  partition: string,
  change: Change,
): { readonly count: number; readonly row?: StoredRow } {
  const { key } = change;
  if (change.type === 'delete') return { count: statements.delete.run(partition, key, change.etag).changes };
  const [etag, value] = [randomUUID(), JSON.stringify(change.value)];
  const { changes: count } =
    change.type === 'insert'
      ? statements.insert.run(partition, key, etag, value)
      : statements.replace.run(etag, value, partition, key, change.etag);
  return { count, row: { etag, value } };
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString();
}

/** Without `new Promise`, which makes two functions more for each of a press's dozens of reads. */
function settle<T>(work: () => T): Promise<T> {
  try {
    return Promise.resolve(work());
  } catch (error) {
    return Promise.reject(error instanceof Error ? error : new Error(String(error)));
  }
}

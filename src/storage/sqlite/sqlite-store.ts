import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import Database from 'libsql';
import { ConflictError, LimitError, StorageError } from '../../errors';
import { checkCommit, keyFault } from '../limits';
import type { Change, Entity, EntityStore, JsonObject, KeyRange } from '../store';

export interface SqliteOptions {
  /** How long a commit waits for another process that is writing, in milliseconds; the thread waits too. */
  readonly busyMs?: number;
}

/**
 * Opens the store in `file`, and creates the file and its folders when they are not there.
 * Several processes of one machine may have the file open; a commit is on the disk when it resolves.
 * @throws StorageError when the file cannot be opened, is no database or was written by a newer version.
 */
export function openSqliteStore(file: string, options: SqliteOptions = {}): EntityStore {
  // Resolved, because libsql takes names like "http:…" for servers.
  const path = resolve(file);
  return new SqliteStore(
    path,
    asStorageError(`open ${path}`, () => connect(path, options.busyMs ?? 5_000)),
  );
}

const SCHEMA_VERSION = 1;
/** Rows a page: large enough to be fast, small enough that a page of the largest entities fits in memory. */
const PAGE_ROWS = 200;
/** Sorts after every text in SQLite: the upper bound of a range that has none. */
const AFTER_ALL_TEXT = Buffer.alloc(0);

class SqliteStore implements EntityStore {
  constructor(
    private readonly path: string,
    private connection: Connection | undefined,
  ) {}

  get(partition: string, key: string): Promise<Entity | undefined> {
    return this.run('read', ({ statements }) => {
      if (keyFault(partition) || keyFault(key)) return undefined;
      const row = statements.get.get(partition, key) as Row | undefined;
      return row && { key, etag: row.etag, value: JSON.parse(row.value) as JsonObject };
    });
  }

  async *range(partition: string, { from = '', to }: KeyRange = {}): AsyncIterable<Entity> {
    if (keyFault(partition)) return;
    const end = to ?? AFTER_ALL_TEXT;
    let page = await this.run('read', ({ statements }) => entities(statements.from, partition, from, end));
    for (;;) {
      yield* page;
      const last = page.at(-1);
      if (!last || page.length < PAGE_ROWS) return;
      // A long range lets other work of the process go on.
      await setImmediate();
      page = await this.run('read', ({ statements }) => entities(statements.after, partition, last.key, end));
    }
  }

  commit(partition: string, changes: readonly Change[]): Promise<void> {
    return this.run('write', (connection) => {
      checkCommit(partition, changes);
      applyAll(connection, partition, changes);
    });
  }

  close(): Promise<void> {
    const connection = this.connection;
    this.connection = undefined;
    if (!connection) return Promise.resolve();
    return settle(() => asStorageError(`close ${this.path}`, () => disconnect(connection)));
  }

  private run<T>(verb: string, work: (connection: Connection) => T): Promise<T> {
    return settle(() => {
      const connection = this.connection;
      if (!connection) throw new StorageError(`Cannot ${verb} ${this.path}: the store is closed`);
      return asStorageError(`${verb} ${this.path}`, () => work(connection));
    });
  }
}

interface Row {
  /** UTF-8 bytes: libsql cuts a text that it returns at a NUL character. */
  readonly keyBytes: Uint8Array;
  readonly etag: string;
  readonly value: string;
}

interface Connection {
  readonly db: Database.Database;
  readonly statements: ReturnType<typeof prepare>;
}

function connect(path: string, busyMs: number): Connection {
  mkdirSync(dirname(path), { recursive: true });
  const db = new Database(path, { timeout: busyMs });
  try {
    prepareFile(db, busyMs);
    return { db, statements: prepare(db) };
  } catch (error) {
    db.close();
    throw error;
  }
}

function prepareFile(db: Database.Database, busyMs: number): void {
  const version = schemaVersion(db);
  switchToWal(db, Date.now() + busyMs);
  db.exec('PRAGMA synchronous = FULL');
  if (version === SCHEMA_VERSION) return;
  inTransaction(db, () => {
    // Asked again inside the transaction: another process may have been first.
    if (schemaVersion(db) === 0) db.exec(SCHEMA);
  });
}

/** Of two processes that switch a new file at once, one gets SQLITE_BUSY without any wait: it tries again. */
function switchToWal(db: Database.Database, deadline: number): void {
  try {
    db.exec('PRAGMA journal_mode = WAL');
  } catch (error) {
    if ((error as { code?: string }).code !== 'SQLITE_BUSY' || Date.now() > deadline) throw error;
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

function schemaVersion(db: Database.Database): number {
  const { user_version: version } = db.prepare('PRAGMA user_version').get() as { user_version: number };
  if (version <= SCHEMA_VERSION) return version;
  throw new StorageError(
    `The database has schema version ${version}, this program knows ${SCHEMA_VERSION}: use the newer program`,
  );
}

/** Text is UTF-8 compared by bytes (BINARY), which is the order of code points. */
function prepare(db: Database.Database) {
  const page = (bound: string) =>
    db.prepare(`SELECT CAST(key AS BLOB) AS keyBytes, etag, value FROM entities
      WHERE partition = ? AND key ${bound} ? AND key < ? ORDER BY key LIMIT ${PAGE_ROWS}`);
  return {
    get: db.prepare('SELECT etag, value FROM entities WHERE partition = ? AND key = ?'),
    from: page('>='),
    after: page('>'),
    insert: db.prepare('INSERT INTO entities VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING'),
    replace: db.prepare(
      'UPDATE entities SET etag = ?, value = ? WHERE partition = ? AND key = ? AND etag = ?',
    ),
    delete: db.prepare('DELETE FROM entities WHERE partition = ? AND key = ? AND etag = ?'),
  };
}

/** libsql 0.5 keeps the file open until its statements are collected (libsql-js #228), so empty the WAL now. */
function disconnect({ db }: Connection): void {
  try {
    db.exec('PRAGMA busy_timeout = 0; PRAGMA wal_checkpoint(TRUNCATE)');
  } catch {
    // Read-only or full: nothing is lost, the next open reads the WAL.
  }
  db.close();
}

function entities(page: Database.Statement, ...bounds: (string | Buffer)[]): Entity[] {
  return (page.all(...bounds) as Row[]).map(({ keyBytes, etag, value }) => ({
    key: Buffer.from(keyBytes).toString(),
    etag,
    value: JSON.parse(value) as JsonObject,
  }));
}

function applyAll({ db, statements }: Connection, partition: string, changes: readonly Change[]): void {
  inTransaction(db, () => {
    for (const change of changes) {
      if (apply(statements, partition, change) === 1) continue;
      const fault = change.type === 'insert' ? 'exists already' : 'is gone or was changed meanwhile';
      throw new ConflictError(`${JSON.stringify(change.key)} in ${JSON.stringify(partition)} ${fault}`);
    }
  });
}

/** Returns how many entities it changed. */
function apply(statements: Connection['statements'], partition: string, change: Change): number {
  switch (change.type) {
    case 'insert':
      return statements.insert.run(partition, change.key, randomUUID(), JSON.stringify(change.value)).changes;
    case 'replace':
      return statements.replace.run(
        randomUUID(),
        JSON.stringify(change.value),
        partition,
        change.key,
        change.etag,
      ).changes;
    case 'delete':
      return statements.delete.run(partition, change.key, change.etag).changes;
  }
}

function inTransaction(db: Database.Database, work: () => void): void {
  db.exec('BEGIN IMMEDIATE');
  try {
    work();
    db.exec('COMMIT');
  } catch (error) {
    // When the disk is full SQLite has rolled back already.
    if (db.inTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

function settle<T>(work: () => T): Promise<T> {
  return new Promise((done) => done(work()));
}

const MEANING: readonly (readonly [code: string, meaning: string])[] = [
  ['SQLITE_FULL', 'the disk is full'],
  ['SQLITE_READONLY', 'the file is read-only'],
  ['SQLITE_BUSY', 'another process is writing to it'],
  ['SQLITE_IOERR', 'the disk reports an error'],
  ['SQLITE_CORRUPT', 'the file is damaged'],
  ['SQLITE_NOTADB', 'the file is no SQLite database'],
];

/** Whatever SQLite or the file system throws becomes a StorageError that keeps it as its cause. */
function asStorageError<T>(action: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    if (cause instanceof ConflictError || cause instanceof LimitError || cause instanceof StorageError)
      throw cause;
    const { code = '', message } = cause as { code?: string; message: string };
    const meaning = MEANING.find(([prefix]) => code.startsWith(prefix))?.[1];
    throw new StorageError(`Cannot ${action}: ${meaning ?? message}`, { cause });
  }
}

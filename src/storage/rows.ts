/** Typed rows over the store: rows are trusted to have the type with which we wrote them. */
import { ConflictError } from '../errors';
import { type Change, type Entity, type EntityStore, type JsonObject, type KeyRange } from './store';

export interface Row<T> {
  readonly key: string;
  readonly etag: string;
  readonly value: T;
}

export async function readRow<T extends object>(
  store: Pick<EntityStore, 'get'>,
  partition: string,
  key: string,
): Promise<Row<T> | undefined> {
  const entity = await store.get(partition, key);
  return entity && asRow<T>(entity);
}

export async function* readRows<T extends object>(
  store: EntityStore,
  partition: string,
  range?: KeyRange,
): AsyncIterable<Row<T>> {
  for await (const entity of store.range(partition, range)) yield asRow<T>(entity);
}

/** All rows of a range, in key order. For ranges that fit in memory: a round, a register, a directory. */
export async function loadRows<T extends object>(
  store: EntityStore,
  partition: string,
  range?: KeyRange,
): Promise<Row<T>[]> {
  const rows: Row<T>[] = [];
  for await (const entity of store.range(partition, range)) rows.push(asRow<T>(entity));
  return rows;
}

/** Their values. */
export async function readValues<T extends object>(
  store: EntityStore,
  partition: string,
  range?: KeyRange,
): Promise<T[]> {
  return (await loadRows<T>(store, partition, range)).map(({ value }) => value);
}

export function insert(key: string, value: object): Change {
  return { type: 'insert', key, value: value as JsonObject };
}

/** Replaces the row if nobody else did since it was read. */
export function replace(row: Row<unknown>, value: object): Change {
  return { type: 'replace', key: row.key, etag: row.etag, value: value as JsonObject };
}

export function remove(row: Row<unknown>): Change {
  return { type: 'delete', key: row.key, etag: row.etag };
}

/** Inserts the row, or replaces the one that was read. */
export function put(row: Row<unknown> | undefined, key: string, value: object): Change {
  return row ? replace(row, value) : insert(key, value);
}

/** Commits the changes in pages that the store accepts. Not atomic as a whole: the caller must be repeatable. */
export async function commitInPages(
  store: EntityStore,
  partition: string,
  changes: readonly Change[],
  pageSize = 50,
): Promise<void> {
  for (let start = 0; start < changes.length; start += pageSize)
    await store.commit(partition, changes.slice(start, start + pageSize));
}

/**
 * Retries a conditional write after a conflict; `attempts` in all.
 * @param work is told which attempt it is, from 1
 */
export async function retryOnConflict<T>(work: (attempt: number) => Promise<T>, attempts = 5): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work(attempt);
    } catch (error) {
      if (!(error instanceof ConflictError) || attempt >= attempts) throw error;
    }
  }
}

/** Not copied: a press reads dozens of rows. */
function asRow<T extends object>(entity: Entity): Row<T> {
  return entity as unknown as Row<T>;
}

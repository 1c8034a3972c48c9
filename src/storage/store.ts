/**
 * The storage port: a partitioned entity store with the guarantees of Azure Tables and nothing more.
 * The domain is written against it once; the adapters pass one conformity suite.
 */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

export interface Entity {
  readonly key: string;
  /** Changes with every write of the entity; opaque. */
  readonly etag: string;
  readonly value: JsonObject;
}

export type Change =
  | { readonly type: 'insert'; readonly key: string; readonly value: JsonObject }
  | { readonly type: 'replace'; readonly key: string; readonly etag: string; readonly value: JsonObject }
  | { readonly type: 'delete'; readonly key: string; readonly etag: string };

/**
 * Keys from `from` (inclusive) to `to` (exclusive), in ascending order by Unicode code point (not by UTF-16 code
 * unit: U+FFFF comes before the astral characters). Keys may contain any character. A bound need not be a key.
 */
export interface KeyRange {
  readonly from?: string;
  readonly to?: string;
}

export interface EntityStore {
  /** Undefined also for a key that no commit would accept. */
  get(partition: string, key: string): Promise<Entity | undefined>;
  /** Streams the range page by page; entities written meanwhile may or may not appear. */
  range(partition: string, range?: KeyRange): AsyncIterable<Entity>;
  /**
   * Applies all changes or none. One change per key, 1–99 changes, nearly 4 MiB together, see limits.ts.
   * @throws ConflictError when a key to insert exists, or one to replace or delete is gone or has another etag.
   * @throws LimitError when Azure Tables would not accept the commit or one of its keys, see limits.ts.
   * @throws StorageError when the store cannot be written or read.
   */
  commit(partition: string, changes: readonly Change[]): Promise<void>;
  close(): Promise<void>;
  /**
   * The same store for one piece of work, such as a press: what it reads is no older than this call. A store without it
   * always reads what is stored now; one with it may be up to a second behind other processes when it is read itself.
   */
  fresh?(): EntityStore;
}

/** For a piece of work that must not see less than what anybody was told before it began. */
export function freshStore(store: EntityStore): EntityStore {
  return store.fresh?.() ?? store;
}

/** The range of all keys that begin with `prefix`. */
export function withPrefix(prefix: string): KeyRange {
  return { from: prefix, to: `${prefix}\u{10ffff}` };
}

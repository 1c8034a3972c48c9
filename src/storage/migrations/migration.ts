/** One step forward of the rows' form. Steps are kept as they were released: they read rows as plain JSON. */
import { type ListedStore } from '../listed-store';
import { retryOnConflict } from '../rows';
import { changeBytes, MAX_CHANGES, MAX_COMMIT_BYTES } from '../limits';
import { type Change, type Entity, type KeyRange } from '../store';

export interface Migration {
  /** What becomes of which rows, for the log. */
  readonly what: string;
  /**
   * May be broken off and run again, may run twice at once, and may meet rows that have the new form already: it
   * changes only what has the old one, each time on the condition that nobody else did.
   * @param onRows called with how many rows were written since the last call
   */
  run(store: ListedStore, onRows: (rows: number) => void): Promise<void>;
}

/** What becomes of one row: none where it stays; what is returned together is written together. */
export type Rewrite = (entity: Entity) => readonly Change[] | Promise<readonly Change[]>;

/**
 * Rewrites the rows of a partition, in commits of as many as the store takes. After a conflict the partition is walked
 * once more: what is rewritten already stays.
 */
export async function rewriteRows(
  store: ListedStore,
  partition: string,
  rewrite: Rewrite,
  { range = {}, onRows }: { readonly range?: KeyRange; readonly onRows?: (rows: number) => void } = {},
): Promise<void> {
  await retryOnConflict(async () => {
    let batch: Change[] = [];
    let bytes = 0;
    const write = async () => {
      if (batch.length > 0) await store.commit(partition, batch);
      onRows?.(batch.length);
      [batch, bytes] = [[], 0];
    };
    for await (const entity of store.range(partition, range)) {
      const changes = await rewrite(entity);
      const size = changes.reduce((sum, change) => sum + changeBytes(partition, change), 0);
      if (batch.length + changes.length > MAX_CHANGES || bytes + size > MAX_COMMIT_BYTES) await write();
      batch.push(...changes);
      bytes += size;
    }
    await write();
  }, 20);
}

export async function* partitionsWith(store: ListedStore, prefix: string): AsyncIterable<string> {
  for await (const partition of store.partitions()) if (partition.startsWith(prefix)) yield partition;
}

/** Walks a partition and changes its rows, of whatever kind: for migrations, and for erasing a person. */
import { changeBytes, MAX_CHANGES, MAX_COMMIT_BYTES } from './limits';
import { retryOnConflict } from './rows';
import { type Change, type Entity, type EntityStore, type KeyRange } from './store';

/** The changes to one row, written together; empty if the row stays. */
export type Rewrite = (entity: Entity) => readonly Change[] | Promise<readonly Change[]>;

export interface RewriteOptions {
  readonly range?: KeyRange;
  readonly onRows?: (rows: number) => void;
  /** Called before each walk, also before one that follows a conflict. */
  readonly onWalk?: () => Promise<void>;
}

/**
 * Rewrites the rows of a partition in commits as large as the store accepts. After a conflict the partition is walked
 * again; rows that are already rewritten stay.
 */
export async function rewriteRows(
  store: EntityStore,
  partition: string,
  rewrite: Rewrite,
  { range = {}, onRows, onWalk }: RewriteOptions = {},
): Promise<void> {
  await retryOnConflict(async () => {
    await onWalk?.();
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

import { rewriteRows } from '../storage/rewrite-rows';
import { type Entity, type EntityStore, type KeyRange } from '../storage/store';

/** How many rows may still be removed in this tick. */
export interface Budget {
  left: number;
}

/** Removes the expired rows of a range until the budget runs out. */
export async function removeRows(
  store: EntityStore,
  partition: string,
  range: KeyRange,
  budget: Budget,
  isOver: (entity: Entity) => boolean = () => true,
): Promise<void> {
  await rewriteRows(
    store,
    partition,
    (entity) => {
      if (budget.left <= 0 || !isOver(entity)) return [];
      budget.left -= 1;
      return [{ type: 'delete', key: entity.key, etag: entity.etag }];
    },
    { range },
  );
}

import { rewriteRows } from '../storage/rewrite-rows';
import { type Entity, type EntityStore, type KeyRange } from '../storage/store';

/** How many rows may still be removed in this tick. */
export interface Budget {
  left: number;
}

/** Removes the rows of a range that are over, as far as the budget goes. */
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

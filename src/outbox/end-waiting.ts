import { rewriteRows } from '../storage/rewrite-rows';
import { type EntityStore, withPrefix } from '../storage/store';
import { endMessage, type Message, pendingPrefix } from './message';

/**
 * Ends waiting messages as needless. One that is already under way may still be sent, and is then marked as sent. Can
 * be repeated.
 * @param isOver which of the waiting messages
 * @param ended why they are needless, for the admin, and since when (ISO 8601, UTC)
 */
export async function endWaiting(
  store: EntityStore,
  partition: string,
  isOver: (message: Message) => boolean,
  { reason, at: endedAt }: { readonly reason: string; readonly at: string },
): Promise<void> {
  await rewriteRows(
    store,
    partition,
    (entity) => {
      const row = { ...entity, value: entity.value as unknown as Message };
      if (!isOver(row.value)) return [];
      return endMessage(row, { ...row.value, state: 'needless', endedAt, reason });
    },
    { range: withPrefix(pendingPrefix) },
  );
}

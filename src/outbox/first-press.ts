import { replace, retryOnConflict } from '../storage/rows';
import { type EntityStore } from '../storage/store';
import { findMessage } from './message';

/**
 * Records when the recipient first pressed one of the message's buttons. Only the first press writes; a key that names
 * no message to this person does nothing, since it comes from a card and is not trusted.
 * @param at when the button was pressed
 * @throws ConflictError if the row keeps changing
 */
export async function recordFirstPress(
  store: EntityStore,
  partition: string,
  { key, personId }: { readonly key: string; readonly personId: string },
  at: Date,
): Promise<void> {
  await retryOnConflict(async () => {
    const row = await findMessage(store, partition, key);
    if (!row || row.value.firstPressedAt !== undefined) return;
    const { recipient } = row.value;
    if (recipient.type !== 'person' || recipient.personId !== personId) return;
    await store.commit(partition, [replace(row, { ...row.value, firstPressedAt: at.toISOString() })]);
  });
}

/** Where to write to each person; learnt on install and from every message. */
import { type ConversationReference } from 'botbuilder';
import { referencesPartition } from '../../src/people/directory';
import { put, readRow, remove, retryOnConflict } from '../../src/storage/rows';
import { type EntityStore } from '../../src/storage/store';

const partition = referencesPartition;

export async function findReference(
  store: EntityStore,
  personId: string,
): Promise<Partial<ConversationReference> | undefined> {
  return (await readRow<Partial<ConversationReference>>(store, partition, personId))?.value;
}

/**
 * Keeps the newest reference; writes only what changed.
 * @param ifFirst done before the first one is stored, so that it is done again if it fails or is interrupted
 */
export async function rememberReference(
  store: EntityStore,
  personId: string,
  reference: Partial<ConversationReference>,
  ifFirst?: () => Promise<void>,
): Promise<void> {
  // The activity id is that of the latest message: useless for writing to the person, and different every time.
  const kept = { ...reference };
  delete kept.activityId;
  await retryOnConflict(async () => {
    const row = await readRow<Partial<ConversationReference>>(store, partition, personId);
    if (row && JSON.stringify(row.value) === JSON.stringify(kept)) return;
    if (!row) await ifFirst?.();
    await store.commit(partition, [put(row, personId, kept)]);
  });
}

/** After the app was removed there is nowhere to write to. */
export async function forgetReference(store: EntityStore, personId: string): Promise<void> {
  await retryOnConflict(async () => {
    const row = await readRow(store, partition, personId);
    if (row) await store.commit(partition, [remove(row)]);
  });
}

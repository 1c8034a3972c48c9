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

/** Keeps the newest reference; writes only what changed. @returns whether there was none before. */
export async function rememberReference(
  store: EntityStore,
  personId: string,
  reference: Partial<ConversationReference>,
): Promise<boolean> {
  // The activity id is that of the latest message: useless for writing to the person, and different every time.
  const kept = { ...reference };
  delete kept.activityId;
  return retryOnConflict(async () => {
    const row = await readRow<Partial<ConversationReference>>(store, partition, personId);
    if (row && JSON.stringify(row.value) === JSON.stringify(kept)) return false;
    await store.commit(partition, [put(row, personId, kept)]);
    return !row;
  });
}

/** After the app was removed there is nowhere to write to. */
export async function forgetReference(store: EntityStore, personId: string): Promise<void> {
  await retryOnConflict(async () => {
    const row = await readRow(store, partition, personId);
    if (row) await store.commit(partition, [remove(row)]);
  });
}

/** The language of messages to a person. */
import { RefusedError } from '../errors';
import { type Locale } from '../goals/schema';
import { readRow, replace, retryOnConflict, type Row } from '../storage/rows';
import { type EntityStore } from '../storage/store';
import { peoplePartition, personKey } from './directory';
import { type StoredPerson } from './schema';

/**
 * The person's own choice, which takes precedence over the directory. Choosing the same again writes nothing.
 * @throws RefusedError `unknown-person`.
 */
export async function chooseLanguage(store: EntityStore, personId: string, locale: Locale): Promise<void> {
  await retryOnConflict(async () => {
    const row = await readPerson(store, personId);
    if (!row) throw new RefusedError('unknown-person');
    if (row.value.ownLanguage !== locale) await writeLanguage(store, row, locale);
  });
}

/**
 * Stores the language of the person's Teams client if neither the person nor the directory has given one.
 * @returns whether it was learnt now
 */
export async function learnLanguage(store: EntityStore, personId: string, locale: Locale): Promise<boolean> {
  return retryOnConflict(async () => {
    const row = await readPerson(store, personId);
    if (!row || row.value.ownLanguage || row.value.language) return false;
    await writeLanguage(store, row, locale);
    return true;
  });
}

function readPerson(store: EntityStore, personId: string): Promise<Row<StoredPerson> | undefined> {
  return readRow<StoredPerson>(store, peoplePartition, personKey(personId));
}

/** The own language comes last, in the order in which an import writes it, so importing the same changes nothing. */
function writeLanguage(store: EntityStore, row: Row<StoredPerson>, ownLanguage: Locale): Promise<void> {
  return store.commit(peoplePartition, [replace(row, { ...row.value, ownLanguage })]);
}

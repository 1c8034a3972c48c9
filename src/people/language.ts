/** In which language a person is written to. */
import { RefusedError } from '../errors';
import { type Locale } from '../goals/schema';
import { readRow, replace, retryOnConflict, type Row } from '../storage/rows';
import { type EntityStore } from '../storage/store';
import { peoplePartition, personKey } from './directory';
import { type StoredPerson } from './schema';

/**
 * The person's own choice; it goes before what the directory says. Choosing the same again writes nothing.
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
 * The language of the person's Teams client, where neither the person nor the directory has said one.
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

/** The own language comes last, as an import writes it: an import of the same then changes nothing. */
function writeLanguage(store: EntityStore, row: Row<StoredPerson>, ownLanguage: Locale): Promise<void> {
  return store.commit(peoplePartition, [replace(row, { ...row.value, ownLanguage })]);
}

/** Looks up somebody who is not known yet in the organisation's directory, and adds them. */
import { type Actor, audit } from '../audit/audit';
import { personIdSchema } from '../goals/schema';
import { insert, retryOnConflict } from '../storage/rows';
import { type EntityStore } from '../storage/store';
import {
  accountKey,
  loadDirectory,
  loadPerson,
  peoplePartition,
  personByObjectId,
  personKey,
} from './directory';
import { type Account, type DirectorySource } from './directory-source';
import { addressIn, findPerson, type PersonSearch } from './find-person';
import { longestName, type Person, type StoredPerson } from './schema';

export interface LookingUp {
  /** If absent, only imported persons are known. */
  readonly lookUp?: DirectorySource['lookUp'];
  readonly actor: Actor;
}

const objectId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Finds a person as `findPerson` does. An unknown address or object id is looked up; a name never is, since it must be
 * certain who is meant before anybody is added.
 * @throws DirectoryError
 */
export async function findOrAdd(
  store: EntityStore,
  text: string,
  { lookUp, actor }: LookingUp,
  now: Date,
): Promise<PersonSearch> {
  const search = findPerson((await loadDirectory(store)).persons.values(), text);
  const named = objectId.test(text.trim()) ? text.trim() : addressIn(text.trim());
  if ('found' in search || named === undefined) return search;
  const account = await lookUp?.(named.toLowerCase());
  const person = account && (await addPerson(store, account, actor, now));
  return person ? { found: person } : search;
}

/** Adds nobody if the account is disabled, or its address belongs to a person with another account. */
export async function addPerson(
  store: EntityStore,
  account: Account,
  actor: Actor,
  now: Date,
): Promise<Person | undefined> {
  const id = account.addresses.find((address) => personIdSchema.safeParse(address).success);
  if (id === undefined || account.enabled === false) return undefined;
  return retryOnConflict(async () => {
    const linked = account.objectId && (await personByObjectId(store, account.objectId));
    if (linked) return linked;
    const known = await loadPerson(store, id);
    if (known) return known.aadObjectId === undefined ? known : undefined;
    const person = personOf(id, account);
    await store.commit(peoplePartition, [
      insert(personKey(id), person),
      ...(account.objectId === undefined ? [] : [insert(accountKey(account.objectId), { personId: id })]),
      audit({ ...actor, what: 'person-added', personId: id }, now),
    ]);
    return loadPerson(store, id);
  });
}

function personOf(id: string, { objectId: aadObjectId, name, language, unit }: Account): StoredPerson {
  return {
    id,
    name: name.slice(0, longestName) || id,
    ...(language && { language }),
    ...(unit !== undefined && { unit: { [language ?? 'fi']: unit } }),
    ...(aadObjectId !== undefined && { aadObjectId }),
    admin: false,
  };
}

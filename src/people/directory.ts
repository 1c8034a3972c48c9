/** Stored persons and roles, and the persons an owner stands for. */
import { type Owner } from '../goals/schema';
import { textIn } from '../goals/text';
import { commitInPages, put, readRow, readValues, remove, type Row } from '../storage/rows';
import { type Change, type EntityStore, withPrefix } from '../storage/store';
import { type NameReader, personName } from './names';
import { type DirectoryPerson, type People, type Person, type Role, type StoredPerson } from './schema';

/** Persons, roles and substitutions, and the messages about them. */
export const peoplePartition = 'people';
const partition = peoplePartition;
/** The chat of each person, by their id: rows of bot/teams/conversation-references.ts. */
export const referencesPartition = 'references';
export const personKey = (id: string) => `person|${id}`;
export const roleKey = (id: string) => `role|${id}`;
export const accountKey = (aadObjectId: string) => `object|${aadObjectId.toLowerCase()}`;

export interface Directory {
  readonly persons: ReadonlyMap<string, Person>;
  readonly roles: ReadonlyMap<string, Role>;
}

export async function loadDirectory(store: EntityStore): Promise<Directory> {
  const persons = (await loadStoredPersons(store)).map(asPerson);
  const roles = await loadRoles(store);
  return {
    persons: new Map(persons.map((person) => [person.id, person])),
    roles: new Map(roles.map((role) => [role.id, role])),
  };
}

/** With the language that the directory gives, which may not be the person's. */
export function loadStoredPersons(store: EntityStore): Promise<StoredPerson[]> {
  return readValues<StoredPerson>(store, partition, withPrefix(personKey('')));
}

export function loadRoles(store: EntityStore): Promise<Role[]> {
  return readValues<Role>(store, partition, withPrefix(roleKey('')));
}

export async function loadPerson(store: EntityStore, personId: string): Promise<Person | undefined> {
  const row = await readRow<StoredPerson>(store, partition, personKey(personId));
  return row && asPerson(row.value);
}

function asPerson(stored: StoredPerson): Person {
  return { ...stored, language: stored.ownLanguage ?? stored.language ?? 'fi' };
}

/** The person a verified token names. */
export async function personByObjectId(store: EntityStore, aadObjectId: string): Promise<Person | undefined> {
  const index = await readRow<{ personId: string }>(store, partition, accountKey(aadObjectId));
  return index && loadPerson(store, index.value.personId);
}

/** Writes persons and roles, skipping those that have not changed. */
export async function savePeople(store: EntityStore, people: People): Promise<void> {
  const changes: Change[] = [];
  const objectIds = new Set(people.persons.map(({ aadObjectId }) => aadObjectId?.toLowerCase()));
  for (const person of people.persons) {
    changes.push(...(await formerObjectId(store, person, objectIds)));
    changes.push(...(await changeToPerson(store, person, objectIds)));
    if (person.aadObjectId)
      changes.push(...(await changeTo(store, accountKey(person.aadObjectId), { personId: person.id })));
  }
  for (const role of people.roles) {
    const row = await readRow<Role>(store, partition, roleKey(role.id));
    changes.push(...changeOf(row, roleKey(role.id), asInGroup(role, row?.value)));
  }
  await commitInPages(store, partition, changes);
}

/** Who belongs to a role that a group fills is the group's to say, not a file's. */
export function asInGroup(role: Role, known: Role | undefined): Role {
  return known?.group === undefined ? role : { ...role, members: known.members, group: known.group };
}

/** An account that is no longer the person's must not remain a way to sign in. */
async function formerObjectId(
  store: EntityStore,
  { id, aadObjectId }: DirectoryPerson,
  inUse: ReadonlySet<string | undefined>,
): Promise<Change[]> {
  const former = aadObjectId && (await loadPerson(store, id))?.aadObjectId;
  if (!former || inUse.has(former.toLowerCase())) return [];
  const row = await readRow<{ personId: string }>(store, partition, accountKey(former));
  return row?.value.personId === id ? [remove(row)] : [];
}

/** A file must not overwrite the language that a person chose, nor the account that the directory has given. */
async function changeToPerson(
  store: EntityStore,
  person: DirectoryPerson,
  inUse: ReadonlySet<string | undefined>,
): Promise<Change[]> {
  const row = await readRow<StoredPerson>(store, partition, personKey(person.id));
  const { ownLanguage, aadObjectId } = row?.value ?? {};
  const kept =
    person.aadObjectId === undefined && aadObjectId !== undefined && !inUse.has(aadObjectId.toLowerCase());
  return changeOf(row, personKey(person.id), {
    ...person,
    ...(kept && { aadObjectId }),
    ...(ownLanguage && { ownLanguage }),
  });
}

async function changeTo(store: EntityStore, key: string, value: object): Promise<Change[]> {
  return changeOf(await readRow<object>(store, partition, key), key, value);
}

function changeOf(row: Row<object> | undefined, key: string, value: object): Change[] {
  return row && JSON.stringify(row.value) === JSON.stringify(value) ? [] : [put(row, key, value)];
}

/** The persons an owner stands for; empty if the role or the person is unknown. */
export function personsOf(directory: Directory, owner: Owner): readonly string[] {
  const role = directory.roles.get(roleIdOf(owner) ?? '');
  return (role?.members ?? [owner]).filter((member) => directory.persons.has(member));
}

/** The owners that stand for a person: the person, and every role that has them as a member. */
export function ownersFor(roles: Iterable<Role>, personId: string): Set<Owner> {
  const owners = new Set<Owner>([personId]);
  for (const role of roles) if (role.members.includes(personId)) owners.add(`role:${role.id}`);
  return owners;
}

export async function loadOwnersFor(store: EntityStore, personId: string): Promise<Set<Owner>> {
  return ownersFor(await loadRoles(store), personId);
}

/** An owner's name for display: the person's or the role's. */
export async function loadOwnerName(store: EntityStore, owner: Owner, reader: NameReader): Promise<string> {
  const roleId = roleIdOf(owner);
  if (roleId === undefined) return personName(await loadPerson(store, owner), owner, reader);
  const role = (await readRow<Role>(store, partition, roleKey(roleId)))?.value;
  return role ? textIn(role.label, reader.locale) : owner;
}

function roleIdOf(owner: Owner): string | undefined {
  return owner.startsWith('role:') ? owner.slice('role:'.length) : undefined;
}

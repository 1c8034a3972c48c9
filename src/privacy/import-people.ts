/** Brings persons and roles into the directory; whoever has a new address keeps everything of theirs. */
import { type Actor } from '../audit/audit';
import { RefusedError } from '../errors';
import { asInGroup, loadRoles, loadStoredPersons, savePeople } from '../people/directory';
import { type DirectoryPerson, type People, type Role, type StoredPerson } from '../people/schema';
import { sameData } from '../same-data';
import { type ListedStore } from '../storage/listed-store';
import { planRenaming, renamePerson } from './rename-person';
import { type Renaming } from './renamed-row';

/** What an import of persons does. */
export interface PeoplePlan {
  readonly people: People;
  readonly added: readonly DirectoryPerson[];
  readonly changed: readonly { readonly person: DirectoryPerson; readonly what: readonly string[] }[];
  /** Persons whose account is known under another address. */
  readonly renamed: readonly Renaming[];
  readonly unchanged: number;
  readonly roles: { readonly added: number; readonly changed: number; readonly unchanged: number };
}

/**
 * Nothing is written.
 * @throws RefusedError `object-id-twice`, `person-twice` naming both persons of the file; `persons-both-in-use` if an
 *   account is known under another address and both addresses are persons in use
 */
export async function planPeople(store: ListedStore, people: People): Promise<PeoplePlan> {
  refuseTwice(people.persons);
  const stored = new Map((await loadStoredPersons(store)).map((person) => [person.id, person]));
  const renamed = people.persons.flatMap((person) => renamingsOf(person, people, [...stored.values()]));
  for (const renaming of renamed) await planRenaming(store, renaming);
  const former = new Map(renamed.map(({ from, to }) => [to, from]));
  const compared = people.persons.map((person) => {
    const known = stored.get(former.get(person.id) ?? person.id);
    return { person, isNew: !known, what: known ? differing(known, person) : [] };
  });
  return {
    ...{ people, renamed },
    added: compared.filter(({ isNew }) => isNew).map(({ person }) => person),
    changed: compared.filter(({ what }) => what.length > 0).map(({ person, what }) => ({ person, what })),
    unchanged: compared.filter(
      ({ person, isNew, what }) => !isNew && what.length === 0 && !former.has(person.id),
    ).length,
    roles: comparedRoles(people.roles, await loadRoles(store)),
  };
}

/** Does what was planned. Repeatable. @throws RefusedError as `planPeople`, if the store has changed since */
export async function importPeople(
  store: ListedStore,
  { people, renamed }: PeoplePlan,
  actor: Actor,
  now: Date,
): Promise<void> {
  for (const renaming of renamed) await renamePerson(store, renaming, actor, now);
  await savePeople(store, withNewAddresses(people, renamed));
}

/** A file's roles may still name a member by the old address. */
function withNewAddresses({ persons, roles }: People, renamed: readonly Renaming[]): People {
  const next = new Map(renamed.map(({ from, to }) => [from, to]));
  const membersOf = ({ members }: Role) => [...new Set(members.map((member) => next.get(member) ?? member))];
  return { persons, roles: roles.map((role) => ({ ...role, members: membersOf(role) })) };
}

function refuseTwice(persons: readonly DirectoryPerson[]): void {
  const [accounts, addresses] = [new Map<string, DirectoryPerson>(), new Map<string, DirectoryPerson>()];
  for (const person of persons) {
    const namesake = addresses.get(person.id);
    if (namesake)
      throw new RefusedError('person-twice', {
        person: person.id,
        first: namesake.name,
        second: person.name,
      });
    addresses.set(person.id, person);
    const account = person.aadObjectId?.toLowerCase();
    if (account === undefined) continue;
    const holder = accounts.get(account);
    if (holder)
      throw new RefusedError('object-id-twice', { objectId: account, first: holder.id, second: person.id });
    accounts.set(account, person);
  }
}

/** An account has changed hands, not its address, if the file gives the former holder another account. */
function renamingsOf(person: DirectoryPerson, people: People, stored: readonly StoredPerson[]): Renaming[] {
  const account = person.aadObjectId?.toLowerCase();
  if (account === undefined) return [];
  const given = new Map(people.persons.map(({ id, aadObjectId }) => [id, aadObjectId]));
  return stored
    .filter(({ id, aadObjectId }) => aadObjectId?.toLowerCase() === account && id !== person.id)
    .filter(({ id }) => given.get(id) === undefined)
    .map(({ id }) => {
      if (given.has(id)) throw new RefusedError('persons-both-in-use', { from: id, to: person.id });
      return { from: id, to: person.id };
    });
}

/** A file that is silent about the account does not change it. */
function differing(known: StoredPerson, person: DirectoryPerson): string[] {
  const account = person.aadObjectId?.toLowerCase();
  return [
    ...(known.name === person.name ? [] : ['name']),
    ...(known.language === person.language ? [] : ['language']),
    ...(sameData(known.unit, person.unit) ? [] : ['unit']),
    ...(account === undefined || known.aadObjectId?.toLowerCase() === account ? [] : ['account']),
    ...(known.admin === person.admin ? [] : ['admin']),
  ];
}

function comparedRoles(roles: readonly Role[], stored: readonly Role[]): PeoplePlan['roles'] {
  const known = new Map(stored.map((role) => [role.id, role]));
  const added = roles.filter(({ id }) => !known.has(id)).length;
  const unchanged = roles.filter((role) =>
    sameData(known.get(role.id), asInGroup(role, known.get(role.id))),
  ).length;
  return { added, unchanged, changed: roles.length - added - unchanged };
}

/** Turns the rows of a table into persons and roles: what the table does not say stays as it is. Pure. */
import { wordsOf } from '../../people/find-person';
import { type DirectoryPerson, type People, type Role, type StoredPerson } from '../../people/schema';
import { shortHash } from '../../short-hash';
import { type PersonRow } from './read-persons';

export interface KnownPeople {
  readonly persons: readonly StoredPerson[];
  readonly roles: readonly Role[];
}

/** A table adds members to roles and removes none; a role that is not known is added under its name. */
export function asPeople(rows: readonly PersonRow[], known: KnownPeople): People {
  const byId = new Map(known.persons.map((person) => [person.id, person]));
  const byAccount = new Map(known.persons.map((person) => [person.aadObjectId?.toLowerCase(), person]));
  const persons = new Map<string, DirectoryPerson>();
  for (const row of rows) {
    const before = byId.get(row.id) ?? (row.aadObjectId && byAccount.get(row.aadObjectId)) ?? undefined;
    persons.set(row.id, personOf(row, persons.get(row.id) ?? (before || undefined)));
  }
  return { persons: [...persons.values()], roles: rolesOf(rows, known.roles) };
}

/** In the order of the schema, so that the same table writes nothing the second time. */
function personOf(row: PersonRow, before: DirectoryPerson | undefined): DirectoryPerson {
  const language = row.language ?? before?.language;
  const unit = row.unit === undefined ? before?.unit : unitOf(row.unit, row, before);
  const aadObjectId = row.aadObjectId ?? before?.aadObjectId;
  return {
    ...{ id: row.id, name: row.name },
    ...(language && { language }),
    ...(unit && { unit }),
    ...(aadObjectId !== undefined && { aadObjectId }),
    admin: row.admin ?? before?.admin ?? false,
  };
}

/** A unit that has this name in any language keeps its other names. */
function unitOf(text: string, { unitLanguage }: PersonRow, before: DirectoryPerson | undefined) {
  if (Object.values(before?.unit ?? {}).includes(text)) return before!.unit;
  return { [unitLanguage]: text };
}

function rolesOf(rows: readonly PersonRow[], known: readonly Role[]): Role[] {
  const roles = new Map<string, Role>();
  for (const { id, roles: named, roleLanguage } of rows)
    for (const name of named) {
      const role = [...roles.values(), ...known].find((each) => isCalled(each, name));
      const { members, ...rest } = role ?? { id: slugOf(name), label: { [roleLanguage]: name }, members: [] };
      roles.set(rest.id, { ...rest, members: members.includes(id) ? members : [...members, id] });
    }
  return [...roles.values()];
}

function isCalled(role: Role, name: string): boolean {
  const plain = (text: string) => wordsOf(text).join(' ');
  return [role.id, ...Object.values(role.label)].some((each) => each && plain(each) === plain(name));
}

/** "Tulosaluejohtajat (sote)" → "tulosaluejohtajat-sote" */
function slugOf(name: string): string {
  const plain = wordsOf(name)
    .join('-')
    .replace(/[^a-z0-9-]/g, '');
  return plain.replace(/^-+/, '').slice(0, 80) || `role-${shortHash(name, 12)}`;
}

/** What a person may act on: loaded once per command or submit, used by permissions.ts. */
import { type Owner } from '../goals/schema';
import { type EntityStore } from '../storage/store';
import { loadDirectory, loadOwnersFor } from './directory';
import { loadGrants } from './grants';
import { type Person } from './schema';

export interface Access {
  readonly personId: string;
  /** According to the directory, the configuration or a grant. */
  readonly isAdmin: boolean;
  /** The owners that stand for the person. */
  readonly owners: ReadonlySet<Owner>;
  /** Ids of programmes, not including those whose register names the person as coordinator. */
  readonly coordinates: ReadonlySet<string>;
  readonly reads: ReadonlySet<string>;
  /** The units that the person heads, by programme. */
  readonly heads: ReadonlyMap<string, ReadonlySet<string>>;
}

/** @param admins ids of the admins that the configuration names */
export async function loadAccess(
  store: EntityStore,
  person: Pick<Person, 'id' | 'admin'>,
  admins: ReadonlySet<string>,
): Promise<Access> {
  const [owners, grants] = await Promise.all([loadOwnersFor(store, person.id), loadGrants(store, person.id)]);
  const programmes = (role: string) =>
    new Set(grants.flatMap((each) => (each.role === role ? (each.programmeId ?? []) : [])));
  const headed = [...programmes('unit-head')].map(
    (id) =>
      [id, new Set(grants.flatMap((each) => (each.programmeId === id ? (each.unit ?? []) : [])))] as const,
  );
  return {
    personId: person.id,
    isAdmin: person.admin || admins.has(person.id) || grants.some(({ role }) => role === 'admin'),
    owners,
    coordinates: programmes('coordinator'),
    reads: programmes('reader'),
    heads: new Map(headed),
  };
}

/** All admins, sorted by name. */
export async function loadAdmins(store: EntityStore, admins: ReadonlySet<string>): Promise<Person[]> {
  const [{ persons }, grants] = await Promise.all([loadDirectory(store), loadGrants(store)]);
  const granted = new Set(grants.flatMap(({ role, personId }) => (role === 'admin' ? [personId] : [])));
  return [...persons.values()]
    .filter(({ id, admin }) => admin || admins.has(id) || granted.has(id))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

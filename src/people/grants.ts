/** Granted roles: admins, further coordinators and readers of a programme, heads of its units. */
import { audit, type Actor } from '../audit/audit';
import { RefusedError } from '../errors';
import {
  commitInPages,
  insert,
  put,
  readRow,
  readRows,
  readValues,
  remove,
  replace,
  retryOnConflict,
} from '../storage/rows';
import { type Change, type EntityStore, withPrefix } from '../storage/store';
import { loadDirectory, loadPerson, peoplePartition } from './directory';
import { shortHash } from '../short-hash';

/** An admin is for everything, the others for one programme, a head for one of its units. */
export const grantRoles = ['admin', 'coordinator', 'reader', 'unit-head'] as const;
export type GrantRole = (typeof grantRoles)[number];

export interface Grant {
  readonly personId: string;
  readonly role: GrantRole;
  /** Absent for an admin. */
  readonly programmeId?: string;
  /** For a unit's head: the unit's name in the programme's main language. */
  readonly unit?: string;
  /** Object id of the directory's group of which the person is a member; absent if the grant was given to the person. */
  readonly group?: string;
}

export const grantPrefix = 'grant|';
/** A unit's name is hashed, since it may be longer than a key. */
export function grantKey({ personId, role, programmeId = '', unit, group }: Grant): string {
  const key = `${grantPrefix}${personId}|${role}|${programmeId}|${unit === undefined ? '' : shortHash(unit, 32)}`;
  return group === undefined ? key : `${key}|${group}`;
}

/** The grants of one person, or of all. */
export function loadGrants(store: EntityStore, personId?: string): Promise<Grant[]> {
  const wanted = withPrefix(personId === undefined ? grantPrefix : `${grantPrefix}${personId}|`);
  return readValues<Grant>(store, peoplePartition, wanted);
}

/**
 * Granting the same again changes nothing.
 * @throws RefusedError `unknown-colleague`; `grant-incomplete` if a programme or a unit is missing
 */
export async function grant(store: EntityStore, wanted: Grant, actor: Actor, now: Date): Promise<void> {
  if (!(await loadPerson(store, wanted.personId))) throw new RefusedError('unknown-colleague');
  if ((wanted.role === 'admin') !== (wanted.programmeId === undefined))
    throw new RefusedError('grant-incomplete');
  if ((wanted.role === 'unit-head') !== (wanted.unit !== undefined))
    throw new RefusedError('grant-incomplete');
  await retryOnConflict(async () => {
    const row = await readRow<Grant>(store, peoplePartition, grantKey(wanted));
    if (row) return;
    await store.commit(peoplePartition, [
      put(row, grantKey(wanted), wanted),
      audit({ ...actor, what: 'granted', ...about(wanted) }, now),
    ]);
  });
}

/**
 * @param admins ids of the admins that the configuration names
 * @returns whether there was such a grant
 * @throws RefusedError `last-admin` if no admin would be left; the command line may still do it
 */
export async function revoke(
  store: EntityStore,
  wanted: Grant,
  actor: Actor,
  now: Date,
  admins: ReadonlySet<string> = new Set(),
): Promise<boolean> {
  return retryOnConflict(async () => {
    const row = await readRow<Grant>(store, peoplePartition, grantKey(wanted));
    if (!row) return false;
    const guarded = wanted.role === 'admin' && actor.way !== 'cli';
    await store.commit(peoplePartition, [
      remove(row),
      ...(guarded ? await otherAdmin(store, wanted, actor, admins) : []),
      audit({ ...actor, what: 'revoked', ...about(wanted) }, now),
    ]);
    return true;
  });
}

/** If only a grant makes another admin, it is rewritten, so that two simultaneous revocations cannot both succeed. */
async function otherAdmin(
  store: EntityStore,
  { personId }: Grant,
  actor: Actor,
  admins: ReadonlySet<string>,
): Promise<Change[]> {
  const { persons } = await loadDirectory(store);
  if ([...persons.values()].some(({ id, admin }) => admin || admins.has(id))) return [];
  const others = [];
  for await (const row of readRows<Grant>(store, peoplePartition, withPrefix(grantPrefix)))
    if (row.value.role === 'admin' && row.value.personId !== personId && persons.has(row.value.personId))
      others.push(row);
  const kept = others.find(({ value }) => value.personId === actor.by) ?? others[0];
  if (!kept) throw new RefusedError('last-admin');
  return [replace(kept, kept.value)];
}

/** Adds the grants of a file without audit entries; existing ones stay as they are. */
export async function importGrants(store: EntityStore, wanted: readonly Grant[]): Promise<void> {
  const there = new Set((await loadGrants(store)).map(grantKey));
  const missing = wanted.filter((each) => !there.has(grantKey(each)));
  const changes = missing.map((each) => insert(grantKey(each), each));
  await commitInPages(store, peoplePartition, changes);
}

function about({ personId, role, programmeId, unit }: Grant) {
  return {
    personId,
    ...(programmeId !== undefined && { programmeId }),
    to: { role, ...(unit !== undefined && { unit }) },
  };
}

/** Ids of the programme's coordinators by grant, not including the one that its register names. */
export function coordinatorsGranted(grants: readonly Grant[], programmeId: string): string[] {
  return grants
    .filter((each) => each.role === 'coordinator' && each.programmeId === programmeId)
    .map(({ personId }) => personId);
}

/** The head of a unit; `undefined` if none is named. If there are several, the first by address. */
export function headOf(grants: readonly Grant[], programmeId: string, unit: string): string | undefined {
  return grants.find(
    (each) => each.role === 'unit-head' && each.programmeId === programmeId && each.unit === unit,
  )?.personId;
}

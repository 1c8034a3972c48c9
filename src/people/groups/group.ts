/** Groups of the organisation's directory whose members fill a role or read a programme: a row each. */
import { type Actor } from '../../audit/audit';
import { localDay, usualZone } from '../../periods/local-time';
import { put, readRow, readValues, remove, retryOnConflict, type Row } from '../../storage/rows';
import { type Change, type EntityStore, withPrefix } from '../../storage/store';
import { loadRoles, peoplePartition } from '../directory';
import { type GroupProblem } from '../directory-source';

export interface Group {
  /** Object id, lower case. */
  readonly id: string;
  /** The directory's name for it when its members were last read. */
  readonly name: string;
  /** Ids of the programmes whose readers its members are. */
  readonly reads: readonly string[];
  /** Why its members could not be read; those of before are kept. `since`: local day, `yyyy-mm-dd`. */
  readonly problem?: { readonly why: GroupProblem; readonly since: string };
}

/** Every member of a role is asked, so a larger group is probably the wrong one. */
export const mostInRole = 100;
export const mostReaders = 1_000;

/** How many a group may have: the lower limit if it is used for both. */
export function mostMembers(fillsRole: boolean): number {
  return fillsRole ? mostInRole : mostReaders;
}

/** Who changes what a group is used for, and when. */
export interface Acting {
  readonly actor: Actor;
  readonly now: Date;
}

/** Ids of persons who became and who are no longer members, sorted. */
export interface Moved {
  readonly joined: readonly string[];
  readonly left: readonly string[];
}

export function movedBetween(before: readonly string[], after: readonly string[]): Moved {
  const [had, has] = [new Set(before), new Set(after)];
  return {
    joined: [...has].filter((id) => !had.has(id)).sort(),
    left: [...had].filter((id) => !has.has(id)).sort(),
  };
}

const prefix = 'group|';
const groupKey = (id: string) => `${prefix}${id}`;

export function loadGroups(store: EntityStore): Promise<Group[]> {
  return readValues<Group>(store, peoplePartition, withPrefix(prefix));
}

export function readGroup(store: EntityStore, id: string): Promise<Row<Group> | undefined> {
  return readRow<Group>(store, peoplePartition, groupKey(id));
}

/** The group's row as it should be; it is removed once nothing uses the group. */
export async function changeToGroup(
  store: EntityStore,
  row: Row<Group> | undefined,
  next: Group,
  isWithout?: { readonly roleId: string },
): Promise<Change[]> {
  const roles = (await loadRoles(store)).filter(
    ({ id, group }) => group === next.id && id !== isWithout?.roleId,
  );
  if (next.reads.length > 0 || roles.length > 0) return [put(row, groupKey(next.id), next)];
  return row ? [remove(row)] : [];
}

/** Adds the group, or what is new about it, to a commit that gives it a use. */
export function putGroup(row: Row<Group> | undefined, next: Group): Change {
  return put(row, groupKey(next.id), next);
}

/** Keeps what was found out about a group; the same again writes nothing. */
export async function noteGroup(
  store: EntityStore,
  id: string,
  found: { readonly name?: string; readonly problem?: GroupProblem },
  now: Date,
): Promise<void> {
  await retryOnConflict(async () => {
    const row = await readGroup(store, id);
    if (!row) return;
    const { name, problem } = row.value;
    if (problem?.why === found.problem && (found.name ?? name) === name) return;
    const since = problem?.why === found.problem ? problem?.since : localDay(now, usualZone);
    const { reads } = row.value;
    const next: Group = {
      ...{ id, name: found.name ?? name, reads },
      ...(found.problem && since !== undefined && { problem: { why: found.problem, since } }),
    };
    await store.commit(peoplePartition, [putGroup(row, next)]);
  });
}

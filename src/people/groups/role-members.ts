/** Roles that a group of the directory fills, and roles filled by hand. */
import { audit } from '../../audit/audit';
import { put, readRow, replace, retryOnConflict } from '../../storage/rows';
import { type Change, type EntityStore } from '../../storage/store';
import { peoplePartition, roleKey } from '../directory';
import { type Role } from '../schema';
import {
  type Acting,
  changeToGroup,
  type Group,
  type Moved,
  movedBetween,
  putGroup,
  readGroup,
} from './group';

/**
 * Creates a role or changes it; a role that is set without a group is no longer filled by one. The same again changes
 * nothing.
 * @param group name of the role's group, if it has one
 */
export async function setRole(
  store: EntityStore,
  wanted: Role,
  group: Pick<Group, 'id' | 'name'> | undefined,
  { actor, now }: Acting,
): Promise<void> {
  const role: Role = group ? { ...wanted, group: group.id } : wanted;
  await retryOnConflict(async () => {
    const row = await readRow<Role>(store, peoplePartition, roleKey(role.id));
    const groups = [
      ...(await withoutFormer(store, row?.value, role)),
      ...(group ? await withGroup(store, group) : []),
    ];
    const isSame = JSON.stringify(row?.value) === JSON.stringify(role);
    if (isSame && groups.length === 0) return;
    const entry = { ...actor, what: 'role-changed' as const, to: described(role) };
    await store.commit(peoplePartition, [
      ...groups,
      put(row, roleKey(role.id), role),
      audit({ ...entry, ...(row && { from: described(row.value) }) }, now),
    ]);
  });
}

async function withoutFormer(store: EntityStore, before: Role | undefined, next: Role): Promise<Change[]> {
  if (before?.group === undefined || before.group === next.group) return [];
  const former = await readGroup(store, before.group);
  const changes = former ? await changeToGroup(store, former, former.value, { roleId: next.id }) : [];
  return changes.filter(({ type }) => type === 'delete');
}

async function withGroup(store: EntityStore, { id, name }: Pick<Group, 'id' | 'name'>): Promise<Change[]> {
  const row = await readGroup(store, id);
  const next: Group = { id, name, reads: row?.value.reads ?? [] };
  return JSON.stringify(row?.value) === JSON.stringify(next) ? [] : [putGroup(row, next)];
}

/**
 * Gives a role the members that its group has now, if it still has this group. It is never left without any.
 * @returns who came and went
 */
export async function changeMembers(
  store: EntityStore,
  { roleId, groupId }: { readonly roleId: string; readonly groupId: string },
  members: readonly string[],
  { actor, now }: Acting,
): Promise<Moved> {
  return retryOnConflict(async () => {
    const row = await readRow<Role>(store, peoplePartition, roleKey(roleId));
    if (row?.value.group !== groupId || members.length === 0) return movedBetween([], []);
    const moved = movedBetween(row.value.members, members);
    if (moved.joined.length === 0 && moved.left.length === 0) return moved;
    const next: Role = { ...row.value, members: [...members] };
    await store.commit(peoplePartition, [
      replace(row, next),
      audit({ ...actor, what: 'role-changed', from: described(row.value), to: described(next) }, now),
    ]);
    return moved;
  });
}

function described({ id, members, group }: Role) {
  return { role: id, members, ...(group !== undefined && { group }) };
}

/** Lets a group of the directory fill a role or read a programme, once its members could be read. */
import { RefusedError } from '../../errors';
import { loadRoles } from '../../people/directory';
import { type DirectorySource } from '../../people/directory-source';
import { type Acting } from '../../people/groups/group';
import { linkReaders } from '../../people/groups/readers';
import { setRole } from '../../people/groups/role-members';
import { type Role } from '../../people/schema';
import { type HolidayCalendar } from '../../periods/working-days';
import { type EntityStore } from '../../storage/store';
import { applyGroup, type GroupMembers, membersOf } from './apply-group';
import { askMembers } from './sync-groups';

export interface Linking {
  readonly source: DirectorySource | undefined;
  /** The group's object id. */
  readonly group: string;
}

/**
 * Its members of before are replaced.
 * @throws RefusedError `no-directory`, `group-unusable`, in which case nothing is changed; DirectoryError
 */
export async function fillRole(
  store: EntityStore,
  role: Omit<Role, 'members' | 'group'>,
  linking: Linking & { readonly holidays: HolidayCalendar },
  acting: Acting,
): Promise<GroupMembers> {
  const { id, members } = await readMembers(store, linking, true, acting);
  const filled: Role = { ...role, members: [...members.persons] };
  await setRole(store, filled, { id, name: members.name }, acting);
  await askMembers(store, [filled], linking.holidays, acting.now);
  return members;
}

/** @throws RefusedError as `fillRole`; DirectoryError */
export async function letRead(
  store: EntityStore,
  programmeId: string,
  linking: Linking,
  acting: Acting,
): Promise<GroupMembers> {
  const { id, members } = await readMembers(store, linking, false, acting);
  await linkReaders(store, { id, name: members.name }, programmeId, acting);
  const group = { id, reads: [programmeId] };
  await applyGroup(store, group, [], members.persons, { ...acting, dryRun: false });
  return members;
}

async function readMembers(
  store: EntityStore,
  { source, group }: Linking,
  fillsRole: boolean,
  acting: Acting,
): Promise<{ readonly id: string; readonly members: GroupMembers }> {
  const id = group.trim().toLowerCase();
  if (!source?.group) throw new RefusedError('no-directory');
  if (!objectId.test(id)) throw new RefusedError('group-unusable', { group, reason: 'no-id' });
  const isFilling = (await loadRoles(store)).some((role) => role.group === id);
  const members = await membersOf(store, id, { source, fillsRole: fillsRole || isFilling }, acting);
  if ('problem' in members) throw new RefusedError('group-unusable', { group: id, reason: members.problem });
  return { id, members };
}

const objectId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

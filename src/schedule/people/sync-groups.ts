/** Compares the directory's groups that fill roles or read programmes with their members of before. */
import { type Actor } from '../../audit/audit';
import { loadGoals, loadProgrammes, ownersIn } from '../../goals/register';
import { type Programme } from '../../goals/schema';
import { loadRoles } from '../../people/directory';
import { type DirectorySource, type GroupProblem } from '../../people/directory-source';
import { loadGrants } from '../../people/grants';
import { type LeftOut } from '../../people/groups/compare-group';
import { type Acting, type Group, loadGroups, noteGroup } from '../../people/groups/group';
import { changeReaders } from '../../people/groups/readers';
import { type Role } from '../../people/schema';
import { sendableOrNow } from '../../periods/quiet-hours';
import { type HolidayCalendar } from '../../periods/working-days';
import { askNewOwners } from '../../rounds/ask-owner';
import { type EntityStore } from '../../storage/store';
import { applyGroup, type GroupChanges, membersOf } from './apply-group';

export interface GroupSyncOptions {
  readonly source: DirectorySource;
  readonly holidays: HolidayCalendar;
  readonly dryRun?: boolean;
  /** False when the lease is lost or the process stops. */
  readonly mayGoOn?: () => boolean;
}

export interface GroupReport extends GroupChanges {
  readonly id: string;
  readonly name: string;
  /** Its members of before are kept. */
  readonly problem?: GroupProblem;
  readonly members: number;
  /** Ids of the persons who are new. */
  readonly added: readonly string[];
  readonly leftOut: LeftOut;
}

/**
 * A group that cannot be read changes nothing. Repeatable.
 * @returns `undefined` if it was stopped, or there are no groups in this directory
 * @throws DirectoryError
 */
export async function syncGroups(
  store: EntityStore,
  options: GroupSyncOptions,
  actor: Actor,
  now: Date,
): Promise<GroupReport[] | undefined> {
  if (!options.source.group) return undefined;
  const [groups, roles] = await Promise.all([loadGroups(store), loadRoles(store)]);
  const reports: GroupReport[] = [];
  for (const group of groups) {
    if (options.mayGoOn?.() === false) return undefined;
    const filled = roles.filter((role) => role.group === group.id);
    reports.push(await syncGroup(store, group, filled, options, { actor, now }));
  }
  if (options.dryRun) return reports;
  await takeBackLeftBehind(store, groups, { actor, now });
  const filled = roles.filter(({ group }) => group !== undefined);
  await askMembers(store, filled, options.holidays, now);
  return reports;
}

const nothing = {
  members: 0,
  added: [],
  roles: [],
  readers: [],
  leftOut: { guests: 0, disabled: 0, unusable: 0 },
};

async function syncGroup(
  store: EntityStore,
  group: Group,
  roles: readonly Role[],
  { source, dryRun = false }: GroupSyncOptions,
  acting: Acting,
): Promise<GroupReport> {
  const { id } = group;
  const found = await membersOf(store, id, { source, fillsRole: roles.length > 0, dryRun }, acting);
  const name = found.name ?? group.name;
  if ('problem' in found) {
    if (!dryRun) await noteGroup(store, id, found, acting.now);
    return { ...nothing, id, name, problem: found.problem };
  }
  const { persons, added, leftOut } = found;
  const changes = await applyGroup(store, group, roles, persons, { ...acting, dryRun });
  if (!dryRun) await noteGroup(store, id, { name }, acting.now);
  return { id, name, members: persons.length, added, leftOut, ...changes };
}

/** Grants that an interrupted unlinking has left. */
async function takeBackLeftBehind(
  store: EntityStore,
  groups: readonly Group[],
  acting: Acting,
): Promise<void> {
  const linked = new Set(
    groups.flatMap(({ id, reads }) => reads.map((programmeId) => `${id}|${programmeId}`)),
  );
  const left = new Set<string>();
  for (const { group, programmeId = '' } of await loadGrants(store))
    if (group !== undefined && !linked.has(`${group}|${programmeId}`)) left.add(`${group}|${programmeId}`);
  for (const each of left) {
    const [groupId = '', programmeId = ''] = each.split('|');
    await changeReaders(store, { groupId, programmeId }, [], acting);
  }
}

/** In running rounds, members who came to one of these roles are asked like any other new owner; also after a crash. */
export async function askMembers(
  store: EntityStore,
  roles: readonly Pick<Role, 'id'>[],
  holidays: HolidayCalendar,
  now: Date,
): Promise<void> {
  const owners = new Set(roles.map(({ id }) => `role:${id}`));
  if (owners.size === 0) return;
  for (const programme of await loadProgrammes(store))
    if (await isOwnedBy(store, programme, owners))
      await askNewOwners(store, programme.id, sendableOrNow(now, programme, holidays), now);
}

async function isOwnedBy(
  store: EntityStore,
  { id }: Pick<Programme, 'id'>,
  owners: ReadonlySet<string>,
): Promise<boolean> {
  return (await loadGoals(store, id)).some((goal) => ownersIn(goal).some((owner) => owners.has(owner)));
}

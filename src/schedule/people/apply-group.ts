/** Gives what a group of the directory is used for to the persons who are its members now. */
import { type Actor } from '../../audit/audit';
import { loadStoredPersons } from '../../people/directory';
import { type DirectorySource, type GroupProblem } from '../../people/directory-source';
import { compareGroup, type LeftOut } from '../../people/groups/compare-group';
import { type Acting, type Group, mostMembers, type Moved, movedBetween } from '../../people/groups/group';
import { changeReaders, readersOf } from '../../people/groups/readers';
import { changeMembers } from '../../people/groups/role-members';
import { addPerson } from '../../people/look-up';
import { type Role } from '../../people/schema';
import { type EntityStore } from '../../storage/store';

/** The persons who belong to a group. */
export interface GroupMembers {
  readonly name: string;
  /** Ids, sorted; never empty. */
  readonly persons: readonly string[];
  /** Ids of the persons who are new. */
  readonly added: readonly string[];
  readonly leftOut: LeftOut;
}

export interface ReadingGroup {
  readonly source: DirectorySource;
  /** Whether a role is filled from it; such a group may have fewer members. */
  readonly fillsRole: boolean;
  readonly dryRun?: boolean;
}

/**
 * Members who are not persons yet become persons, as if somebody had named them.
 * @returns why there are none, in which case nothing is to be changed
 * @throws DirectoryError
 */
export async function membersOf(
  store: EntityStore,
  id: string,
  { source, fillsRole, dryRun = false }: ReadingGroup,
  { actor, now }: Acting,
): Promise<GroupMembers | { readonly problem: GroupProblem; readonly name?: string }> {
  const found = await source.group!(id, mostMembers(fillsRole));
  if ('problem' in found) return found;
  const { known, unknown, leftOut } = compareGroup(found.members, await loadStoredPersons(store));
  const persons = new Set(known);
  const added: string[] = [];
  for (const [address, account] of unknown) {
    const personId = dryRun ? address : (await addPerson(store, account, actor, now))?.id;
    if (personId === undefined) continue;
    persons.add(personId);
    added.push(personId);
  }
  const { name } = found;
  if (persons.size === 0) return { problem: 'empty', name };
  return { name, persons: [...persons].sort(), added, leftOut };
}

/** Who came to something and who left it. */
export interface GroupChanges {
  readonly roles: readonly (Moved & { readonly roleId: string })[];
  readonly readers: readonly (Moved & { readonly programmeId: string })[];
}

/** Repeatable. A dry run only compares. */
export async function applyGroup(
  store: EntityStore,
  { id: groupId, reads }: Pick<Group, 'id' | 'reads'>,
  roles: readonly Role[],
  members: readonly string[],
  { dryRun, ...acting }: { readonly actor: Actor; readonly now: Date; readonly dryRun: boolean },
): Promise<GroupChanges> {
  const changed: (Moved & { roleId: string })[] = [];
  for (const { id: roleId, members: before } of roles) {
    const moved = dryRun
      ? movedBetween(before, members)
      : await changeMembers(store, { roleId, groupId }, members, acting);
    changed.push({ roleId, ...moved });
  }
  const readers: (Moved & { programmeId: string })[] = [];
  for (const programmeId of reads) {
    const of = { groupId, programmeId };
    const moved = dryRun
      ? movedBetween(await readersOf(store, of), members)
      : await changeReaders(store, of, members, acting);
    readers.push({ programmeId, ...moved });
  }
  return { roles: changed, readers };
}

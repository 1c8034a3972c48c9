/** Everybody's roles, as the card of roles shows them: granted in chat, or named elsewhere. */
import { type GrantsCardSource, type ShownGrant } from '../../cards/grants/data';
import { loadProgrammes, loadRegister } from '../../src/goals/register';
import { type Register } from '../../src/goals/schema';
import { unitsOf } from '../../src/goals/unit';
import { type Directory, loadDirectory, personsOf } from '../../src/people/directory';
import { type Grant, loadGrants } from '../../src/people/grants';
import { type Group, loadGroups } from '../../src/people/groups/group';
import { type CardActionDeps } from './turn';

export type GrantedRoles = Pick<GrantsCardSource, 'grants' | 'programmes'>;

export async function loadGrantedRoles({ store, admins }: CardActionDeps): Promise<GrantedRoles> {
  const [programmes, directory, grants, groups] = await Promise.all([
    loadProgrammes(store),
    loadDirectory(store),
    loadGrants(store),
    loadGroups(store),
  ]);
  const loaded = await Promise.all(programmes.map(({ id }) => loadRegister(store, id)));
  const registers = loaded.flatMap((register) => register ?? []);
  const nameOf = (id: string) => directory.persons.get(id)?.name ?? id;
  return {
    programmes: registers.map(({ programme, goals }) => ({ programme, units: unitsOf(goals, programme) })),
    grants: [
      ...adminsNamed(directory, admins),
      ...coordinatorsNamed(directory, registers),
      ...groupsReading(groups, grants),
      ...grants
        .filter(({ group }) => group === undefined)
        .map((grant) => ({ grant, name: nameOf(grant.personId) })),
    ],
  };
}

/** One row for all members of a group. */
function groupsReading(groups: readonly Group[], grants: readonly Grant[]): ShownGrant[] {
  return groups.flatMap(({ id, name, reads }) =>
    reads.map((programmeId) => {
      const { length } = grants.filter((each) => each.group === id && each.programmeId === programmeId);
      const grant = { personId: id, role: 'reader' as const, programmeId };
      return { grant, name: `${name} (${length})`, namedIn: 'group' as const };
    }),
  );
}

function adminsNamed({ persons }: Directory, configured: ReadonlySet<string>): ShownGrant[] {
  return [...persons.values()]
    .filter(({ id, admin }) => admin || configured.has(id))
    .map(({ id, name }) => ({
      grant: { personId: id, role: 'admin' },
      name,
      namedIn: configured.has(id) ? 'configuration' : 'directory',
    }));
}

function coordinatorsNamed(directory: Directory, registers: readonly Register[]): ShownGrant[] {
  return registers.flatMap(({ programme }) =>
    personsOf(directory, programme.coordinator).map((personId) => ({
      grant: { personId, role: 'coordinator' as const, programmeId: programme.id },
      name: directory.persons.get(personId)!.name,
      namedIn: 'register' as const,
    })),
  );
}

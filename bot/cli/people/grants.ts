import { existingRegister, loadProgrammes, loadRegister } from '../../../src/goals/register';
import { RefusedError } from '../../../src/errors';
import { loadDirectory, personsOf } from '../../../src/people/directory';
import { type Grant, grant, type GrantRole, loadGrants, revoke } from '../../../src/people/grants';
import { unlinkReaders } from '../../../src/people/groups/readers';
import { letRead } from '../../../src/schedule/people/link-group';
import { type EntityStore } from '../../../src/storage/store';
import { readConfig } from '../../config/config';
import { type CliContext } from '../parts/cli-command';
import { knownUnit, namedPerson, personIdIn, unitIn } from '../parts/known';
import { table, type TableRow } from '../parts/table';
import { linking, memberLine } from './groups';

export interface GrantOptions {
  readonly person?: string;
  readonly group?: string;
  readonly role: GrantRole;
  readonly programme?: string;
  readonly unit?: string;
}

/** Where a role comes from; only granted roles can be revoked, and those of a group's members for all of them. */
type Source = 'granted' | 'directory' | 'SEURANTA_ADMINS' | 'register' | `group ${string}`;

interface GrantRow extends Omit<GrantOptions, 'person' | 'group'> {
  readonly person: string;
  readonly name: string;
  readonly by: Source;
}

export async function grantsCommand({ store, output }: CliContext): Promise<void> {
  const rows = await rowsOf(store);
  output(rows, grantLines(rows));
}

function grantLines(rows: readonly GrantRow[]): TableRow[] {
  const lines = rows.map(({ person, name, role, programme = '', unit = '', by }) => [
    ...[person, name, role, programme, unit, by],
  ]);
  return table([['PERSON', 'NAME', 'ROLE', 'PROGRAMME', 'UNIT', 'BY'], ...lines]);
}

async function rowsOf(store: EntityStore): Promise<GrantRow[]> {
  const directory = await loadDirectory(store);
  const named = (by: Source, grants: readonly Grant[]) =>
    grants.map(({ personId: person, role, programmeId: programme, unit, group }): GrantRow => ({
      ...{ person, name: directory.persons.get(person)?.name ?? '', role },
      ...(programme !== undefined && { programme }),
      ...(unit !== undefined && { unit }),
      by: group === undefined ? by : `group ${group}`,
    }));
  const adminsOf = (ids: readonly string[]) => ids.map((personId) => ({ personId, role: 'admin' as const }));
  const admins = [...directory.persons.values()].filter(({ admin }) => admin).map(({ id }) => id);
  const coordinators = (await loadProgrammes(store)).flatMap(({ id: programmeId, coordinator }) =>
    personsOf(directory, coordinator).map((personId) => ({
      personId,
      role: 'coordinator' as const,
      programmeId,
    })),
  );
  return [
    ...named('directory', adminsOf(admins)),
    ...named('SEURANTA_ADMINS', adminsOf(readConfig().admins)),
    ...named('register', coordinators),
    ...named('granted', await loadGrants(store)),
  ];
}

export async function grantCommand(context: CliContext, options: GrantOptions): Promise<void> {
  const { store, clock, actor } = context;
  const named = whom(options);
  const register =
    options.programme === undefined ? undefined : await existingRegister(store, options.programme);
  if (named.group !== undefined) return letGroupRead(context, named);
  const { id: personId } = await namedPerson(context, named.person);
  if (options.role === 'unit-head' && register && options.unit === undefined)
    throw new RefusedError('unit-needed');
  const unit = register && options.unit !== undefined ? knownUnit(register, options.unit) : options.unit;
  await grant(store, grantOf(personId, options, unit), actor, clock.now());
  await printRolesOf(context, personId);
}

/** A group can be a reader of a programme, and nothing else. @throws RefusedError `person-or-group` */
function whom({ person, group, role, programme, unit }: GrantOptions): Whom {
  if (person !== undefined && group === undefined) return { person };
  const isReader = role === 'reader' && programme !== undefined && unit === undefined;
  if (group !== undefined && person === undefined && isReader) return { group, programme };
  throw new RefusedError('person-or-group');
}

type Whom =
  | { readonly person: string; readonly group?: undefined }
  | { readonly group: string; readonly programme: string };

async function letGroupRead(
  { store, clock, actor, output }: CliContext,
  { group, programme }: { readonly group: string; readonly programme: string },
): Promise<void> {
  const acting = { actor, now: clock.now() };
  const members = await linking((source) => letRead(store, programme, { source, group }, acting));
  output({ group, programme, ...members }, [memberLine(members), `they may read ${programme}`]);
}

/** Also works for a group that no longer exists. */
async function stopGroupReading(
  { store, clock, actor, output }: CliContext,
  { group, programme }: { readonly group: string; readonly programme: string },
): Promise<void> {
  const groupId = group.trim().toLowerCase();
  const acting = { actor, now: clock.now() };
  if (!(await unlinkReaders(store, { groupId, programmeId: programme }, acting)))
    throw new RefusedError('no-such-grant');
  output({ group, programme }, [`the members of ${groupId} no longer read ${programme} because of it`]);
}

/** Also works for a person, a programme or a unit that no longer exists. */
export async function revokeCommand(context: CliContext, options: GrantOptions): Promise<void> {
  const { store, clock, actor } = context;
  const named = whom(options);
  if (named.group !== undefined) return stopGroupReading(context, named);
  const personId = await personIdIn(store, named.person);
  const register = options.programme === undefined ? undefined : await loadRegister(store, options.programme);
  const unit = register && options.unit !== undefined ? unitIn(register, options.unit) : undefined;
  const wanted = grantOf(personId, options, unit ?? options.unit);
  if (!(await revoke(store, wanted, actor, clock.now()))) throw new RefusedError('no-such-grant');
  await printRolesOf(context, personId);
}

/** Prints the roles that the person has now. */
async function printRolesOf({ store, output }: CliContext, personId: string): Promise<void> {
  const rows = (await rowsOf(store)).filter(({ person }) => person === personId);
  output(rows, rows.length > 0 ? grantLines(rows) : [`nothing is granted to ${personId} any more`]);
}

function grantOf(personId: string, { role, programme }: GrantOptions, unit: string | undefined): Grant {
  return {
    ...{ personId, role },
    ...(programme !== undefined && { programmeId: programme }),
    ...(unit !== undefined && { unit }),
  };
}

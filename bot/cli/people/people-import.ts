/** Adds persons and roles from a file to the directory: JSON, an Excel workbook or a CSV file. */
import path from 'node:path';
import { RefusedError } from '../../../src/errors';
import { asPeople } from '../../../src/import/persons/as-people';
import { type PersonProblem, readPersons } from '../../../src/import/persons/read-persons';
import { loadRoles, loadStoredPersons } from '../../../src/people/directory';
import { DirectoryError, type DirectorySource } from '../../../src/people/directory-source';
import { type DirectoryPerson, type People, peopleSchema } from '../../../src/people/schema';
import { withoutUnwritableIn } from '../../../src/plain-text';
import { importPeople, type PeoplePlan, planPeople } from '../../../src/privacy/import-people';
import { finishRenamings } from '../../../src/privacy/rename-person';
import { askMembers } from '../../../src/schedule/people/sync-groups';
import { readConfig } from '../../config/config';
import { CliFailure, type CliContext, isAgreed } from '../parts/cli-command';
import { bytesOf } from '../parts/read-file';
import { type Line, table } from '../parts/table';
import { problemLine } from './person-problems';

interface ImportOptions {
  readonly file: string;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

/** Adds or changes the persons and roles of the file; removes nobody. */
export async function peopleImportCommand(context: CliContext, options: ImportOptions): Promise<void> {
  const { store, clock, actor, holidays, output, ask, say } = context;
  const { file, dryRun = false } = options;
  const read = await readPeople(context, file);
  // A person whose renaming was interrupted has two addresses until it is completed.
  if (!dryRun) await finishRenamings(store, clock.now());
  const plan = await planPeople(store, await withAccounts(context, read.people));
  const lines = [...planLines(plan), ...read.problems.map(problemLine), countsLine(plan)];
  const asks = ask && !dryRun && options.yes !== true && isChange(plan);
  if (asks) say(lines.join('\n'));
  const agreed = !asks || (await isAgreed(ask, 'Write this to the directory?'));
  const written = agreed && !dryRun;
  if (written) {
    await importPeople(store, plan, actor, clock.now());
    await askMembers(store, plan.people.roles, holidays, clock.now());
  }
  const [persons, roles] = [plan.people.persons.length, plan.people.roles.length];
  const done = written
    ? `${persons} persons and ${roles} roles of ${file} are in the directory`
    : `${dryRun ? 'dry run: ' : ''}nothing was written`;
  output({ file, persons, roles, dryRun, written, ...documentOf(plan), problems: read.problems }, [
    ...(asks ? [] : lines),
    done,
  ]);
}

interface ReadPeople {
  readonly people: People;
  readonly problems: readonly PersonProblem[];
}

async function readPeople({ store }: CliContext, file: string): Promise<ReadPeople> {
  const bytes = await bytesOf(file);
  if (path.extname(file).toLowerCase() === '.json') return { people: peopleIn(bytes, file), problems: [] };
  const { rows, problems } = readPersons(bytes, file);
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0)
    throw new CliFailure(
      [
        `error: ${errors.length} problems in ${file}, so nothing was written`,
        ...problems.map(problemLine),
      ].join('\n'),
    );
  const known = { persons: await loadStoredPersons(store), roles: await loadRoles(store) };
  return { people: asPeople(rows, known), problems };
}

function peopleIn(bytes: Buffer, file: string): People {
  const parsed = peopleSchema.safeParse(jsonIn(bytes, file));
  if (parsed.success) return parsed.data;
  const [{ path: where, message } = { path: [], message: '' }] = parsed.error.issues;
  throw new RefusedError('people-unreadable', { file, where: where.map(String).join(' '), reason: message });
}

function jsonIn(bytes: Buffer, file: string): unknown {
  try {
    return withoutUnwritableIn(JSON.parse(bytes.toString('utf8')) as unknown);
  } catch {
    throw new RefusedError('file-not-read', { file, reason: 'not JSON' });
  }
}

/** Only the account tells a new person from one with a new address, so the directory is asked where there is one. */
async function withAccounts({ store, lookUp }: CliContext, people: People): Promise<People> {
  if (!lookUp) return people;
  const known = new Set((await loadStoredPersons(store)).map(({ id }) => id));
  const persons: DirectoryPerson[] = [];
  for (const person of people.persons) {
    const isNew = person.aadObjectId === undefined && !known.has(person.id);
    const aadObjectId = isNew ? await accountOf(person.id, lookUp) : undefined;
    persons.push(aadObjectId === undefined ? person : { ...person, aadObjectId });
  }
  return { ...people, persons };
}

async function accountOf(id: string, lookUp: DirectorySource['lookUp']): Promise<string | undefined> {
  try {
    return (await lookUp(id))?.objectId;
  } catch (error) {
    if (!(error instanceof DirectoryError)) throw error;
    throw new CliFailure(`error: ${error.message}; nothing was written`, { cause: error });
  }
}

function isChange({ added, changed, renamed, roles }: PeoplePlan): boolean {
  return added.length + changed.length + renamed.length + roles.added + roles.changed > 0;
}

function planLines({ added, changed, renamed }: PeoplePlan): Line[] {
  const rows = [
    ...renamed.map(({ from, to }) => [from, '', `has the new address ${to}; everything of theirs follows`]),
    ...added.map(({ id, name }) => [id, name, 'new']),
    ...changed.map(({ person: { id, name }, what }) => [id, name, `changed: ${what.join(', ')}`]),
  ];
  const admins = new Set(readConfig().admins);
  const configured = renamed.filter(({ from }) => admins.has(from));
  return [
    ...(rows.length > 0 ? table([['PERSON', 'NAME', 'WHAT'], ...rows]) : []),
    ...configured.map(({ from, to }) => `SEURANTA_ADMINS names ${from}: write ${to} there instead`),
  ];
}

function countsLine({ added, changed, renamed, unchanged, roles }: PeoplePlan): string {
  const persons = `${added.length} new, ${changed.length} changed, ${renamed.length} with a new address, ${unchanged} unchanged`;
  return `persons: ${persons}; roles: ${roles.added} new, ${roles.changed} changed, ${roles.unchanged} unchanged`;
}

function documentOf({ added, changed, renamed, unchanged, roles }: PeoplePlan) {
  return {
    added: added.map(({ id }) => id),
    changed: changed.map(({ person, what }) => ({ person: person.id, what })),
    ...{ renamed, unchanged, rolesCompared: roles },
  };
}

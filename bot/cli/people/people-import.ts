/** Adds to the directory: persons and roles from a file, or one role by hand. */
import { readFile } from 'node:fs/promises';
import { RefusedError } from '../../../src/errors';
import { locales, type LocalizedText } from '../../../src/goals/schema';
import { loadRoles, savePeople } from '../../../src/people/directory';
import { peopleSchema, roleSchema } from '../../../src/people/schema';
import { removeUnwritableIn } from '../../../src/plain-text';
import { type CliContext } from '../parts/cli-command';
import { namedPerson } from '../parts/known';

/** Adds or changes the persons and roles of the file; removes nobody. */
export async function peopleImportCommand(
  { store, output }: CliContext,
  { file }: { readonly file: string },
): Promise<void> {
  const parsed = peopleSchema.safeParse(await jsonIn(file));
  if (!parsed.success) {
    const [{ path, message } = { path: [], message: '' }] = parsed.error.issues;
    throw new RefusedError('people-unreadable', { file, where: path.map(String).join(' '), reason: message });
  }
  await savePeople(store, parsed.data);
  const [persons, roles] = [parsed.data.persons.length, parsed.data.roles.length];
  output({ file, persons, roles }, [`${persons} persons and ${roles} roles of ${file} are in the directory`]);
}

async function jsonIn(file: string): Promise<unknown> {
  try {
    const document = JSON.parse(await readFile(file, 'utf8')) as unknown;
    removeUnwritableIn(document);
    return document;
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'not JSON';
    throw new RefusedError('file-not-read', { file, reason });
  }
}

interface RoleOptions {
  readonly role: string;
  readonly label: string;
  readonly members: string;
}

/** Creates a role, or changes its name or members. */
export async function roleSetCommand(
  context: CliContext,
  { role: id, label, members }: RoleOptions,
): Promise<void> {
  const { store, output } = context;
  const persons = await Promise.all(
    members
      .split(/[,;]/)
      .filter((text) => text.trim() !== '')
      .map((text) => namedPerson(context, text)),
  );
  const known = (await loadRoles(store)).find((role) => role.id === id);
  const role = { id, label: { ...known?.label, ...labelOf(label) }, members: persons.map((each) => each.id) };
  const parsed = roleSchema.safeParse(role);
  if (!parsed.success)
    throw new RefusedError('role-unreadable', { role: id, reason: parsed.error.issues[0]!.message });
  await savePeople(store, { persons: [], roles: [parsed.data] });
  output(parsed.data, [`role:${id} stands for: ${parsed.data.members.join(', ')}`]);
}

const labelled = new RegExp(`^(?:(${locales.join('|')})=)?(.*)$`, 's');

/** Parses "sv=Resultatområdescheferna"; Finnish by default. */
function labelOf(text: string): LocalizedText {
  const [, language = 'fi', label = ''] = labelled.exec(text.trim()) ?? [];
  return { [language]: label.trim() };
}

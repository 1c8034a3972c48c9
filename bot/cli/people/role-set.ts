/** One role by hand. */
import { RefusedError } from '../../../src/errors';
import { locales, type LocalizedText } from '../../../src/goals/schema';
import { loadRoles, savePeople } from '../../../src/people/directory';
import { roleSchema } from '../../../src/people/schema';
import { type CliContext } from '../parts/cli-command';
import { namedPerson } from '../parts/known';

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

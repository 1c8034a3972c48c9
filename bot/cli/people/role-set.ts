/** One role by hand, or filled from a group of the directory. */
import { RefusedError } from '../../../src/errors';
import { locales, type LocalizedText } from '../../../src/goals/schema';
import { loadRoles } from '../../../src/people/directory';
import { setRole } from '../../../src/people/groups/role-members';
import { roleSchema } from '../../../src/people/schema';
import { fillRole } from '../../../src/schedule/people/link-group';
import { askMembers } from '../../../src/schedule/people/sync-groups';
import { type CliContext } from '../parts/cli-command';
import { namedPerson } from '../parts/known';
import { linking, memberLine } from './groups';

interface RoleOptions {
  readonly role: string;
  readonly label: string;
  readonly members?: string;
  readonly group?: string;
}

/** Creates a role, or changes its name, its members or its group. */
export async function roleSetCommand(context: CliContext, options: RoleOptions): Promise<void> {
  const { store, clock, actor, holidays, output } = context;
  const { role: id, members, group } = options;
  if ((members === undefined) === (group === undefined)) throw new RefusedError('members-or-group');
  const known = (await loadRoles(store)).find((role) => role.id === id);
  const named = { id, label: { ...known?.label, ...labelOf(options.label) } };
  const acting = { actor, now: clock.now() };
  if (group !== undefined) {
    parsedRole({ ...named, members: ['somebody@example.org'] });
    const filled = await linking((source) => fillRole(store, named, { source, group, holidays }, acting));
    output({ ...named, group, ...filled }, [memberLine(filled), membersLine(id, filled.persons)]);
    return;
  }
  const persons = await Promise.all(
    (members ?? '')
      .split(/[,;]/)
      .filter((text) => text.trim() !== '')
      .map((text) => namedPerson(context, text)),
  );
  const role = parsedRole({ ...named, members: persons.map((each) => each.id) });
  await setRole(store, role, undefined, acting);
  await askMembers(store, [role], holidays, acting.now);
  output(role, [membersLine(id, role.members)]);
}

/** @throws RefusedError `role-unreadable` */
function parsedRole(role: {
  readonly id: string;
  readonly label: LocalizedText;
  readonly members: string[];
}) {
  const parsed = roleSchema.safeParse(role);
  if (parsed.success) return parsed.data;
  throw new RefusedError('role-unreadable', { role: role.id, reason: parsed.error.issues[0]!.message });
}

function membersLine(id: string, members: readonly string[]): string {
  return `role:${id} stands for: ${members.join(', ')}`;
}

const labelled = new RegExp(`^(?:(${locales.join('|')})=)?(.*)$`, 's');

/** Parses "sv=Resultatområdescheferna"; Finnish by default. */
function labelOf(text: string): LocalizedText {
  const [, language = 'fi', label = ''] = labelled.exec(text.trim()) ?? [];
  return { [language]: label.trim() };
}

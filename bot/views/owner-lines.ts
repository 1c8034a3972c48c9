/** Who answers for a goal and its parts, as people read it. */
import { shorten } from '../../cards/parts/shorten';
import { type Wording } from '../../cards/parts/wording';
import { type Goal, type Owner } from '../../src/goals/schema';
import { type Directory } from '../../src/people/directory';
import { personName } from '../../src/people/names';

/** Longest lists that are shown; a card must stay small. */
const mostMembers = 10;
const mostParts = 20;

/** The goal's owners, and a line for each task and field with owners of its own. */
export function ownerLines(goal: Goal, directory: Directory, wording: Wording): string[] {
  const called = (owners: readonly Owner[]) => ownersText(owners, directory, wording);
  const parts = [...goal.groups, ...goal.fields].filter(({ owners }) => owners.length > 0);
  const rest = parts.length - mostParts;
  return [
    wording.text('who.owners', { names: called(goal.owners) }),
    ...parts
      .slice(0, mostParts)
      .map(({ label, owners }) =>
        wording.text('who.part', { part: shorten(wording.of(label), 100), names: called(owners) }),
      ),
    ...(rest > 0 ? [wording.text('digest.more', { count: rest })] : []),
  ];
}

export function ownersText(owners: readonly Owner[], directory: Directory, wording: Wording): string {
  return owners.map((owner) => ownerText(owner, directory, wording)).join(', ');
}

/** A person's name, or a role with its members: "aluejohtajat (Anna, Bo)". */
function ownerText(owner: Owner, directory: Directory, wording: Wording): string {
  const nameOf = (id: string) => personName(directory.persons.get(id), id, wording);
  const role = owner.startsWith('role:') ? directory.roles.get(owner.slice('role:'.length)) : undefined;
  if (!role) return nameOf(owner);
  const rest = role.members.length - mostMembers;
  const members = role.members.slice(0, mostMembers).map(nameOf).join(', ');
  const more = rest > 0 ? ` ${wording.text('digest.more', { count: rest })}` : '';
  return `${wording.of(role.label)} (${members}${more})`;
}

/** A person's name with the address, since two may have the same name; a role's label. */
export function ownerName(owner: Owner, { persons, roles }: Directory, wording: Wording): string {
  const role = owner.startsWith('role:') ? roles.get(owner.slice('role:'.length)) : undefined;
  if (role) return wording.of(role.label);
  const person = persons.get(owner);
  return person ? `${person.name} (${owner})` : owner;
}

/** Why the members of a group of the directory are not known. */
import { type GroupProblem } from '../../../src/people/directory-source';
import { mostInRole, mostReaders } from '../../../src/people/groups/group';

export const problemWords: Readonly<Record<GroupProblem, string>> = {
  gone: 'the directory has no such group',
  forbidden: 'the bot may not read groups; grant it GroupMember.Read.All, as deploy/directory.md says',
  large: `it has too many members: a role takes ${mostInRole}, readers of a programme ${mostReaders}`,
  empty:
    'it has no members who can be taken: guests, disabled accounts and those without an address do not count',
};

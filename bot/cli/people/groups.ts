/** What the command line says about groups of the directory. */
import { RefusedError } from '../../../src/errors';
import { DirectoryError, type DirectorySource } from '../../../src/people/directory-source';
import { type GroupMembers } from '../../../src/schedule/people/apply-group';
import { type GroupReport } from '../../../src/schedule/people/sync-groups';
import { readConfig } from '../../config/config';
import { peopleSources } from '../../process/graph/people-sources';
import { CliFailure } from '../parts/cli-command';
import { problemWords } from '../parts/group-words';

/** Links a group, with refusals in words. @throws RefusedError, CliFailure if the directory could not be read */
export async function linking<T>(link: (source: DirectorySource | undefined) => Promise<T>): Promise<T> {
  try {
    return await link(peopleSources(readConfig()).directory);
  } catch (error) {
    if (error instanceof DirectoryError)
      throw new CliFailure(`error: ${error.message}; nothing was changed`, { cause: error });
    if (!(error instanceof RefusedError) || error.code !== 'group-unusable') throw error;
    const words: Readonly<Record<string, string>> = { ...problemWords, 'no-id': 'that is not an object id' };
    const { group = '', reason = '' } = error.details;
    throw new RefusedError('group-unusable', { group, reason: words[reason] ?? reason });
  }
}

/** `the group "Board" has 12 members: 2 new persons; left out: 1 guest` */
export function memberLine({ name, persons, added, leftOut }: GroupMembers): string {
  return `the group "${name}" has ${persons.length} members${details(added, leftOut)}`;
}

export function groupRows(reports: readonly GroupReport[]): string[][] {
  return reports.flatMap((report) => {
    const { id, name, problem, members, added, leftOut } = report;
    const what = problem
      ? `not read, so its members stay: ${problemWords[problem]}`
      : `${members} members${details(added, leftOut)}`;
    return [[id, name, what], ...movedRows(report)];
  });
}

function movedRows({ roles, readers }: GroupReport): string[][] {
  const uses = [
    ...roles.map((each) => ({ ...each, use: `role:${each.roleId}` })),
    ...readers.map((each) => ({ ...each, use: `reader of ${each.programmeId}` })),
  ];
  return uses.flatMap(({ use, joined, left }) => [
    ...joined.map((id) => [id, '', `joined: ${use}`]),
    ...left.map((id) => [id, '', `left: ${use}`]),
  ]);
}

function details(added: readonly string[], { guests, disabled, unusable }: GroupMembers['leftOut']): string {
  const out = [
    ...(guests > 0 ? [`${guests} guests`] : []),
    ...(disabled > 0 ? [`${disabled} disabled`] : []),
    ...(unusable > 0 ? [`${unusable} without an address of their own`] : []),
  ];
  return [
    ...(added.length > 0 ? [`, ${added.length} of them new`] : []),
    ...(out.length > 0 ? [`; left out: ${out.join(', ')}`] : []),
  ].join('');
}

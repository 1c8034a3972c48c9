/** Members of groups in Microsoft Entra ID. Needs the application permission GroupMember.Read.All beside User.Read.All. */
import { z } from 'zod';
import { DirectoryError, type DirectorySource, type GroupMember } from '../../../src/people/directory-source';
import { withoutUnwritableIn } from '../../../src/plain-text';
import { type GraphClient, GraphError } from './graph-client';
import { accountOf, isNotFound, selected } from './graph-directory';

const groupSchema = z.object({ id: z.guid(), displayName: z.string().nullish() });
const memberSchema = z.object({ userType: z.string().nullish() });

/** The most that Graph takes. */
const pageSize = 999;

/** Asks for people in groups within the group too, but for no devices and other objects. */
export function graphGroups(client: GraphClient): NonNullable<DirectorySource['group']> {
  return async (id, most) => {
    const path = `/groups/${encodeURIComponent(id)}`;
    try {
      const group = groupSchema.safeParse(
        withoutUnwritableIn(await client.get(`${path}?$select=id,displayName`)),
      );
      if (!group.success) throw new DirectoryError('Graph: a group is not as it should be');
      const rows = await client.list(
        `${path}/transitiveMembers/microsoft.graph.user?$count=true&$top=${pageSize}&${selected},userType`,
        { most, isAdvanced: true },
      );
      if (rows.length > most) return { problem: 'large' };
      return { name: group.data.displayName?.trim() || id, members: rows.map(memberOf) };
    } catch (error) {
      if (isNotFound(error)) return { problem: 'gone' };
      if (error instanceof GraphError && error.status === 403) return { problem: 'forbidden' };
      throw error;
    }
  };
}

function memberOf(row: unknown): GroupMember {
  const { userType } = memberSchema.parse(row);
  return { ...accountOf(row), ...(userType === 'Guest' && { isGuest: true }) };
}

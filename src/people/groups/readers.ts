/** Programmes that the members of a group may read: each member has a grant that says so. */
import { audit } from '../../audit/audit';
import { insert, loadRows, remove, replace, retryOnConflict, type Row } from '../../storage/rows';
import { type Change, type EntityStore, withPrefix } from '../../storage/store';
import { peoplePartition } from '../directory';
import { type Grant, grantKey, grantPrefix } from '../grants';
import {
  type Acting,
  changeToGroup,
  type Group,
  type Moved,
  movedBetween,
  putGroup,
  readGroup,
} from './group';

/** A group and one of the programmes that it reads. */
export interface Readers {
  readonly groupId: string;
  readonly programmeId: string;
}

/** Its members get their grants by `changeReaders`. Linking the same again changes nothing. */
export async function linkReaders(
  store: EntityStore,
  { id, name }: Pick<Group, 'id' | 'name'>,
  programmeId: string,
  { actor, now }: Acting,
): Promise<void> {
  await retryOnConflict(async () => {
    const row = await readGroup(store, id);
    const reads = row?.value.reads ?? [];
    if (reads.includes(programmeId)) return;
    await store.commit(peoplePartition, [
      putGroup(row, { id, name, reads: [...reads, programmeId] }),
      audit({ ...actor, what: 'granted', programmeId, to: { role: 'reader', group: id } }, now),
    ]);
  });
}

/** @returns whether it was linked, or has left grants behind */
export async function unlinkReaders(
  store: EntityStore,
  { groupId, programmeId }: Readers,
  acting: Acting,
): Promise<boolean> {
  const { actor, now } = acting;
  const wasLinked = await retryOnConflict(async () => {
    const row = await readGroup(store, groupId);
    if (!row?.value.reads.includes(programmeId)) return false;
    const reads = row.value.reads.filter((id) => id !== programmeId);
    await store.commit(peoplePartition, [
      ...(await changeToGroup(store, row, { ...row.value, reads })),
      audit({ ...actor, what: 'revoked', programmeId, to: { role: 'reader', group: groupId } }, now),
    ]);
    return true;
  });
  const { left } = await changeReaders(store, { groupId, programmeId }, [], acting);
  return wasLinked || left.length > 0;
}

/** Two changes each, within the 99 of a commit. */
const grantsPerCommit = 40;

/**
 * Gives grants to these persons and takes them from the others; from all if the group is not linked any more. May be
 * interrupted and run again.
 * @returns whose grants came and went
 */
export async function changeReaders(
  store: EntityStore,
  readers: Readers,
  members: readonly string[],
  acting: Acting,
): Promise<Moved> {
  const [joined, left]: [string[], string[]] = [[], []];
  for (;;) {
    const page = await retryOnConflict(() => changePage(store, readers, members, acting));
    if (page.joined.length + page.left.length === 0) return { joined, left };
    joined.push(...page.joined);
    left.push(...page.left);
  }
}

async function changePage(
  store: EntityStore,
  { groupId, programmeId }: Readers,
  members: readonly string[],
  { actor, now }: Acting,
): Promise<Moved> {
  const group = await readGroup(store, groupId);
  const isLinked = group?.value.reads.includes(programmeId) ?? false;
  const rows = await grantsOf(store, { groupId, programmeId });
  const moved = movedBetween([...rows.keys()], isLinked ? members : []);
  const joined = moved.joined.slice(0, grantsPerCommit);
  const left = moved.left.slice(0, grantsPerCommit - joined.length);
  const about = (personId: string) => ({
    ...actor,
    programmeId,
    personId,
    to: { role: 'reader', group: groupId },
  });
  const changes: Change[] = [
    ...joined.flatMap((personId) => {
      const next: Grant = { personId, role: 'reader', programmeId, group: groupId };
      return [insert(grantKey(next), next), audit({ ...about(personId), what: 'granted' }, now)];
    }),
    ...left.flatMap((personId) => [
      remove(rows.get(personId)!),
      audit({ ...about(personId), what: 'revoked' }, now),
    ]),
  ];
  // Rewriting the group's row makes this fail if the group is unlinked meanwhile.
  const guard = group && isLinked ? [replace(group, group.value)] : [];
  if (changes.length > 0) await store.commit(peoplePartition, [...changes, ...guard]);
  return { joined, left };
}

/** By the person's id. */
async function grantsOf(store: EntityStore, readers: Readers): Promise<ReadonlyMap<string, Row<Grant>>> {
  const rows = await loadRows<Grant>(store, peoplePartition, withPrefix(grantPrefix));
  const own = rows.filter(
    ({ value }) => value.group === readers.groupId && value.programmeId === readers.programmeId,
  );
  return new Map(own.map((row) => [row.value.personId, row]));
}

/** Ids of the persons who read the programme because they are in the group, sorted. */
export async function readersOf(store: EntityStore, readers: Readers): Promise<string[]> {
  return [...(await grantsOf(store, readers)).keys()].sort();
}

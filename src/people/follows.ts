/** The units of a programme that a person has chosen to follow, whose digest they are sent. */
import { put, readRow, readValues, remove, retryOnConflict } from '../storage/rows';
import { type EntityStore, withPrefix } from '../storage/store';
import { peoplePartition } from './directory';

export interface Follow {
  readonly personId: string;
  readonly programmeId: string;
  /** Their names in the programme's main language, as in grants; at least one. */
  readonly units: readonly string[];
}

type FollowName = Pick<Follow, 'personId' | 'programmeId'>;

const prefix = 'follow|';
const followKey = ({ personId, programmeId }: FollowName) => `${prefix}${personId}|${programmeId}`;

export async function loadFollow(store: EntityStore, name: FollowName): Promise<Follow | undefined> {
  return (await readRow<Follow>(store, peoplePartition, followKey(name)))?.value;
}

/** Everybody's follows in the programme, by person. Whether they still may is checked when the digest is drawn. */
export async function loadFollowers(store: EntityStore, programmeId: string): Promise<Follow[]> {
  const all = await readValues<Follow>(store, peoplePartition, withPrefix(prefix));
  return all.filter((follow) => follow.programmeId === programmeId);
}

export async function isFollowed(store: EntityStore, programmeId: string): Promise<boolean> {
  return (await loadFollowers(store, programmeId)).length > 0;
}

/** Following no unit removes the row. Choosing the same again writes nothing. */
export async function follow(store: EntityStore, wanted: Follow): Promise<void> {
  await retryOnConflict(async () => {
    const row = await readRow<Follow>(store, peoplePartition, followKey(wanted));
    if ([...(row?.value.units ?? [])].sort().join('\n') === [...wanted.units].sort().join('\n')) return;
    if (wanted.units.length > 0) await store.commit(peoplePartition, [put(row, followKey(wanted), wanted)]);
    else if (row) await store.commit(peoplePartition, [remove(row)]);
  });
}

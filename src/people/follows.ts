/** The units of a programme that a person has chosen to follow, whose digest they are sent, and what they want to hear at once. */
import { omit } from '../omit';
import { put, readRow, readValues, remove, retryOnConflict } from '../storage/rows';
import { type EntityStore, withPrefix } from '../storage/store';
import { peoplePartition } from './directory';

export interface Follow {
  readonly personId: string;
  readonly programmeId: string;
  /** Their names in the programme's main language, as in grants. */
  readonly units: readonly string[];
  /**
   * Whose goals' turns the person wants to hear on the same day: those of the followed units, or of all units that they may read at the
   * time. Default: none.
   */
  readonly atOnce?: AtOnce;
}

export type AtOnce = 'followed' | 'all';

type FollowName = Pick<Follow, 'personId' | 'programmeId'>;

const prefix = 'follow|';
const followKey = ({ personId, programmeId }: FollowName) => `${prefix}${personId}|${programmeId}`;

export async function loadFollow(store: EntityStore, name: FollowName): Promise<Follow | undefined> {
  return (await readRow<Follow>(store, peoplePartition, followKey(name)))?.value;
}

/** Everybody who follows units of the programme, by person. Whether they still may is checked when the digest is drawn. */
export async function loadFollowers(store: EntityStore, programmeId: string): Promise<Follow[]> {
  return (await loadFollows(store, programmeId)).filter(({ units }) => units.length > 0);
}

/** Everybody who wants to hear at once, by person. Whether they still may is checked when they are told. */
export async function loadToldAtOnce(store: EntityStore, programmeId: string): Promise<Follow[]> {
  return (await loadFollows(store, programmeId)).filter(({ atOnce }) => atOnce !== undefined);
}

async function loadFollows(store: EntityStore, programmeId: string): Promise<Follow[]> {
  const all = await readValues<Follow>(store, peoplePartition, withPrefix(prefix));
  return all.filter((follow) => follow.programmeId === programmeId);
}

/** Whether a person wants to hear at once of a unit's goals. */
export function wantsAtOnce({ units, atOnce }: Follow, unit: string): boolean {
  return atOnce === 'all' || (atOnce === 'followed' && units.includes(unit));
}

export async function isFollowed(store: EntityStore, programmeId: string): Promise<boolean> {
  return (await loadFollowers(store, programmeId)).length > 0;
}

/** Following nothing removes the row. Choosing the same again writes nothing. */
export async function follow(store: EntityStore, choice: Follow): Promise<void> {
  const isOfNone = choice.atOnce === 'followed' && choice.units.length === 0;
  const wanted: Follow = isOfNone ? omit(choice, 'atOnce') : choice;
  await retryOnConflict(async () => {
    const row = await readRow<Follow>(store, peoplePartition, followKey(wanted));
    if (choiceOf(row?.value) === choiceOf(wanted)) return;
    if (wanted.units.length > 0 || wanted.atOnce)
      await store.commit(peoplePartition, [put(row, followKey(wanted), wanted)]);
    else if (row) await store.commit(peoplePartition, [remove(row)]);
  });
}

/** The same for the same choice, in whatever order. */
function choiceOf({ units, atOnce }: Partial<Follow> = {}): string {
  return JSON.stringify([[...(units ?? [])].sort(), atOnce ?? null]);
}

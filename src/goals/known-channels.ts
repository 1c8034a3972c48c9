/** The channels that the bot has been seen in, by the names that Teams gives them. */
import { defined } from '../omit';
import { sameData } from '../same-data';
import {
  commitInPages,
  put,
  readRow,
  loadRows,
  readValues,
  replace,
  retryOnConflict,
  type Row,
} from '../storage/rows';
import { type EntityStore, withPrefix } from '../storage/store';
import { programmesPartition } from './register';

/** A channel that the app was added to, or that somebody wrote to the bot from. */
export interface KnownChannel {
  readonly id: string;
  /** Its team and channel, or as much of that as Teams has told us. */
  readonly name: string;
}

/** A team as one activity names it: often without its name. */
export interface SeenTeam {
  readonly id?: string;
  readonly name?: string;
}

/** A channel as one activity names it. */
export interface SeenChannel {
  readonly id: string;
  readonly team?: SeenTeam;
  /** Without its team's. */
  readonly ownName?: string;
}

/** Rows of earlier versions have only the first two. */
interface StoredChannel extends KnownChannel {
  readonly team?: SeenTeam;
  readonly ownName?: string;
}

const prefix = 'channel|';
const keyOf = (id: string) => `${prefix}${id}`;
const separator = ' › ';

/** A missing name never replaces a known one. */
export async function rememberChannel(store: EntityStore, seen: SeenChannel): Promise<void> {
  await retryOnConflict(async () => {
    const row = await readRow<StoredChannel>(store, programmesPartition, keyOf(seen.id));
    const next = named(row?.value, seen);
    if (row && sameData(row.value, next)) return;
    await store.commit(programmesPartition, [put(row, keyOf(seen.id), next)]);
  });
}

export async function loadKnownChannels(store: EntityStore): Promise<KnownChannel[]> {
  const stored = await readValues<StoredChannel>(store, programmesPartition, withPrefix(prefix));
  return stored.map(({ id, name }) => ({ id, name }));
}

/** Ids of the known channels of a team. Its general channel has the team's own id. */
export async function knownChannelsOf(store: EntityStore, teamId: string): Promise<string[]> {
  return (await storedIn(store, teamId)).map(({ value }) => value.id);
}

/** Shows the team's new name with all its known channels. */
export async function renameTeam(store: EntityStore, team: Required<SeenTeam>): Promise<void> {
  await retryOnConflict(async () => {
    const renamed = (await storedIn(store, team.id)).flatMap((row) => {
      const next = named(row.value, { id: row.value.id, team });
      return sameData(next, row.value) ? [] : [replace(row, next)];
    });
    await commitInPages(store, programmesPartition, renamed);
  });
}

async function storedIn(store: EntityStore, teamId: string): Promise<Row<StoredChannel>[]> {
  const rows = await loadRows<StoredChannel>(store, programmesPartition, withPrefix(prefix));
  return rows.filter(({ value }) => value.team?.id === teamId || value.id === teamId);
}

function named(known: StoredChannel | undefined, { id, ...seen }: SeenChannel): StoredChannel {
  const team = { ...known?.team, ...(seen.team && defined(seen.team)) };
  const ownName = seen.ownName ?? known?.ownName ?? ownNameIn(known, seen.team);
  const parts = { ...(Object.keys(team).length > 0 && { team }), ...(ownName && { ownName }) };
  // A name without its parts is of an earlier version, which may know more than this activity.
  const isOlder = known !== undefined && known.team === undefined && known.name !== id && !ownName;
  const name = isOlder ? known.name : (nameOf({ id, ...parts }) ?? known?.name ?? id);
  return { id, name, ...parts };
}

/** The channel's own part of a name that an earlier version kept whole. */
function ownNameIn(known: StoredChannel | undefined, team: SeenTeam | undefined): string | undefined {
  const start = `${team?.name}${separator}`;
  if (!known || known.team || team?.name === undefined || !known.name.startsWith(start)) return undefined;
  const rest = known.name.slice(start.length);
  return rest.startsWith('…') ? undefined : rest;
}

/** `undefined` if no name is known. A channel of which only the team's name is known is told apart by its id. */
function nameOf({ id, team, ownName }: Omit<StoredChannel, 'name'>): string | undefined {
  if (ownName) return [team?.name, ownName].filter(Boolean).join(separator);
  if (!team?.name) return undefined;
  return id === team.id ? team.name : `${team.name}${separator}…${endOf(id)}`;
}

/** Six characters that differ between ids; the part after "@" is the same in all. */
function endOf(id: string): string {
  return id.split('@')[0]!.slice(-6);
}

/**
 * Outages: channels to which nothing can be posted, by Teams' own word or by its refusal of a post. A row each, apart
 * from the channel's name and from its subscriptions, which go on: the next digest is tried all the same.
 */
import { programmesPartition } from '../goals/register';
import { commitInPages, put, readRow, loadRows, replace, retryOnConflict, type Row } from '../storage/rows';
import { type EntityStore, withPrefix } from '../storage/store';

/**
 * `removed`: the app is no longer in the team; `not-found`: Teams knows no such channel; `refused`: it lets the bot
 * write nothing there.
 */
export const outageReasons = [
  'deleted',
  'team-deleted',
  'archived',
  'removed',
  'not-found',
  'refused',
] as const;
export type OutageReason = (typeof outageReasons)[number];

/** Moments are ISO 8601, UTC. */
export interface Outage {
  readonly channel: string;
  readonly since: string;
  readonly why: OutageReason;
  /** When coordinators began to be told, which is part of their messages' keys; `done` once all messages are made. */
  readonly told?: { readonly at: string; readonly done?: true };
  /** Set when it is over, until what was not posted is sent again and coordinators are told. */
  readonly worksSince?: string;
}

const prefix = 'outage|';
const keyOf = (channel: string) => `${prefix}${channel}`;

export function loadOutages(store: EntityStore): Promise<Row<Outage>[]> {
  return loadRows<Outage>(store, programmesPartition, withPrefix(prefix));
}

/** Outages that are not over, by channel. */
export async function loadPresentOutages(store: EntityStore): Promise<ReadonlyMap<string, Outage>> {
  const outages = (await loadOutages(store)).map(({ value }) => value);
  return new Map(outages.flatMap((each) => (each.worksSince === undefined ? [[each.channel, each]] : [])));
}

/** The first reason counts until the channel works again; what comes after that is another outage. */
export async function noteOutage(
  store: EntityStore,
  channels: readonly string[],
  why: OutageReason,
  now: Date,
): Promise<void> {
  await retryOnConflict(async () => {
    const rows = await rowsOf(store, channels);
    const news = rows.filter(([, row]) => !row || row.value.worksSince !== undefined);
    const since = now.toISOString();
    const changes = news.map(([channel, row]) => put(row, keyOf(channel), { channel, since, why }));
    await commitInPages(store, programmesPartition, changes);
  });
}

/** @param reasons only outages for one of these are over */
export async function noteWorking(
  store: EntityStore,
  channels: readonly string[],
  reasons: readonly OutageReason[],
  now: Date,
): Promise<void> {
  await retryOnConflict(async () => {
    const changes = (await rowsOf(store, channels)).flatMap(([, row]) => {
      if (!row || row.value.worksSince !== undefined || !reasons.includes(row.value.why)) return [];
      return [replace(row, { ...row.value, worksSince: now.toISOString() })];
    });
    await commitInPages(store, programmesPartition, changes);
  });
}

function rowsOf(store: EntityStore, channels: readonly string[]) {
  return Promise.all(
    [...new Set(channels)].map(
      async (channel) =>
        [channel, await readRow<Outage>(store, programmesPartition, keyOf(channel))] as const,
    ),
  );
}

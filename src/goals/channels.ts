/** Which channels get a programme's digest, and in which language. */
import { type Actor, audit } from '../audit/audit';
import { RefusedError } from '../errors';
import { put, readRow, readValues, replace, retryOnConflict } from '../storage/rows';
import { type EntityStore, withPrefix } from '../storage/store';
import { existingProgramme, loadProgrammes, programmesPartition } from './register';
import { type Locale, mostChannels, type Programme } from './schema';

/** A channel that the app was added to, or that somebody wrote to the bot from. */
export interface KnownChannel {
  readonly id: string;
  /** Its team and channel, or as much of that as Teams has told us. */
  readonly name: string;
}

/** A channel with the language in which it gets a programme's digest. */
export type Subscription = Programme['channels'][number];

/** The programmes whose digests the channel gets in this language. */
export function programmesIn<P extends Pick<Programme, 'channels'>>(
  programmes: readonly P[],
  { channel, language }: Subscription,
): P[] {
  return programmes.filter(({ channels }) =>
    channels.some((each) => each.channel === channel && each.language === language),
  );
}

const channelKey = (id: string) => `channel|${id}`;

/**
 * @param named a missing name never replaces a known one
 * @param named.standIn the name to use until the real one is known
 */
export async function rememberChannel(
  store: EntityStore,
  { id, name, standIn }: { readonly id: string; readonly name?: string; readonly standIn?: string },
): Promise<void> {
  await retryOnConflict(async () => {
    const row = await readRow<KnownChannel>(store, programmesPartition, channelKey(id));
    const known = row?.value.name === id ? undefined : row?.value.name;
    const next: KnownChannel = { id, name: name ?? known ?? standIn ?? id };
    if (row?.value.name === next.name) return;
    await store.commit(programmesPartition, [put(row, channelKey(id), next)]);
  });
}

export function loadKnownChannels(store: EntityStore): Promise<KnownChannel[]> {
  return readValues<KnownChannel>(store, programmesPartition, withPrefix(channelKey('')));
}

/** A programme's channels: those that also get other programmes' digests in the same language, and the rest. */
export async function sharedAndOwn(
  store: EntityStore,
  { id, channels }: Pick<Programme, 'id' | 'channels'>,
): Promise<{ readonly shared: readonly Subscription[]; readonly own: readonly Subscription[] }> {
  const others = (await loadProgrammes(store)).filter((programme) => programme.id !== id);
  const isShared = (each: Subscription) => programmesIn(others, each).length > 0;
  return { shared: channels.filter(isShared), own: channels.filter((each) => !isShared(each)) };
}

/** Subscribing again changes only the language. @throws RefusedError `unknown-programme`, `too-many-channels`. */
export function subscribeChannel(
  store: EntityStore,
  { programmeId, channel, language }: { programmeId: string; channel: string; language: Locale },
  actor: Actor,
  now: Date,
): Promise<Programme> {
  return changeChannels(store, programmeId, actor, now, (channels) => {
    const others = channels.filter((each) => each.channel !== channel);
    if (others.length >= mostChannels)
      throw new RefusedError('too-many-channels', { most: String(mostChannels) });
    return [...others, { channel, language }];
  });
}

/** @throws RefusedError `unknown-programme`. */
export function unsubscribeChannel(
  store: EntityStore,
  { programmeId, channel }: { programmeId: string; channel: string },
  actor: Actor,
  now: Date,
): Promise<Programme> {
  return changeChannels(store, programmeId, actor, now, (channels) =>
    channels.filter((each) => each.channel !== channel),
  );
}

async function changeChannels(
  store: EntityStore,
  programmeId: string,
  actor: Actor,
  now: Date,
  change: (channels: Programme['channels']) => Programme['channels'],
): Promise<Programme> {
  return retryOnConflict(async () => {
    const row = await existingProgramme(store, programmeId);
    const [from, to] = [row.value.channels, change(row.value.channels)];
    if (isSame(from, to)) return row.value;
    const next = { ...row.value, channels: to };
    const entry = audit({ ...actor, what: 'channels-changed', programmeId, from, to }, now);
    await store.commit(programmesPartition, [replace(row, next), entry]);
    return next;
  });
}

function isSame(a: Programme['channels'], b: Programme['channels']): boolean {
  const lines = (channels: Programme['channels']) =>
    channels.map(({ channel, language }) => `${channel} ${language}`).sort();
  return lines(a).join('\n') === lines(b).join('\n');
}

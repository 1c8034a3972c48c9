/** Which channels get a programme's digest, and in which language. */
import { type Actor, audit } from '../audit/audit';
import { RefusedError } from '../errors';
import { put, readRow, remove, replace, retryOnConflict } from '../storage/rows';
import { type Change, type EntityStore } from '../storage/store';
import { existingProgramme, loadProgrammes, programmesPartition } from './register';
import { type Locale, mostChannels, type Programme } from './schema';

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

/** A programme's channels: those that also get other programmes' digests in the same language, and the rest. */
export async function sharedAndOwn(
  store: EntityStore,
  { id, channels }: Pick<Programme, 'id' | 'channels'>,
): Promise<{ readonly shared: readonly Subscription[]; readonly own: readonly Subscription[] }> {
  const others = (await loadProgrammes(store)).filter((programme) => programme.id !== id);
  const isShared = (each: Subscription) => programmesIn(others, each).length > 0;
  return { shared: channels.filter(isShared), own: channels.filter((each) => !isShared(each)) };
}

/** Ids of the channels that get a digest of any of the programmes. */
export function subscribedChannels(programmes: readonly Programme[]): ReadonlySet<string> {
  return new Set(programmes.flatMap(({ channels }) => channels.map(({ channel }) => channel)));
}

/**
 * Subscribing again changes only the language; a removal of the channel cannot be undone any more.
 * @throws RefusedError `unknown-programme`, `too-many-channels`.
 */
export function subscribeChannel(
  store: EntityStore,
  { programmeId, channel, language }: OfChannel & { readonly language: Locale },
  actor: Actor,
  now: Date,
): Promise<Programme> {
  return changeChannels(store, programmeId, actor, now, async (channels) => ({
    channels: withChannel(channels, { channel, language }),
    marks: await forgetRemoval(store, { programmeId, channel }),
  }));
}

/** It can be undone until the channel is subscribed again. @throws RefusedError `unknown-programme`. */
export function unsubscribeChannel(
  store: EntityStore,
  { programmeId, channel }: OfChannel,
  actor: Actor,
  now: Date,
): Promise<Programme> {
  return changeChannels(store, programmeId, actor, now, async (channels) => {
    const removed = channels.find((each) => each.channel === channel);
    if (!removed) return { channels, marks: [] };
    const key = removalKey({ programmeId, channel });
    const mark = put(await readRow(store, programmesPartition, key), key, removed);
    return { channels: channels.filter((each) => each !== removed), marks: [mark] };
  });
}

/**
 * Undoes a removal: the channel gets the digest again, in its language of before.
 * @returns the language
 * @throws RefusedError `unknown-programme`, `too-many-channels`; `channel-not-removed`, also if it is subscribed again.
 */
export async function restoreChannel(
  store: EntityStore,
  { programmeId, channel }: OfChannel,
  actor: Actor,
  now: Date,
): Promise<Locale> {
  let language: Locale | undefined;
  await changeChannels(store, programmeId, actor, now, async (channels) => {
    const row = await readRow<Subscription>(store, programmesPartition, removalKey({ programmeId, channel }));
    if (!row || channels.some((each) => each.channel === channel))
      throw new RefusedError('channel-not-removed', { programme: programmeId, channel });
    language = row.value.language;
    return { channels: withChannel(channels, { channel, language }), marks: [remove(row)] };
  });
  return language!;
}

interface OfChannel {
  readonly programmeId: string;
  readonly channel: string;
}

const removalKey = ({ programmeId, channel }: OfChannel) => `channel-removed|${programmeId}|${channel}`;

async function forgetRemoval(store: EntityStore, of: OfChannel): Promise<Change[]> {
  const row = await readRow(store, programmesPartition, removalKey(of));
  return row ? [remove(row)] : [];
}

function withChannel(channels: Programme['channels'], added: Subscription): Programme['channels'] {
  const others = channels.filter((each) => each.channel !== added.channel);
  if (others.length >= mostChannels)
    throw new RefusedError('too-many-channels', { most: String(mostChannels) });
  return [...others, added];
}

interface ChangedChannels {
  readonly channels: Programme['channels'];
  /** What else changes in the same commit. */
  readonly marks: readonly Change[];
}

async function changeChannels(
  store: EntityStore,
  programmeId: string,
  actor: Actor,
  now: Date,
  change: (channels: Programme['channels']) => Promise<ChangedChannels>,
): Promise<Programme> {
  return retryOnConflict(async () => {
    const row = await existingProgramme(store, programmeId);
    const from = row.value.channels;
    const { channels: to, marks } = await change(from);
    if (isSame(from, to)) return row.value;
    const next = { ...row.value, channels: to };
    const entry = audit({ ...actor, what: 'channels-changed', programmeId, from, to }, now);
    await store.commit(programmesPartition, [replace(row, next), entry, ...marks]);
    return next;
  });
}

function isSame(a: Programme['channels'], b: Programme['channels']): boolean {
  const lines = (channels: Programme['channels']) =>
    channels.map(({ channel, language }) => `${channel} ${language}`).sort();
  return lines(a).join('\n') === lines(b).join('\n');
}

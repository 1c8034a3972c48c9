/**
 * Front posts as stored: the one weekly post of a channel that several programmes share. A row for each channel and
 * language names its latest post; the posts' messages are in the same partition.
 */
import { programmesIn, type Subscription } from '../goals/channels';
import { loadProgramme } from '../goals/register';
import { countMessages, findMessage, type Message, type StateCounts } from '../outbox/message';
import { type KnownFigures } from '../rounds/round';
import { type RoundName, roundPartition } from '../rounds/round-name';
import { put, readRow, readValues, replace, retryOnConflict, type Row } from '../storage/rows';
import { type Change, type EntityStore, withPrefix } from '../storage/store';

export const frontsPartition = 'fronts';

/** The latest front post of a channel in one language. Moments are ISO 8601, UTC. */
export interface FrontPost extends Subscription {
  /** Its message's key. */
  readonly key: string;
  /** `2026-W46` */
  readonly week: string;
  readonly weekEnds: string;
  /** It lists open rounds, and those closed since then. */
  readonly since: string;
  /** When it is next compared with the figures; missing when it stays as it is. */
  readonly nextRefresh?: string;
  /** The result of the last comparison. */
  readonly lastFigures?: KnownFigures;
  /** Set when it shows a round that was taken back: it is edited at once, also if no round is left in it. */
  readonly outdated?: true;
}

const postPrefix = 'front|';
export const frontKey = ({ channel, language }: Subscription) => `${postPrefix}${channel}|${language}`;
/** The key of a week's post: no channel gets a second one in a week. */
export const frontMessageKey = ({ channel, language }: Subscription, week: string) =>
  `front|${channel}|${week}|${language}`;

export function readFront(
  store: EntityStore,
  subscription: Subscription,
): Promise<Row<FrontPost> | undefined> {
  return readRow<FrontPost>(store, frontsPartition, frontKey(subscription));
}

export function loadFronts(store: EntityStore): Promise<FrontPost[]> {
  return readValues<FrontPost>(store, frontsPartition, withPrefix(postPrefix));
}

/** In a round's partition: the message in which a front post showed one of its digests. */
interface FrontedDigest {
  readonly step: string;
  /** The key of the post, or of an edit of it. */
  readonly message: string;
  /** When it was put there: ISO 8601, UTC. */
  readonly at: string;
}

const frontedPrefix = 'fronted|';

export async function recordFronted(
  store: EntityStore,
  name: RoundName,
  { channel, language }: Subscription,
  fronted: FrontedDigest,
): Promise<Change> {
  const key = `${frontedPrefix}${fronted.step}|${channel}|${language}`;
  return put(await readRow(store, roundPartition(name), key), key, fronted);
}

/** A digest of a round with its message in a front post. */
export interface ShownInFront extends FrontedDigest {
  /** Missing after its removal by retention. */
  readonly sent?: Message;
}

/** The round's digests that front posts showed, or those of one step; several may share a message. */
export async function shownInFronts(
  store: EntityStore,
  round: RoundName,
  step?: string,
): Promise<ShownInFront[]> {
  const fronted = await readValues<FrontedDigest>(store, roundPartition(round), withPrefix(frontedPrefix));
  const wanted = fronted.filter((each) => step === undefined || each.step === step);
  return Promise.all(
    wanted.map(async (each) => {
      const sent = (await findMessage(store, frontsPartition, each.message))?.value;
      return { ...each, ...(sent && { sent }) };
    }),
  );
}

/** Makes the next tick edit the latest front posts that show a round. */
export async function outdateFronts(store: EntityStore, round: RoundName, now: Date): Promise<void> {
  const fronts = await loadFronts(store);
  if (fronts.length === 0) return;
  const [fronted, programme] = await Promise.all([
    readValues<FrontedDigest>(store, roundPartition(round), withPrefix(frontedPrefix)),
    loadProgramme(store, round.programmeId),
  ]);
  // A post that is still compared lists every open round, also those whose digest it has not shown yet.
  const isListed = (front: FrontPost) =>
    front.nextRefresh !== undefined && programme !== undefined && programmesIn([programme], front).length > 0;
  for (const front of fronts)
    if (isListed(front) || fronted.some(({ message }) => belongsToFront(message, front.key)))
      await retryOnConflict(async () => {
        const row = await readFront(store, front);
        if (row?.value.key !== front.key) return;
        const next: FrontPost = { ...row.value, nextRefresh: now.toISOString(), outdated: true };
        await store.commit(frontsPartition, [replace(row, next)]);
      });
}

/** Whether a message is this front post or an edit of it. */
export function belongsToFront(message: string, front: string): boolean {
  return message === front || message.startsWith(`${front}|`);
}

/** The front posts' messages that show this digest of a round. */
export async function sentInFronts(store: EntityStore, round: RoundName, step: string): Promise<Message[]> {
  return (await shownInFronts(store, round, step)).flatMap(({ sent }) => sent ?? []);
}

/** The number of a round's messages by state, with the front posts that show it; edits are not counted. */
export async function countRoundMessages(store: EntityStore, round: RoundName): Promise<StateCounts> {
  const counts: Record<Message['state'], number> = { ...(await countMessages(store, roundPartition(round))) };
  for (const { state } of await frontPostsOf(store, round)) counts[state]++;
  return counts;
}

/** The front posts that show a round, each once. */
export async function frontPostsOf(store: EntityStore, round: RoundName): Promise<Message[]> {
  const shown = (await shownInFronts(store, round)).flatMap(({ sent }) =>
    sent && !sent.edits ? [sent] : [],
  );
  return [...new Map(shown.map((message) => [message.key, message])).values()];
}

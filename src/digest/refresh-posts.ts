/** Edits the posts of a round's latest digest to keep them up to date while the round is open. */
import { type Programme } from '../goals/schema';
import {
  allMessages,
  enqueue,
  findMessage,
  type Message,
  type NewMessage,
  type Receipt,
} from '../outbox/message';
import { type ForChannel, isForChannel } from '../outbox/message-kind';
import { digestKey } from '../rounds/enqueue-digests';
import { isRefreshDue, refreshableFrom } from '../rounds/post-refresh';
import { readRound, type RoundName, roundPartition } from '../rounds/round-store';
import { replace, retryOnConflict } from '../storage/rows';
import { type EntityStore } from '../storage/store';
import { currentFigures } from './current-figures';

/**
 * Puts an edit into the outbox for each post with outdated figures, and moves the mark in the same commit. Posts are
 * compared by what they showed when drawn, so an answer that arrives meanwhile is noticed the next time.
 * @returns how many posts are edited; also 0 when it is not time yet
 */
export async function refreshPosts(
  store: EntityStore,
  programme: Pick<Programme, 'id' | 'channels'>,
  period: string,
  now: Date,
): Promise<number> {
  const name = { programmeId: programme.id, period };
  return retryOnConflict(async () => {
    const row = await readRound(store, name);
    if (!row || !isRefreshDue(row.value, now)) return 0;
    const step = row.value.lastDigest!;
    const posts = await standingPosts(store, programme.channels, name, step);
    const ripe = posts.filter(({ drawnAt }) => refreshableFrom(drawnAt) <= now);
    const current = ripe.length > 0 ? await currentFigures(store, row.value, step) : undefined;
    const edits = ripe
      .filter(({ shown }) => shown !== current?.figures)
      .map((post) => enqueue(editOf(post, step, now), now));
    const drawn = posts.filter((post) => !ripe.includes(post)).map(({ drawnAt }) => drawnAt);
    const [nextRefresh] = [now, ...drawn].map((at) => refreshableFrom(at).toISOString()).sort();
    const marks = { nextRefresh, ...(current && { lastFigures: current }) };
    await store.commit(roundPartition(name), [replace(row, { ...row.value, ...marks }), ...edits]);
    return edits.length;
  });
}

/** A post as its readers see it. */
interface StandingPost {
  readonly message: Message & ForChannel;
  readonly receipt: Receipt;
  readonly drawnAt: Date;
  readonly shown: string;
}

/**
 * The posts in channels that still get the digest. Leaves out posts that wait to be sent or edited, since they will be
 * drawn then; posts that were deleted or whose channel the bot has left; and posts without a record of what they show.
 */
async function standingPosts(
  store: EntityStore,
  channels: Programme['channels'],
  name: RoundName,
  step: string,
): Promise<StandingPost[]> {
  const keys = channels.map((channel) => digestKey(name, channel, step));
  const posts = await Promise.all(keys.map((key) => standingPost(store, roundPartition(name), key)));
  return posts.flatMap((post) => post ?? []);
}

async function standingPost(
  store: EntityStore,
  partition: string,
  key: string,
): Promise<StandingPost | undefined> {
  const message = (await findMessage(store, partition, key))?.value;
  if (!message || !isForChannel(message)) return undefined;
  if (message.state !== 'sent' || !message.receipt) return undefined;
  const edits = await editsOf(store, partition, key);
  if (edits.some(({ state }) => state !== 'sent' && state !== 'failed')) return undefined;
  const { shown } = edits.findLast(({ state }) => state === 'sent') ?? message;
  if (shown === undefined) return undefined;
  const drawnAt = new Date((edits.at(-1) ?? message).endedAt!);
  return { message, receipt: message.receipt, drawnAt, shown };
}

/** The waiting edits, then the ended ones, the earliest first. */
async function editsOf(store: EntityStore, partition: string, key: string): Promise<Message[]> {
  const edits: Message[] = [];
  for await (const { value } of allMessages(store, partition, editKey(key, ''))) edits.push(value);
  return edits;
}

/** The card is drawn when it is sent; an edit that comes too late, after the next digest, is needless. */
function editOf({ message, receipt }: StandingPost, step: string, now: Date): NewMessage {
  const { key, recipient, data } = message;
  return {
    key: editKey(key, now.toISOString()),
    kind: 'digest-edit',
    recipient,
    data: { ...data, step },
    edits: receipt,
  };
}

/** The key of an edit of the post with this key. @param moment ISO 8601, UTC */
function editKey(key: string, moment: string): string {
  return `${key}|edit-${moment}`;
}

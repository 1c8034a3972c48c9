/**
 * Brings a round's digest into the front posts of the channels that its programme shares. The first step of a week makes
 * the channel's post; every later one, of whatever programme, edits it at once, which notifies nobody.
 */
import { type Subscription } from '../goals/channels';
import { type Programme } from '../goals/schema';
import { enqueue, findMessage, type Message, type NewMessage, sendAgain } from '../outbox/message';
import { type Week, weekOf } from '../periods/week';
import { omit } from '../omit';
import { refreshableFrom } from '../rounds/post-refresh';
import { stepTime } from '../rounds/round';
import { readRound, type RoundName, roundPartition } from '../rounds/round-store';
import { put, replace, retryOnConflict, type Row } from '../storage/rows';
import { type Change, type EntityStore } from '../storage/store';
import {
  frontKey,
  frontMessageKey,
  type FrontPost,
  frontsPartition,
  readFront,
  recordFronted,
} from './front-store';
import { editKey, editsOf } from './standing-post';

/**
 * The round's mark is removed last: a repeat after a crash finds the posts and edits made before, and makes none twice.
 * @param sendFrom earliest time at which a new post may be sent; edits do not wait for it. Default: at once
 * @returns how many channels' posts show the digest; 0 if no digest waits for that
 */
export async function postFronts(
  store: EntityStore,
  programme: Pick<Programme, 'id' | 'timeZone'>,
  period: string,
  now: Date,
  sendFrom = now,
): Promise<number> {
  const name = { programmeId: programme.id, period };
  return retryOnConflict(async () => {
    const row = await readRound(store, name);
    const unposted = row?.value.unposted;
    if (!row || !unposted) return 0;
    const { step, channels } = unposted;
    const posting = { name, step, now, sendFrom, zone: programme.timeZone };
    const records: Change[] = [];
    for (const channel of channels) {
      const message = await postFront(store, channel, posting);
      records.push(await recordFronted(store, name, channel, { step, message, at: now.toISOString() }));
    }
    await store.commit(roundPartition(name), [replace(row, omit(row.value, 'unposted')), ...records]);
    return channels.length;
  });
}

interface Posting {
  readonly name: RoundName;
  readonly step: string;
  readonly now: Date;
  readonly sendFrom: Date;
  /** The programme's, in which it counts its weeks. */
  readonly zone: string;
}

/** @returns the key of the message that shows the digest */
function postFront(store: EntityStore, subscription: Subscription, posting: Posting): Promise<string> {
  const { step, now, sendFrom, zone } = posting;
  return retryOnConflict(async () => {
    const row = await readFront(store, subscription);
    const week = weekOf(now, zone);
    // A post that waits for quiet hours to end may be next week's already.
    if (row && row.value.week >= week.name) return joinPost(store, row, posting);
    const post = newPost(subscription, weekOf(sendFrom, zone), earlier(week.starts.toISOString(), step));
    const nextRefresh = refreshableFrom(sendFrom).toISOString();
    await store.commit(frontsPartition, [
      put(row, frontKey(subscription), { ...post, nextRefresh }),
      enqueue(messageOf(post), now, sendFrom),
    ]);
    return post.key;
  });
}

function newPost({ channel, language }: Subscription, week: Week, since: string): FrontPost {
  const key = frontMessageKey({ channel, language }, week.name);
  const weekEnds = week.ends.toISOString();
  return { channel, language, key, week: week.name, weekEnds, since };
}

/**
 * Edits the post, unless it is going to be drawn anyway. It may be drawn at this very moment, with the figures from
 * before, so it is compared with them once more in any case.
 */
async function joinPost(store: EntityStore, row: Row<FrontPost>, posting: Posting): Promise<string> {
  const { step, now } = posting;
  const post = row.value;
  const { key, changes } = await showingMessage(store, post, posting);
  const nextRefresh = post.nextRefresh ?? refreshableFrom(now).toISOString();
  await store.commit(frontsPartition, [
    replace(row, { ...post, since: earlier(post.since, step), nextRefresh }),
    ...changes,
  ]);
  return key;
}

interface Showing {
  readonly key: string;
  readonly changes: readonly Change[];
}

async function showingMessage(
  store: EntityStore,
  post: FrontPost,
  { name, step, now, sendFrom }: Posting,
): Promise<Showing> {
  const sent = await findMessage(store, frontsPartition, post.key);
  if (!sent) return { key: post.key, changes: [enqueue(messageOf(post), now, sendFrom)] };
  const { state, receipt } = sent.value;
  if (state === 'pending') return { key: post.key, changes: [] };
  // It has not reached the channel yet, so this is no second post.
  if (state !== 'sent') return { key: post.key, changes: sendAgain(sent, sendFrom) };
  const own = editKey(post.key, `${name.programmeId}-${name.period}-${step}`);
  const edits = await editsOf(store, frontsPartition, post.key);
  const waiting = edits.find((edit) => edit.state === 'pending' || edit.key === own);
  if (waiting) return { key: waiting.key, changes: [] };
  if (!receipt) return { key: post.key, changes: [] };
  return { key: own, changes: [enqueue(editOfFront(post, own, receipt), now)] };
}

function messageOf(post: FrontPost): NewMessage {
  return { key: post.key, kind: 'front', ...addressed(post) };
}

/** The card is drawn when it is sent; an edit that comes too late, after the next post, is needless. */
export function editOfFront(
  post: FrontPost,
  key: string,
  edits: NonNullable<Message['receipt']>,
): NewMessage {
  return { key, kind: 'front-edit', ...addressed(post), edits };
}

function addressed({ channel, language, key }: FrontPost) {
  return {
    recipient: { type: 'channel' as const, channelId: channel },
    data: { front: key, channel, language },
  };
}

/** A closing just before midnight on Sunday may be worked on only on Monday. */
function earlier(since: string, step: string): string {
  const at = stepTime(step);
  return at < since ? at : since;
}

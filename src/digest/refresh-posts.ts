/** Edits the posts of a round's latest digest to keep them up to date while the round is open. */
import { type Subscription } from '../goals/channels';
import { type Programme } from '../goals/schema';
import { enqueue, type NewMessage } from '../outbox/message';
import { digestKey } from '../rounds/enqueue-digests';
import { isRefreshDue, refreshableFrom } from '../rounds/post-refresh';
import { readRound, type RoundName, roundPartition } from '../rounds/round-store';
import { replace, retryOnConflict } from '../storage/rows';
import { type EntityStore } from '../storage/store';
import { currentFigures } from './current-figures';
import { editKey, type StandingPost, standingPost } from './standing-post';

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
    const current = ripe.length > 0 ? await currentFigures(store, row.value, step, now) : undefined;
    const edits = ripe
      .filter(({ shown }) => shown !== current?.figures)
      .map((post) => enqueue(editOf(name, post, step, now), now));
    const drawn = posts.filter((post) => !ripe.includes(post)).map(({ drawnAt }) => drawnAt);
    const [nextRefresh] = [now, ...drawn].map((at) => refreshableFrom(at).toISOString()).sort();
    const marks = { nextRefresh, ...(current && { lastFigures: current }) };
    await store.commit(roundPartition(name), [replace(row, { ...row.value, ...marks }), ...edits]);
    return edits.length;
  });
}

/** A post with the channel that it is in. */
type ChannelPost = StandingPost & Subscription;

/** The posts in channels that still get the digest, as far as they can be edited now. */
async function standingPosts(
  store: EntityStore,
  channels: readonly Subscription[],
  name: RoundName,
  step: string,
): Promise<ChannelPost[]> {
  const posts = await Promise.all(
    channels.map(async (subscription) => {
      const post = await standingPost(store, roundPartition(name), digestKey(name, subscription, step));
      return post ? [{ ...post, ...subscription }] : [];
    }),
  );
  return posts.flat();
}

/** The card is drawn when it is sent; an edit that comes too late, after the next digest, is needless. */
function editOf(
  name: RoundName,
  { channel, language, receipt }: ChannelPost,
  step: string,
  now: Date,
): NewMessage {
  return {
    key: editKey(digestKey(name, { channel, language }, step), now.toISOString()),
    kind: 'digest-edit',
    recipient: { type: 'channel', channelId: channel },
    data: { ...name, language, step },
    edits: receipt,
  };
}

/** What a channel's readers should have by now: the latest digests of its rounds, by themselves or in a front post. */
import { readFront, frontsPartition, shownInFronts } from '../digest/front-store';
import { type Subscription } from '../goals/channels';
import { type Programme } from '../goals/schema';
import { findMessage, type Message, reachedNobody } from '../outbox/message';
import { digestKey } from '../rounds/enqueue-digests';
import { isCurrent, latestDigest, type Round, sentSince } from '../rounds/round';
import { type RoundName, roundNameOf } from '../rounds/round-name';
import { listRoundsSince, roundPartition } from '../rounds/round-store';
import { type Row } from '../storage/rows';
import { type EntityStore } from '../storage/store';

/** A message that waits, was sent or was not delivered. */
export interface LatestPost {
  readonly partition: string;
  readonly row: Row<Message>;
  /** The rounds whose latest digests it shows. */
  readonly rounds: readonly RoundName[];
  /** Not for a front post of an earlier week, which is not sent any more. */
  readonly isCurrent: boolean;
}

/** Rounds whose digests are still of use: open ones, and those closed in the last fortnight. */
export async function currentRounds(store: EntityStore, now: Date): Promise<Round[]> {
  return (await listRoundsSince(store, sentSince(now))).filter(
    (round) => isCurrent(round, now) && !round.discarded,
  );
}

/** @param rounds those whose digests count */
export async function latestPosts(
  store: EntityStore,
  channel: string,
  programmes: readonly Programme[],
  rounds: readonly Round[],
  now: Date,
): Promise<LatestPost[]> {
  const posts = new Map<string, LatestPost>();
  for (const { id, channels } of programmes)
    for (const subscription of channels.filter((each) => each.channel === channel))
      for (const round of rounds.filter(({ programmeId }) => programmeId === id))
        for (const post of await postsOf(store, round, subscription, now)) {
          const known = posts.get(post.row.value.key)?.rounds ?? [];
          posts.set(post.row.value.key, { ...post, rounds: [...known, roundNameOf(round)] });
        }
  return [...posts.values()];
}

async function postsOf(
  store: EntityStore,
  round: Round,
  subscription: Subscription,
  now: Date,
): Promise<Omit<LatestPost, 'rounds'>[]> {
  const step = latestDigest(round);
  if (step === undefined) return [];
  const partition = roundPartition(round);
  const own = await findMessage(store, partition, digestKey(round, subscription, step));
  return [
    ...(own ? [{ partition, row: own, isCurrent: true }] : []),
    ...(await frontsOf(store, round, subscription, step, now)),
  ];
}

async function frontsOf(
  store: EntityStore,
  round: Round,
  subscription: Subscription,
  step: string,
  now: Date,
): Promise<Omit<LatestPost, 'rounds'>[]> {
  const { channel, language } = subscription;
  const latest = (await readFront(store, subscription))?.value;
  const keys = (await shownInFronts(store, round, step)).flatMap(({ sent }) =>
    sent?.data['channel'] === channel && sent.data['language'] === language ? [sent.key] : [],
  );
  const rows = await Promise.all(keys.map((key) => findMessage(store, frontsPartition, key)));
  const partition = frontsPartition;
  const isThisWeeks = latest !== undefined && latest.weekEnds > now.toISOString();
  return rows.flatMap((row) =>
    row ? [{ partition, row, isCurrent: isThisWeeks && row.value.data['front'] === latest.key }] : [],
  );
}

/** The rounds whose latest digest the channel's readers lack; also if an edit that brings it did not arrive. */
export function unpostedRounds(posts: readonly LatestPost[]): RoundName[] {
  const rounds = posts.flatMap((post) => (reachedNobody(post.row.value) ? post.rounds : []));
  return [...new Map(rounds.map((round) => [roundPartition(round), round])).values()];
}

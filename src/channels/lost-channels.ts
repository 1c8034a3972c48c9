/** Channels of programmes to which nothing can be posted, with what could not be: for cards, the command line and health. */
import { subscribedChannels } from '../goals/channels';
import { type Programme } from '../goals/schema';
import { type RoundName } from '../rounds/round-name';
import { type EntityStore } from '../storage/store';
import { currentRounds, latestPosts, unpostedRounds } from './latest-posts';
import { loadPresentOutages, type Outage } from './outages';

export interface LostChannel extends Pick<Outage, 'channel' | 'since' | 'why'> {
  /** The rounds of the given programmes whose latest digest its readers lack. */
  readonly unposted: readonly RoundName[];
}

/** Only channels that get digests of these programmes. Reads rounds only if there are any. */
export async function loadLostChannels(
  store: EntityStore,
  programmes: readonly Programme[],
  now: Date,
): Promise<LostChannel[]> {
  const outages = await loadPresentOutages(store);
  const subscribed = subscribedChannels(programmes);
  const lost = [...outages.values()].filter(({ channel }) => subscribed.has(channel));
  if (lost.length === 0) return [];
  const rounds = await currentRounds(store, now);
  return Promise.all(
    lost.map(async ({ channel, since, why }) => {
      const unposted = unpostedRounds(await latestPosts(store, channel, programmes, rounds, now));
      return { channel, since, why, unposted };
    }),
  );
}

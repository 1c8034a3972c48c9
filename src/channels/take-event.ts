/** What Teams tells of a channel or a team: a new name, that it takes no posts any more, or that it does again. */
import { subscribedChannels } from '../goals/channels';
import {
  knownChannelsOf,
  loadKnownChannels,
  rememberChannel,
  renameTeam,
  type SeenChannel,
} from '../goals/known-channels';
import { loadProgrammes } from '../goals/register';
import { type EntityStore } from '../storage/store';
import { noteOutage, noteWorking, type OutageReason } from './outages';

/** The channels that an event is about. */
export interface Where {
  /** All known channels of this team. */
  readonly team?: string;
  /** Single channels. */
  readonly channels: readonly string[];
}

export type ChannelEvent =
  | { readonly type: 'renamed'; readonly channel: SeenChannel }
  | { readonly type: 'team-renamed'; readonly team: { readonly id: string; readonly name: string } }
  | { readonly type: 'lost'; readonly where: Where; readonly why: OutageReason }
  /** `ends`: only outages for one of these reasons are over. */
  | { readonly type: 'works'; readonly where: Where; readonly ends: readonly OutageReason[] };

/** Repeating it changes nothing. */
export async function takeChannelEvent(store: EntityStore, event: ChannelEvent, now: Date): Promise<void> {
  switch (event.type) {
    case 'renamed':
      return rememberChannel(store, event.channel);
    case 'team-renamed':
      return renameTeam(store, event.team);
    case 'lost':
      return noteOutage(store, await channelsAt(store, event.where), event.why, now);
    case 'works':
      return noteWorking(store, await channelsAt(store, event.where), event.ends, now);
  }
}

/** Without channels that the bot has not been seen in and that get no digest. */
async function channelsAt(store: EntityStore, { team, channels }: Where): Promise<string[]> {
  const named = new Set([...channels, ...(team === undefined ? [] : await knownChannelsOf(store, team))]);
  const subscribed = subscribedChannels(await loadProgrammes(store));
  const known = (await loadKnownChannels(store)).map(({ id }) => id);
  return [...new Set([...known, ...subscribed])].filter((id) => named.has(id));
}

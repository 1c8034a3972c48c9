import { type TurnContext } from 'botbuilder';
import { type SeenChannel, type SeenTeam } from '../../../src/goals/known-channels';

/** The channel that an activity names, with as much of its names as Teams gives; `undefined` outside teams. */
export function channelOf({ activity }: TurnContext): SeenChannel | undefined {
  const { team, channel, settings } = (activity.channelData ?? {}) as ChannelData;
  const id = channel?.id ?? settings?.selectedChannel?.id;
  if (!team || id === undefined) return undefined;
  return { id, team: teamIn(team), ...(channel?.name && { ownName: channel.name }) };
}

/** The team that an activity names; `undefined` outside teams. */
export function teamOf({ activity }: TurnContext): SeenTeam | undefined {
  const { team } = (activity.channelData ?? {}) as ChannelData;
  return team && teamIn(team);
}

function teamIn({ id, name }: SeenTeam): SeenTeam {
  return { ...(id && { id }), ...(name && { name }) };
}

interface ChannelData {
  readonly team?: SeenTeam;
  readonly channel?: { readonly id?: string; readonly name?: string };
  readonly settings?: { readonly selectedChannel?: { readonly id?: string } };
}

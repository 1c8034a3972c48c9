import { type TurnContext } from 'botbuilder';

export interface NamedChannel {
  readonly id: string;
  /** Its name, if Teams gives it. */
  readonly name?: string;
  /** If Teams gives only the team's name: distinguishes the channel from the team's others. */
  readonly standIn?: string;
}

/** The channel that an activity names; `undefined` outside teams. */
export function channelOf({ activity }: TurnContext): NamedChannel | undefined {
  const { team, channel, settings } = (activity.channelData ?? {}) as ChannelData;
  const id = channel?.id ?? settings?.selectedChannel?.id;
  if (!team || id === undefined) return undefined;
  if (channel?.name) return { id, name: [team.name, channel.name].filter(Boolean).join(' › ') };
  if (!team.name) return { id };
  // The general channel has the team's id, and no name of its own.
  return id === team.id ? { id, name: team.name } : { id, standIn: `${team.name} › …${endOf(id)}` };
}

/** Six characters that differ between ids; the part after "@" is the same in all. */
function endOf(id: string): string {
  return id.split('@')[0]!.slice(-6);
}

interface ChannelData {
  readonly team?: { readonly id?: string; readonly name?: string };
  readonly channel?: { readonly id?: string; readonly name?: string };
  readonly settings?: { readonly selectedChannel?: { readonly id?: string } };
}

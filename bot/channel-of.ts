import { type TurnContext } from 'botbuilder';

/** The channel that an activity names, with what Teams says it is called; `undefined` outside teams. */
export function channelOf({
  activity,
}: TurnContext): { readonly id: string; readonly name?: string } | undefined {
  const { team, channel, settings } = (activity.channelData ?? {}) as ChannelData;
  const id = channel?.id ?? settings?.selectedChannel?.id;
  if (!team || id === undefined) return undefined;
  const name = [team.name, channel?.name].filter(Boolean).join(' › ');
  return { id, ...(name !== '' && { name }) };
}

interface ChannelData {
  readonly team?: { readonly name?: string };
  readonly channel?: { readonly id?: string; readonly name?: string };
  readonly settings?: { readonly selectedChannel?: { readonly id?: string } };
}

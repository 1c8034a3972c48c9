/**
 * What Teams says about channels: its events about them, their teams and the bot in them, and its refusals of posts.
 * Source: "Conversation events in your Teams bot", Microsoft.
 */
import { type TurnContext } from 'botbuilder';
import { type OutageReason, outageReasons } from '../../../src/channels/outages';
import { type ChannelEvent, type Where } from '../../../src/channels/take-event';
import { type Outcome } from '../../../src/outbox/sender';
import { channelOf, teamOf } from './channel-of';

/** What a refused post was noted for; whatever brings a channel back may have ended it. */
const byRefusal: readonly OutageReason[] = ['not-found', 'refused'];

/** The outages that an event begins (one reason) or ends. */
const begins: Readonly<Record<string, OutageReason>> = {
  channelDeleted: 'deleted',
  teamDeleted: 'team-deleted',
  teamHardDeleted: 'team-deleted',
  teamArchived: 'archived',
};
const ends: Readonly<Record<string, readonly OutageReason[]>> = {
  channelRestored: ['deleted', ...byRefusal],
  teamRestored: ['team-deleted', 'archived', ...byRefusal],
  teamUnarchived: ['archived', ...byRefusal],
};

/** `undefined` for events that change nothing for posts, and outside teams. */
export function channelEventIn(context: TurnContext): ChannelEvent | undefined {
  const { membersAdded, membersRemoved, recipient } = context.activity;
  const team = teamOf(context);
  if (!team) return undefined;
  const isBot = ({ id }: { readonly id?: string }) => id === recipient.id;
  if (membersRemoved?.some(isBot)) return botRemoved(context);
  if (membersAdded?.some(isBot)) return botAdded(context);
  const type = eventTypeOf(context);
  const channel = channelOf(context);
  if (type === 'channelRenamed') return channel?.ownName ? { type: 'renamed', channel } : undefined;
  if (type === 'teamRenamed') {
    const { id, name } = team;
    return id !== undefined && name !== undefined ? { type: 'team-renamed', team: { id, name } } : undefined;
  }
  const where = type.startsWith('channel') ? { channels: channel ? [channel.id] : [] } : teamIn(context);
  if (Object.hasOwn(begins, type)) return { type: 'lost', where, why: begins[type]! };
  return Object.hasOwn(ends, type) ? { type: 'works', where, ends: ends[type]! } : undefined;
}

/** The app was removed from the team. `undefined` outside teams. */
export function botRemoved(context: TurnContext): ChannelEvent | undefined {
  return teamOf(context) && { type: 'lost', where: whereBotIs(context), why: 'removed' };
}

/** The app was added to the team. `undefined` outside teams. */
export function botAdded(context: TurnContext): ChannelEvent | undefined {
  return teamOf(context) && { type: 'works', where: whereBotIs(context), ends: ['removed', ...byRefusal] };
}

/** A private or shared channel has members of its own. */
function whereBotIs(context: TurnContext): Where {
  const channel = channelOf(context);
  const isOfChannel = eventTypeOf(context).startsWith('channelMember');
  return isOfChannel && channel ? { channels: [channel.id] } : teamIn(context);
}

function eventTypeOf({ activity }: TurnContext): string {
  return (activity.channelData as { readonly eventType?: string | null } | undefined)?.eventType ?? '';
}

/** Somebody wrote to the bot in the channel, so both are there; whether it may write is not known yet. */
export function heardIn(channel: string): ChannelEvent {
  const known = outageReasons.filter((reason) => reason !== 'refused');
  return { type: 'works', where: { channels: [channel] }, ends: known };
}

/** The team, with the channel in which Teams reports the event: an earlier version kept channels without their team. */
function teamIn(context: TurnContext): Where {
  const { id } = teamOf(context)!;
  const [conversation] = context.activity.conversation.id.split(';');
  return {
    ...(id !== undefined && { team: id }),
    channels: [...(id === undefined ? [] : [id]), conversation!],
  };
}

/**
 * What Teams' refusal of a post says about its channel. `undefined` if it says nothing about the channel, as when the
 * message is too large or the bot is not registered.
 * @param isEdit one post of a channel may be gone without the channel
 */
export function outageIn(outcome: Outcome, isEdit: boolean): OutageReason | undefined {
  if (outcome.type !== 'ended') return undefined;
  if (outcome.state === 'not-installed') return 'removed';
  if (/^403 /.test(outcome.reason)) return 'refused';
  return /^404 /.test(outcome.reason) && !isEdit ? 'not-found' : undefined;
}

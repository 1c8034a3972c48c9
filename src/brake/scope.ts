/** What a pause covers: everything, a programme or a round. Pure. */
import { type Programme } from '../goals/schema';
import { type Message } from '../outbox/message';
import { isForChannel, isForPerson } from '../outbox/message-kind';
import { type RoundName } from '../rounds/round-name';

/** Everything without a programme; a period only with one. */
export interface Scope {
  readonly programmeId?: string;
  readonly period?: string;
}

export function scopeOf({ programmeId, period }: Scope): Scope {
  return { ...(programmeId !== undefined && { programmeId }), ...(period !== undefined && { period }) };
}

/** From the widest to the narrowest. */
export const scopeWidths = ['everything', 'programme', 'round'] as const;

export function widthOf({ programmeId, period }: Scope): (typeof scopeWidths)[number] {
  if (programmeId === undefined) return 'everything';
  return period === undefined ? 'programme' : 'round';
}

export function isSameScope(one: Scope, other: Scope): boolean {
  return one.programmeId === other.programmeId && one.period === other.period;
}

/** Whether all that belongs to `part` belongs to `whole`. */
export function covers(whole: Scope, part: Scope): boolean {
  if (whole.programmeId === undefined) return true;
  return whole.programmeId === part.programmeId && (whole.period ?? part.period) === part.period;
}

export interface Pause extends Scope {
  readonly by: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** The widest pause that covers all of this, if there is one. @param pauses the widest first */
export function pauseOver(pauses: readonly Pause[], scope: Scope): Pause | undefined {
  return pauses.find((pause) => covers(pause, scope));
}

/** The round that a message is about, if it is about one. */
export function roundOf({ data: { programmeId, period } }: Message): RoundName | undefined {
  return typeof programmeId === 'string' && typeof period === 'string' ? { programmeId, period } : undefined;
}

/**
 * Whether a scope holds a message. Alerts go to admins, who must hear of trouble while everything is stopped. A post that
 * programmes share waits while anything of one of them is stopped, since it would show that; so does a message about goals of several.
 * @param programmes all; needed for posts that programmes share
 */
export function holds(
  scope: Scope,
  message: Message,
  programmes: readonly Pick<Programme, 'id' | 'channels'>[],
): boolean {
  if (message.kind === 'alert') return false;
  if (scope.programmeId === undefined) return true;
  const round = roundOf(message);
  if (round) return covers(scope, round);
  if (isForPerson(message) && message.kind === 'at-once')
    return message.data.turns.some((turn) => covers(scope, turn));
  return sharedBy(message, programmes).some(({ id }) => id === scope.programmeId);
}

function sharedBy<P extends Pick<Programme, 'channels'>>(message: Message, programmes: readonly P[]): P[] {
  if (!isForChannel(message) || (message.kind !== 'front' && message.kind !== 'front-edit')) return [];
  const { channel, language } = message.data;
  return programmes.filter(({ channels }) =>
    channels.some((each) => each.channel === channel && each.language === language),
  );
}

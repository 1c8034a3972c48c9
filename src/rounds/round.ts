/** A round: one programme in one period. */
import { RefusedError } from '../errors';

export const roundStatuses = ['planned', 'open', 'closed', 'reopened'] as const;
export type RoundStatus = (typeof roundStatuses)[number];

/** Who did what to a round; the bot itself is `schedule`. */
export interface RoundEvent {
  readonly what: 'opened' | 'closed' | 'reopened';
  readonly by: string;
  readonly at: string;
  readonly reason?: string;
}

export interface Round {
  readonly programmeId: string;
  readonly period: string;
  readonly status: RoundStatus;
  /** ISO 8601, UTC. */
  readonly opens: string;
  /** ISO 8601, UTC; replies are taken until this moment. */
  readonly deadline: string;
  readonly events: readonly RoundEvent[];
  /** The latest digest that was put into the outbox, and when. */
  readonly lastDigest?: string;
  /** The latest reminder that was put into the outbox (its moment in the calendar, or when somebody asked for it). */
  readonly lastReminder?: string;
  /** The form as it was at closing: the id of its snapshot. */
  readonly snapshot?: string;
}

/** What one person is asked in one round. */
export interface Request {
  readonly personId: string;
  readonly goalIds: readonly string[];
  readonly createdAt: string;
  /** When the person wants to be reminded (ISO 8601, UTC). */
  readonly snoozedUntil?: string;
}

export function takesReplies(round: Round): boolean {
  return round.status === 'open' || round.status === 'reopened';
}

/** Whether a reply is taken at this moment: the round is open and its deadline not over. */
export function takesRepliesAt(round: Round, now: Date): boolean {
  return takesReplies(round) && now.toISOString() < round.deadline;
}

/** @throws RefusedError `round-not-open` when the round is not open. */
export function closed(round: Round, event: Omit<RoundEvent, 'what'>, snapshot: string): Round {
  if (!takesReplies(round)) throw new RefusedError('round-not-open', { period: round.period });
  return { ...round, status: 'closed', snapshot, events: [...round.events, { ...event, what: 'closed' }] };
}

/** @throws RefusedError `reason-missing`; `round-not-closed`; `deadline-in-the-past` when nobody could answer. */
export function reopened(round: Round, event: Omit<RoundEvent, 'what'>, deadline: Date): Round {
  if (!event.reason?.trim()) throw new RefusedError('reason-missing', { period: round.period });
  if (round.status !== 'closed') throw new RefusedError('round-not-closed', { period: round.period });
  if (deadline.toISOString() <= event.at)
    throw new RefusedError('deadline-in-the-past', { period: round.period });
  const { programmeId, period, opens, lastDigest, lastReminder } = round;
  return {
    programmeId,
    period,
    opens,
    ...(lastDigest !== undefined && { lastDigest }),
    ...(lastReminder !== undefined && { lastReminder }),
    status: 'reopened',
    deadline: deadline.toISOString(),
    events: [...round.events, { ...event, what: 'reopened' }],
  };
}

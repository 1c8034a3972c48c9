/** A round: one programme in one period. */
import { omit } from '../omit';
import { type Way } from '../audit/audit';
import { RefusedError } from '../errors';

export const roundStatuses = ['planned', 'open', 'closing', 'closed', 'reopened'] as const;
export type RoundStatus = (typeof roundStatuses)[number];

/** Who did what to a round; the bot itself is `schedule`. */
export interface RoundEvent {
  readonly what: 'opened' | 'closed' | 'reopened' | 'skipped';
  readonly by: string;
  readonly at: string;
  readonly reason?: string;
  /** Of a closing that sent the organisation's one coordinated answer. */
  readonly sent?: true;
  /** Of a closing: the id of its snapshot. */
  readonly snapshot?: string;
}

/** A closing under way: from now on no reply is taken, and whoever finishes it does so as it was asked for. */
export interface Closing {
  /** The snapshot that is being written; another one for each who takes the closing over. */
  readonly snapshot: string;
  /** When it was begun or taken over last (ISO 8601, UTC). */
  readonly since: string;
  /** What the round was before, in case it may not be closed after all. */
  readonly from: 'open' | 'reopened';
  readonly event: Omit<RoundEvent, 'what' | 'snapshot'>;
  readonly way: Way;
  /** When its digests may be sent, and the steps that were missed before it (ISO 8601, UTC). */
  readonly sendFrom?: string;
  readonly missed?: readonly string[];
}

export interface Round {
  readonly programmeId: string;
  readonly period: string;
  readonly status: RoundStatus;
  /** ISO 8601, UTC. */
  readonly opens: string;
  /** ISO 8601, UTC; replies are asked for until this moment. */
  readonly deadline: string;
  /** ISO 8601, UTC; late replies are taken until this moment. Left out where that is the deadline. */
  readonly closes?: string;
  /** Of a reopened round: its deadline before that (ISO 8601, UTC). What is answered after it is late. */
  readonly lateAfter?: string;
  readonly events: readonly RoundEvent[];
  /** The latest digest that was put into the outbox, and when. */
  readonly lastDigest?: string;
  /** When the posts of the latest digest are next compared with the figures (ISO 8601, UTC); see post-refresh.ts. */
  readonly nextRefresh?: string;
  /** What was found when they were compared last. */
  readonly lastFigures?: KnownFigures;
  /** The digest that those who follow units of it are still to be sent: its step. */
  readonly untold?: string;
  /** The latest reminder that was put into the outbox (its moment in the calendar, or when somebody asked for it). */
  readonly lastReminder?: string;
  /** The latest escalation that was put into the outbox: its moment in the calendar. */
  readonly lastEscalation?: string;
  /** The form as it was at closing: the id of its snapshot. */
  readonly snapshot?: string;
  /** While it is being closed. */
  readonly closing?: Closing;
}

/** The figures of a round, and what they come from; each is a name that is the same as long as they are. */
export interface KnownFigures {
  readonly from: string;
  readonly figures: string;
}

/** What one person is asked in one round. */
export interface Request {
  readonly personId: string;
  readonly goalIds: readonly string[];
  readonly createdAt: string;
  /** When the person wants to be reminded (ISO 8601, UTC). */
  readonly snoozedUntil?: string;
}

/** The figures of a document never change, so the snapshot of the round that holds them has a name of its own. */
export const documentSnapshot = 'document';

/** When the figures of a document were brought in as this closed round (ISO 8601, UTC); else `undefined`. */
export function broughtInAt({ events }: Pick<Round, 'events'>): string | undefined {
  return events.find(({ snapshot }) => snapshot === documentSnapshot)?.at;
}

export function takesReplies(round: Round): boolean {
  return round.status === 'open' || round.status === 'reopened';
}

/** Until when replies are taken, late ones too. */
export function closingOf({ closes, deadline }: Pick<Round, 'closes' | 'deadline'>): string {
  return closes ?? deadline;
}

/** Whether a reply is taken at this moment: the round is open and its closing not over. */
export function takesRepliesAt(round: Round, now: Date): boolean {
  return takesReplies(round) && now.toISOString() < closingOf(round);
}

/** Whether what is answered at this moment (ISO 8601, UTC) is late: after the first deadline. */
export function isLate({ lateAfter, deadline }: Pick<Round, 'lateAfter' | 'deadline'>, at: string): boolean {
  return at >= (lateAfter ?? deadline);
}

/** While what is answered is late: the deadline that is over, and until when replies are taken (ISO 8601, UTC). */
export interface LateTimes {
  readonly deadline: string;
  readonly closing: string;
}

/** `undefined` before the first deadline, and when no reply is taken. */
export function lateTimes(round: Round, now: Date): LateTimes | undefined {
  if (!takesRepliesAt(round, now) || !isLate(round, now.toISOString())) return undefined;
  return { deadline: round.lateAfter ?? round.deadline, closing: closingOf(round) };
}

/** Until when a reply is asked for at this moment: the deadline, and after it the closing (ISO 8601, UTC). */
export function dueAt(round: Pick<Round, 'closes' | 'deadline'>, now: Date): string {
  return now.toISOString() < round.deadline ? round.deadline : closingOf(round);
}

/**
 * The step of the digest that was put into the outbox last; an older one has had its time. Of a closed round that of
 * its closing; `undefined` before the first one since it was opened or reopened.
 */
export function latestDigest({ status, events, lastDigest }: Round): string | undefined {
  const since = events.at(-1)?.at ?? '';
  if (status === 'closed') return closingStep(since);
  return lastDigest !== undefined && lastDigest > since ? lastDigest : undefined;
}

/** @param at moment of the closing: ISO 8601, UTC */
export function closingStep(at: string): string {
  return `closing-${at}`;
}

/** How a reopened round came to take replies again; `undefined` for one that is not reopened. */
export function reopeningOf({ status, events }: Pick<Round, 'status' | 'events'>): RoundEvent | undefined {
  return status === 'reopened' ? events.findLast(({ what }) => what === 'reopened') : undefined;
}

/** How the coordinated answer of a closed round was sent; `undefined` where it was not, or the round is open again. */
export function sendingOf({ status, events }: Pick<Round, 'status' | 'events'>): RoundEvent | undefined {
  const last = events.at(-1);
  return status === 'closed' && last?.sent ? last : undefined;
}

/** @throws RefusedError `reason-missing`; `round-not-closed`; `deadline-in-the-past` when nobody could answer. */
export function reopened(round: Round, event: Omit<RoundEvent, 'what'>, deadline: Date): Round {
  if (!event.reason?.trim()) throw new RefusedError('reason-missing', { period: round.period });
  if (round.status !== 'closed') throw new RefusedError('round-not-closed', { period: round.period });
  if (deadline.toISOString() <= event.at)
    throw new RefusedError('deadline-in-the-past', { period: round.period });
  return {
    ...omit(round, 'snapshot', 'closes', 'untold'),
    status: 'reopened',
    deadline: deadline.toISOString(),
    lateAfter: round.lateAfter ?? round.deadline,
    events: [...round.events, { ...event, what: 'reopened' }],
  };
}

/** A round that nobody was asked in, since its closing was over before it could be opened. */
export function skipped(round: Round, event: Omit<RoundEvent, 'what'>): Round {
  return { ...round, events: [...round.events, { ...event, what: 'skipped' }] };
}

export function wasSkipped({ status, events }: Pick<Round, 'status' | 'events'>): boolean {
  return status === 'planned' && events.at(-1)?.what === 'skipped';
}

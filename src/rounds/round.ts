/** A round: one programme in one period. */
import { omit } from '../omit';
import { type Way } from '../audit/audit';
import { RefusedError } from '../errors';
import { type Subscription } from '../goals/channels';
import { type RoundTimes } from '../periods/calendar';
import { type FirstStage } from '../periods/calendar-schema';

export const roundStatuses = ['planned', 'open', 'closing', 'closed', 'reopened'] as const;
export type RoundStatus = (typeof roundStatuses)[number];

/** Who did what to a round; the bot itself is `schedule`. */
export interface RoundEvent {
  readonly what: 'opened' | 'closed' | 'reopened' | 'skipped';
  readonly by: string;
  readonly at: string;
  readonly reason?: string;
  /** Set on a closing that sent the organisation's one coordinated answer. */
  readonly sent?: true;
  /** The id of a closing's snapshot. */
  readonly snapshot?: string;
}

/** A closing under way: no reply is taken any more, and any process can finish it as originally requested. */
export interface Closing {
  /** The snapshot that is being written; each takeover of the closing writes a new one. */
  readonly snapshot: string;
  /** When it was begun or last taken over (ISO 8601, UTC). */
  readonly since: string;
  /** The round's status before, to restore in case it cannot be closed after all. */
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
  /** ISO 8601, UTC; late replies are taken until this moment. Default: the deadline. */
  readonly closes?: string;
  /** The first stage of a round that has stages; not of a reopened one. */
  readonly stage?: RoundStage;
  /** A reopened round's deadline before the reopening (ISO 8601, UTC). Answers after it are late. */
  readonly lateAfter?: string;
  readonly events: readonly RoundEvent[];
  /** The latest digest that was put into the outbox, and when. */
  readonly lastDigest?: string;
  /** When the posts of the latest digest are next compared with the figures (ISO 8601, UTC); see post-refresh.ts. */
  readonly nextRefresh?: string;
  /** The result of the last comparison. */
  readonly lastFigures?: KnownFigures;
  /** The step of the digest that followers of the round's units have not been sent yet. */
  readonly untold?: string;
  /** The step of the digest that has not reached the front posts of these channels yet, which other programmes share. */
  readonly unposted?: { readonly step: string; readonly channels: readonly Subscription[] };
  /** The latest reminder that was put into the outbox (its time in the calendar, or when somebody requested it). */
  readonly lastReminder?: string;
  /** The latest escalation that was put into the outbox: its time in the calendar. */
  readonly lastEscalation?: string;
  /** The id of the snapshot of the form at closing. */
  readonly snapshot?: string;
  /** When a question about it was last asked or responded to, and until when messages of it are sent (ISO 8601, UTC). */
  readonly asked?: { readonly at: string; readonly until: string };
  /** `found`: answers may have turned goals since a tick looked. `waits`: what they turned may wait to be told (src/digest/at-once). */
  readonly turned?: 'found' | 'waits';
  /** Set while the round is being closed. */
  readonly closing?: Closing;
  /** Set on a planned round that was opened by mistake and taken back, until it is opened again. */
  readonly discarded?: Discarding;
}

export interface RoundStage {
  readonly of: FirstStage;
  /** When its parts are due (ISO 8601, UTC). */
  readonly until: string;
  /** When it ended and the rest was asked for (ISO 8601, UTC). */
  readonly passed?: string;
}

/** Who took a round back. */
export interface Discarding {
  readonly by: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly reason?: string;
  /** Set until its messages are replaced and its rows removed; any process can finish that. */
  readonly unfinished?: true;
}

/** Fingerprints of a round's figures and of their sources; each changes whenever what it stands for does. */
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

/** Snapshot id of rounds that hold a document's figures; a fixed id, since those figures never change. */
export const documentSnapshot = 'document';

/** When a document's figures were imported as this closed round (ISO 8601, UTC); else `undefined`. */
export function broughtInAt({ events }: Pick<Round, 'events'>): string | undefined {
  return events.find(({ snapshot }) => snapshot === documentSnapshot)?.at;
}

export function takesReplies(round: Round): boolean {
  return round.status === 'open' || round.status === 'reopened';
}

/** Whether only the first stage's parts are asked for yet, where others wait for them. */
export function isInFirstStage<R extends Pick<Round, 'status' | 'stage'>>(
  round: R,
): round is R & { readonly stage: RoundStage } {
  return round.status === 'open' && round.stage !== undefined && round.stage.passed === undefined;
}

const fortnightMs = 14 * 24 * 3600 * 1000;

/**
 * Whether a round's waiting messages are sent: while it is open, for a fortnight after its closing or after it was taken
 * back, and as long as questions about it may be under way.
 */
export function isSentFrom(round: Round, now: Date): boolean {
  return isCurrent(round, now) || (round.asked?.until ?? '') >= now.toISOString();
}

/** Whether its digests and reminders are still of use: while it is open, and for a fortnight after its end. */
export function isCurrent(round: Round, now: Date): boolean {
  const closedAt = round.status === 'closed' ? (round.events.at(-1)?.at ?? '') : '';
  const since = sentSince(now);
  return takesReplies(round) || closedAt >= since || (round.discarded?.at ?? '') >= since;
}

/** Messages of rounds that were closed before this moment (ISO 8601, UTC) are not sent any more. */
export function sentSince(now: Date): string {
  return new Date(now.getTime() - fortnightMs).toISOString();
}

/** Until when messages are sent that follow from something at this moment (ISO 8601, UTC). */
export function sentUntil(moment: Date): string {
  return new Date(moment.getTime() + fortnightMs).toISOString();
}

/** Until when replies are taken, late ones too. */
export function closingOf({ closes, deadline }: Pick<Round, 'closes' | 'deadline'>): string {
  return closes ?? deadline;
}

export function timesOf(round: Pick<Round, 'opens' | 'deadline' | 'closes' | 'stage'>): RoundTimes {
  return {
    opens: new Date(round.opens),
    deadline: new Date(round.deadline),
    closes: new Date(closingOf(round)),
    ...(round.stage && { stage: new Date(round.stage.until) }),
  };
}

/** Whether a reply is taken at this moment: the round is open and its closing has not passed. */
export function takesRepliesAt(round: Round, now: Date): boolean {
  return takesReplies(round) && now.toISOString() < closingOf(round);
}

/** Whether an answer at this moment (ISO 8601, UTC) is late: at or after the first deadline. */
export function isLate({ lateAfter, deadline }: Pick<Round, 'lateAfter' | 'deadline'>, at: string): boolean {
  return at >= (lateAfter ?? deadline);
}

/** For late answers: the deadline that has passed, and until when replies are taken (ISO 8601, UTC). */
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
 * The step of the digest that was put into the outbox last; for a closed round, its closing's step. `undefined` before
 * the first digest since the round was opened or reopened, as older digests no longer count.
 */
export function latestDigest({ status, events, lastDigest }: Round): string | undefined {
  const since = events.at(-1)?.at ?? '';
  if (status === 'closed') return closingStep(since);
  return lastDigest !== undefined && lastDigest > since ? lastDigest : undefined;
}

/** @param at time of the closing: ISO 8601, UTC */
export function closingStep(at: string): string {
  return `${closingPrefix}${at}`;
}

/** The time of a digest's step: ISO 8601, UTC. */
export function stepTime(step: string): string {
  return step.startsWith(closingPrefix) ? step.slice(closingPrefix.length) : step;
}

const closingPrefix = 'closing-';

/** How a reopened round came to take replies again; `undefined` for one that is not reopened. */
export function reopeningOf({ status, events }: Pick<Round, 'status' | 'events'>): RoundEvent | undefined {
  return status === 'reopened' ? events.findLast(({ what }) => what === 'reopened') : undefined;
}

/** How a closed round's coordinated answer was sent; `undefined` if it was not, or if the round is open again. */
export function sendingOf({ status, events }: Pick<Round, 'status' | 'events'>): RoundEvent | undefined {
  const last = events.at(-1);
  return status === 'closed' && last?.sent ? last : undefined;
}

/** @throws RefusedError `reason-missing`; `round-not-closed`; `deadline-in-the-past`, as nobody could answer. */
export function reopened(round: Round, event: Omit<RoundEvent, 'what'>, deadline: Date): Round {
  if (!event.reason?.trim()) throw new RefusedError('reason-missing', { period: round.period });
  if (round.status !== 'closed') throw new RefusedError('round-not-closed', { period: round.period });
  if (deadline.toISOString() <= event.at)
    throw new RefusedError('deadline-in-the-past', { period: round.period });
  return {
    ...omit(round, 'snapshot', 'closes', 'stage', 'untold', 'unposted'),
    status: 'reopened',
    deadline: deadline.toISOString(),
    lateAfter: round.lateAfter ?? round.deadline,
    events: [...round.events, { ...event, what: 'reopened' }],
  };
}

/** A round in which nobody was asked, since its closing had passed before it could be opened. */
export function skipped(round: Round, event: Omit<RoundEvent, 'what'>): Round {
  return { ...round, events: [...round.events, { ...event, what: 'skipped' }] };
}

/**
 * Whether the calendar leaves a planned round to people: it was skipped, or taken back when it was open by then.
 * @param opens when the calendar opens it
 */
export function isLeftToPeople(round: Pick<Round, 'status' | 'events' | 'discarded'>, opens: Date): boolean {
  return wasSkipped(round) || (round.discarded !== undefined && round.discarded.at >= opens.toISOString());
}

export function wasSkipped({ status, events }: Pick<Round, 'status' | 'events'>): boolean {
  return status === 'planned' && events.at(-1)?.what === 'skipped';
}

/** When something counts as wrong. Pure. */
import { type Finding, type Severity } from './finding';
import { type Observed, type RoundsObserved } from './observed';
import { roundNameOf } from '../rounds/round-name';

export interface HealthLimits {
  /** Due work is done once a minute; a restart takes less than two. */
  readonly tickMs: number;
  /** How long each part of the leading replica may show no sign of life; it is restarted after twice that time. */
  readonly stillMs: Readonly<Record<string, number>>;
  /** How long a digest may take after its time. */
  readonly digestMs: number;
  /** Share of the people asked who cannot be reached (0 to 1), and the smallest number that is reported. */
  readonly unreachedShare: number;
  readonly unreachedPersons: number;
  /** How long a message may wait after its time, and how often it may fail: 10 attempts take about five minutes. */
  readonly waitingMs: number;
  readonly attempts: number;
  readonly secretMs: number;
  /** Median of reads, or of conditional writes. */
  readonly storeMs: number;
  /** Free bytes below which there is a warning, and below which the store may stop at any moment. */
  readonly diskBytes: number;
  readonly diskLastBytes: number;
  /** Tokens are refused from a difference of five minutes on. */
  readonly clockMs: number;
  readonly clockLastMs: number;
}

const minute = 60_000;
export const dayMs = 24 * 60 * minute;
const mebibyte = 1024 * 1024;

export const healthLimits: HealthLimits = {
  tickMs: 5 * minute,
  stillMs: { send: minute, work: 5 * minute, watch: 5 * minute, people: 15 * minute },
  digestMs: 60 * minute,
  unreachedShare: 0.05,
  unreachedPersons: 2,
  waitingMs: 30 * minute,
  attempts: 10,
  secretMs: 30 * dayMs,
  storeMs: 250,
  diskBytes: 1024 * mebibyte,
  diskLastBytes: 100 * mebibyte,
  clockMs: minute,
  clockLastMs: 5 * minute,
};

type Rule = (observed: Observed, limits: HealthLimits) => Finding | undefined;

/** In the order of `findingIds`; empty if all is well. */
export function findingsIn(observed: Observed, limits: HealthLimits = healthLimits): Finding[] {
  return rules.flatMap((rule) => rule(observed, limits) ?? []);
}

const rules: readonly Rule[] = [
  tickLate,
  standsStill,
  ofRounds(digestOverdue),
  ofRounds(undeliverable),
  ofRounds(paused),
  messagesWaiting,
  ofRounds(openingCutOff),
  groupUnread,
  secretExpires,
  storeSlow,
  diskFull,
  clockWrong,
];

/** A store that never had a tick is not late. */
function tickLate({ now, lastTick }: Observed, { tickMs }: HealthLimits): Finding | undefined {
  const gap = lastTick && gapBetween(lastTick, now, tickMs);
  return gap && { id: 'tick-late', severity: 'broken', figures: gap };
}

/** The time from the latest tick until this one, if it is too long. */
export function gapBetween(lastTick: Date, now: Date, tickMs = healthLimits.tickMs) {
  const ms = now.getTime() - lastTick.getTime();
  if (ms <= tickMs) return undefined;
  return { from: lastTick.toISOString(), to: now.toISOString(), minutes: Math.floor(ms / minute) };
}

function standsStill({ parts = [] }: Observed, limits: HealthLimits): Finding | undefined {
  const stuck = parts.filter(({ part, stillMs }) => stillMs >= (limits.stillMs[part] ?? Infinity));
  const [longest] = stuck.sort((one, other) => other.stillMs - one.stillMs);
  if (!longest) return undefined;
  const figures = { part: longest.part, minutes: Math.floor(longest.stillMs / minute) };
  return { id: 'stands-still', severity: 'broken', figures };
}

type RoundsRule = (rounds: RoundsObserved, limits: HealthLimits) => Finding | undefined;

function ofRounds(rule: RoundsRule): Rule {
  return ({ rounds }, limits) => rounds && rule(rounds, limits);
}

/** `refused`: why the channels that are known to take no posts take none. */
function digestOverdue({ overdue, lost = [] }: RoundsObserved): Finding | undefined {
  const [since] = overdue.map((each) => each.since).sort();
  if (since === undefined) return undefined;
  const rounds = overdue.map(roundNameOf);
  const reasons = lost.filter(({ unposted }) => unposted.length > 0).map(({ why }) => why);
  const refused = [...new Set(reasons)].sort().join(', ');
  const figures = { count: overdue.length, since, ...(refused !== '' && { refused }) };
  return { id: 'digest-overdue', severity: 'broken', figures, rounds };
}

function undeliverable(rounds: RoundsObserved, limits: HealthLimits): Finding | undefined {
  const { asked, unreached } = rounds;
  if (unreached < limits.unreachedPersons || unreached <= limits.unreachedShare * asked) return undefined;
  return { id: 'undeliverable', severity: 'warning', figures: { persons: unreached, asked } };
}

/** A pause is intended, but must not be forgotten. `programmes`: their ids; `all`: 1 if everything is paused. */
function paused({ paused: observed }: RoundsObserved): Finding | undefined {
  if (!observed) return undefined;
  const { pauses, held } = observed;
  const [since] = pauses.map(({ at }) => at).sort();
  const programmes = pauses.flatMap(({ programmeId, period }) =>
    programmeId === undefined || period !== undefined ? [] : [programmeId],
  );
  const rounds = pauses.flatMap(({ programmeId, period }) =>
    programmeId === undefined || period === undefined ? [] : [{ programmeId, period }],
  );
  const all = Number(programmes.length + rounds.length < pauses.length);
  return {
    id: 'paused',
    severity: 'warning',
    figures: { count: held, since: since!, all, programmes: programmes.join(', ') },
    ...(rounds.length > 0 && { rounds }),
  };
}

function messagesWaiting({ now, rounds }: Observed, limits: HealthLimits): Finding | undefined {
  if (!rounds) return undefined;
  const { count, oldest, attempts } = rounds.waiting;
  const waited = oldest === undefined ? 0 : now.getTime() - new Date(oldest).getTime();
  if (waited <= limits.waitingMs && attempts < limits.attempts) return undefined;
  const figures = { count, attempts, minutes: Math.floor(waited / minute) };
  return { id: 'messages-waiting', severity: 'broken', figures };
}

function openingCutOff({ cutOff }: RoundsObserved): Finding | undefined {
  if (cutOff.length === 0) return undefined;
  return {
    id: 'opening-cut-off',
    severity: 'warning',
    figures: { count: cutOff.length },
    rounds: cutOff,
  };
}

/** `why`: `several` if the reasons differ. */
function groupUnread({ unreadGroups = [] }: Observed): Finding | undefined {
  const [first] = unreadGroups;
  if (!first) return undefined;
  const [since] = unreadGroups.map((group) => group.since).sort();
  const why = unreadGroups.every((group) => group.why === first.why) ? first.why : 'several';
  const groups = unreadGroups.map(({ name }) => name).slice(0, mostNamed);
  const figures = { count: unreadGroups.length, groups: groups.join(', '), why, since: since! };
  return { id: 'group-unread', severity: 'warning', figures };
}

const mostNamed = 5;

function secretExpires({ now, secretExpires: end }: Observed, limits: HealthLimits): Finding | undefined {
  if (!end) return undefined;
  const left = end.getTime() - now.getTime();
  if (left > limits.secretMs) return undefined;
  const figures = { expires: end.toISOString(), days: Math.max(0, Math.floor(left / dayMs)) };
  return { id: 'secret-expires', severity: left <= 0 ? 'broken' : 'warning', figures };
}

function storeSlow({ store }: Observed, { storeMs }: HealthLimits): Finding | undefined {
  if (!store || Math.max(store.readMs, store.writeMs) <= storeMs) return undefined;
  const figures = { readMs: Math.round(store.readMs), writeMs: Math.round(store.writeMs) };
  return { id: 'store-slow', severity: 'warning', figures };
}

function diskFull({ diskFreeBytes: free }: Observed, limits: HealthLimits): Finding | undefined {
  if (free === undefined || free >= limits.diskBytes) return undefined;
  const severity: Severity = free < limits.diskLastBytes ? 'broken' : 'warning';
  return { id: 'disk-full', severity, figures: { freeMb: Math.floor(free / mebibyte) } };
}

/**
 * A tick in the future means that our clock was set back, or that the previous one was ahead, even if our clock now
 * agrees with the store's.
 */
function clockWrong(
  { now, lastTick, clockAheadMs = 0 }: Observed,
  limits: HealthLimits,
): Finding | undefined {
  const behind = lastTick ? Math.min(0, now.getTime() - lastTick.getTime()) : 0;
  const isByTick = Math.abs(behind) > Math.abs(clockAheadMs);
  const ahead = isByTick ? behind : clockAheadMs;
  const off = Math.abs(ahead);
  if (off <= limits.clockMs) return undefined;
  const severity: Severity = off > limits.clockLastMs ? 'broken' : 'warning';
  const lastAt = isByTick && lastTick ? { lastTick: lastTick.toISOString() } : {};
  return { id: 'clock-wrong', severity, figures: { aheadSeconds: Math.round(ahead / 1000), ...lastAt } };
}

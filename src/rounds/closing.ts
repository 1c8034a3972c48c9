/**
 * The states of a closing. It takes several commits, and seconds on Azure Tables, so the round is marked first. The
 * mark stops replies, and any process that finds it after a crash can finish the closing. Pure.
 */
import { RefusedError } from '../errors';
import { type Closing, latestDigest, type Round, takesReplies } from './round';
import { digestKey } from './enqueue-digests';
import { omit } from '../omit';
import { type Message } from '../outbox/message';
import { asksForAnswers, isForChannel } from '../outbox/message-kind';

/**
 * A closing that takes longer than this counts as interrupted and may be taken over: 5,000 goals take 204 commits,
 * 1.3 s in the embedded store. If one really takes longer, the work is merely done twice.
 */
export const closingTakesMs = 30_000;

/** Whether a closing was begun and nobody is finishing it; also if the clock that began it was ahead of this one. */
export function isClosingCutOff({ closing }: Pick<Round, 'closing'>, now: Date): boolean {
  if (!closing) return false;
  const age = now.getTime() - new Date(closing.since).getTime();
  return age < 0 || age >= closingTakesMs;
}

export type ClosingWanted = Omit<Closing, 'snapshot' | 'since' | 'from'>;

/**
 * The round with its closing begun; an interrupted closing is taken over as originally requested.
 * @throws RefusedError `round-not-open`; `round-closing` while somebody else is closing it.
 */
export function beginClosing(round: Round, wanted: ClosingWanted, snapshot: string, now: Date): Round {
  const since = now.toISOString();
  if (round.closing) {
    // Only a call that checks the answers first may finish sending them, and such a call finishes no other closing.
    const isAlike = round.closing.event.sent === wanted.event.sent;
    if (!isAlike || !isClosingCutOff(round, now))
      throw new RefusedError('round-closing', { period: round.period });
    return { ...round, closing: { ...round.closing, snapshot, since } };
  }
  if (!takesReplies(round)) throw new RefusedError('round-not-open', { period: round.period });
  const from = round.status === 'reopened' ? 'reopened' : 'open';
  return { ...round, status: 'closing', closing: { ...wanted, snapshot, since, from } };
}

/** The closed round; its closing is the one that was begun. */
export function endClosing(round: Round, { event, snapshot }: Closing): Round {
  return {
    ...omit(round, 'nextRefresh', 'lastFigures', 'untold', 'unposted', 'closing'),
    status: 'closed',
    snapshot,
    events: [...round.events, { ...event, what: 'closed', snapshot }],
  };
}

/** The round as it was before a closing that is given up. */
export function giveUpClosing(round: Round, { from }: Closing): Round {
  return { ...omit(round, 'closing'), status: from };
}

/** The snapshots that the round's closings name, including one under way. */
export function namedSnapshots({ closing, snapshot, events }: Round): ReadonlySet<string | undefined> {
  return new Set([closing?.snapshot, snapshot, ...events.map((event) => event.snapshot)]);
}

/** Why messages that still wait end as needless. */
export const overReason = 'the round is closed';

/**
 * Whether a waiting message has nothing left to say in a closed round: it asks for answers, or is a digest from before
 * the closing. Messages of an unfinished reopening wait until it is finished.
 */
export function isOverAfterClosing(round: Round, message: Message): boolean {
  if (round.status !== 'closed') return false;
  const isOfReopening = message.key.includes(`|${reopeningStep(round.events.at(-1)?.at ?? '')}`);
  return (asksForAnswers(message.kind) && !isOfReopening) || isEarlierDigest(round, message);
}

/** Part of the keys of a reopening's prompts. @param closedAt time of the closing before it (ISO 8601, UTC) */
export function reopeningStep(closedAt: string): string {
  return `reopened-${closedAt}`;
}

/** Whether a later digest of the round has taken its place; drawn now, both would show the same. */
export function isEarlierDigest(round: Round, message: Message): boolean {
  const step = latestDigest(round);
  if (step === undefined || !isForChannel(message) || message.kind !== 'digest') return false;
  const { channelId: channel } = message.recipient;
  return message.key !== digestKey(round, { channel, language: message.data.language }, step);
}

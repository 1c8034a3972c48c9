/**
 * The states of a closing. It takes several commits, and on Azure Tables seconds: so the round is marked first, which
 * stops replies, and whoever finds the mark after a crash can finish what it says. Pure.
 */
import { RefusedError } from '../errors';
import { type Closing, type Round, takesReplies } from './round';
import { omit } from '../omit';

/**
 * A closing that has taken longer than this counts as cut off, and may be taken over: one of 5,000 goals is 204 commits,
 * 1.3 s in the embedded store. Where that takes longer, it is only done twice.
 */
export const closingTakesMs = 30_000;

/** Whether a closing was begun and nobody is finishing it; also where its clock was ahead of this one. */
export function isClosingCutOff({ closing }: Pick<Round, 'closing'>, now: Date): boolean {
  if (!closing) return false;
  const age = now.getTime() - new Date(closing.since).getTime();
  return age < 0 || age >= closingTakesMs;
}

export type ClosingWanted = Omit<Closing, 'snapshot' | 'since' | 'from'>;

/**
 * The round with its closing begun; one that was cut off is taken over as it was asked for.
 * @throws RefusedError `round-not-open`; `round-closing` while somebody else is closing it.
 */
export function beginClosing(round: Round, wanted: ClosingWanted, snapshot: string, now: Date): Round {
  const since = now.toISOString();
  if (round.closing) {
    // Only who checks the answers first may finish the sending of them, and who sends them closes nothing else.
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
    ...omit(round, 'nextRefresh', 'lastFigures', 'untold', 'closing'),
    status: 'closed',
    snapshot,
    events: [...round.events, { ...event, what: 'closed', snapshot }],
  };
}

/** The round as it was before its closing, which may not be. */
export function giveUpClosing(round: Round, { from }: Closing): Round {
  return { ...omit(round, 'closing'), status: from };
}

/** The snapshots that the round's closings name, that of a closing under way too. */
export function namedSnapshots({ closing, snapshot, events }: Round): ReadonlySet<string | undefined> {
  return new Set([closing?.snapshot, snapshot, ...events.map((event) => event.snapshot)]);
}

/** Turns a round that was opened by mistake into one that was never opened. Pure. */
import { RefusedError } from '../errors';
import { type Message } from '../outbox/message';
import { type Discarding, type Round, takesReplies } from '../rounds/round';

/** Why its waiting messages end as needless. */
export const discardedReason = 'the round was taken back';

/**
 * Its figures, steps and marks are gone; only the audit knows them. The calendar opens it again only if its time is still
 * to come.
 * @throws RefusedError `round-closed`, `round-closing`, `round-discarded`; `round-was-closed` for a reopened one, whose
 *   figures are published; `round-not-open` for one that nobody has been asked in.
 */
export function discarded(round: Round, by: Omit<Discarding, 'unfinished'>): Round {
  requireDiscardable(round);
  const { programmeId, period, opens, deadline } = round;
  return {
    ...{ programmeId, period, opens, deadline },
    ...{ status: 'planned', events: [], discarded: { ...by, unfinished: true } },
  };
}

/** @throws RefusedError as discarded */
export function requireDiscardable(round: Round): void {
  const { status, events, period } = round;
  if (round.discarded) throw new RefusedError('round-discarded', { period });
  if (status === 'closed') throw new RefusedError('round-closed', { period });
  if (status === 'closing') throw new RefusedError('round-closing', { period });
  if (events.some(({ what }) => what === 'closed')) throw new RefusedError('round-was-closed', { period });
  if (!takesReplies(round)) throw new RefusedError('round-not-open', { period });
}

/** How long a message that was under way may take to be marked; a request takes 15 s at most. */
const settlesMs = 60_000;

/**
 * Whether messages that were under way when the round was taken back have ended. Also true if the clock that took it
 * back was ahead of this one.
 */
export function hasSettled({ at }: Pick<Discarding, 'at'>, now: Date): boolean {
  const age = now.getTime() - new Date(at).getTime();
  return age < 0 || age >= settlesMs;
}

export function isWithdrawal({ kind }: Pick<Message, 'kind'>): boolean {
  return kind === 'withdrawn' || kind === 'withdrawn-post';
}

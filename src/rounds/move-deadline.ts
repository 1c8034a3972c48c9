import { type Actor, audit } from '../audit/audit';
import { RefusedError } from '../errors';
import { replace, retryOnConflict } from '../storage/rows';
import { type EntityStore } from '../storage/store';
import { isInFirstStage, type Round, takesReplies } from './round';
import { omit } from '../omit';
import { existingRound, type RoundName, roundPartition } from './round-store';

export interface DeadlineMove extends RoundName, Actor {
  readonly deadline: Date;
  /** The new closing of a round that takes late replies; one that takes none closes at its deadline. */
  readonly closes?: Date;
  /** The new end of the first stage of a round that is still in it. */
  readonly stage?: Date;
}

/**
 * Gives an open round another deadline; answers until then are not late, unless the round was reopened.
 * @throws RefusedError `unknown-round`, `round-not-open`, `deadline-in-the-past`.
 */
export async function moveDeadline(
  store: EntityStore,
  { programmeId, period, by, way, deadline, closes, stage }: DeadlineMove,
  now: Date,
): Promise<Round> {
  const name = { programmeId, period };
  return retryOnConflict(async () => {
    const row = await existingRound(store, name);
    if (!takesReplies(row.value)) throw new RefusedError('round-not-open', { period });
    if (deadline <= now) throw new RefusedError('deadline-in-the-past', { period });
    const isGraced = row.value.closes !== undefined && closes !== undefined && closes > deadline;
    const next: Round = {
      ...omit(row.value, 'closes'),
      deadline: deadline.toISOString(),
      ...(isGraced && { closes: closes.toISOString() }),
      ...(stage &&
        isInFirstStage(row.value) && { stage: { ...row.value.stage, until: stage.toISOString() } }),
    };
    const moved = { from: row.value.deadline, to: next.deadline };
    const entry = audit({ by, way, what: 'deadline-moved', programmeId, period, ...moved }, now);
    if (moved.from !== moved.to) await store.commit(roundPartition(name), [replace(row, next), entry]);
    return next;
  }, 20);
}

/** Takes back a round that was opened by mistake: it counts as never opened, and the audit keeps what happened. */
import { type Actor, audit } from '../audit/audit';
import { existingRound, type RoundName, roundPartition } from '../rounds/round-store';
import { replace, retryOnConflict } from '../storage/rows';
import { type EntityStore } from '../storage/store';
import { discarded } from './discarded';

export interface DiscardAct extends RoundName, Actor {
  readonly reason?: string;
  /** How far the round had got, for the audit. */
  readonly standing: Readonly<Record<'sent' | 'waiting' | 'asked' | 'answered', number>>;
}

/**
 * Marks the round: from then on no answer is taken, nothing more of it is sent, and it has no figures. What was sent is
 * replaced, and what was written removed, by `sweepDiscarded`.
 * @throws RefusedError `unknown-round`, and as `discarded`.
 */
export async function markDiscarded(store: EntityStore, act: DiscardAct, now: Date): Promise<void> {
  const { programmeId, period, by, way, reason, standing } = act;
  const why = reason === undefined ? {} : { reason };
  await retryOnConflict(async () => {
    const row = await existingRound(store, act);
    const next = discarded(row.value, { by, at: now.toISOString(), ...why });
    const entry = { by, way, programmeId, period, ...why, to: { ...standing } };
    await store.commit(roundPartition(act), [
      replace(row, next),
      audit({ ...entry, what: 'round-discarded' }, now),
    ]);
  }, 20);
}

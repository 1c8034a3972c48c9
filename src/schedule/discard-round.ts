import { type DiscardAct, markDiscarded } from '../brake/discard-round';
import { requireDiscardable } from '../brake/discarded';
import { sweepDiscarded } from '../brake/sweep-discarded';
import { forgetTurns } from '../digest/at-once/waiting-turns';
import { outdateFronts } from '../digest/front-store';
import { isRepeatable } from '../errors';
import { existingRound, type RoundName } from '../rounds/round-store';
import { type EntityStore } from '../storage/store';
import { type Standing, standingOf } from './what-follows';

/**
 * Takes back a round that was opened by mistake: nothing more of it is sent, its cards and posts are replaced by a line
 * that says so, and its answers count nowhere. The tick finishes what is interrupted.
 * @returns how far the round had got
 * @throws RefusedError `unknown-round`, `round-closed`, `round-closing`, `round-was-closed`, `round-not-open`.
 */
export async function discardRound(
  store: EntityStore,
  act: Omit<DiscardAct, 'standing'>,
  now: Date,
): Promise<Standing> {
  const standing = await discardable(store, act, now);
  await markDiscarded(store, { ...act, standing }, now);
  await finishDiscarding(store, act, now).catch((error: unknown) => {
    if (!isRepeatable(error)) throw error;
  });
  return standing;
}

/** How far the round has got, if it can be taken back; nothing is written. @throws RefusedError as discardRound. */
export async function discardable(store: EntityStore, name: RoundName, now: Date): Promise<Standing> {
  requireDiscardable((await existingRound(store, name)).value);
  return standingOf(store, name, now);
}

/** Can be repeated: the first run does nearly all of it, and one at least a minute later the rest. */
export async function finishDiscarding(store: EntityStore, name: RoundName, now: Date): Promise<void> {
  await outdateFronts(store, name, now);
  await forgetTurns(store, name);
  await sweepDiscarded(store, name, now);
}

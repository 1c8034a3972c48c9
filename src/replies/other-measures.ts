/** The fields that the period before asked for in another unit, on another scale or as another kind. */
import { isMeasuredAlike } from '../goals/same-measure';
import { type Goal } from '../goals/schema';
import { loadForm, readRound, type RoundName } from '../rounds/round-store';
import { type EntityStore } from '../storage/store';
import { type Reply, wasCorrectedSince } from './reply';

/**
 * Ids of the goal's fields whose answers of then mean something else now. Reads that round's form only if the goal has
 * been changed since.
 * @param before the round that the reply was given in
 */
export async function otherMeasures(
  store: EntityStore,
  before: RoundName,
  goal: Goal,
  reply: Reply | undefined,
): Promise<ReadonlySet<string>> {
  if (!wasCorrectedSince(goal, reply)) return new Set();
  const round = await readRound(store, before);
  const form = round && (await loadForm(store, round.value));
  const then = form?.goals.find(({ id }) => id === goal.id);
  return new Set(goal.fields.filter((field) => !isMeasuredAlike(field, then)).map(({ id }) => id));
}

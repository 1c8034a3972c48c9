/** The fields that the period before asked for in another unit, on another scale or as another kind. */
import { isMeasuredAlike } from '../goals/same-measure';
import { type Goal } from '../goals/schema';
import { omit } from '../omit';
import { loadForm, readRound, type RoundName } from '../rounds/round-store';
import { type EntityStore } from '../storage/store';
import { type GivenAnswers, noAnswers, wasCorrectedSince } from './reply';
import { type PreviousReply } from './reply-store';

/**
 * Ids of the goal's fields whose answers of then mean something else now. Reads that round's form only if the goal has
 * been changed since.
 * @param before last period's reply, with its round
 */
export async function otherMeasures(
  store: EntityStore,
  before: RoundName & PreviousReply,
  goal: Goal,
): Promise<ReadonlySet<string>> {
  if (!wasCorrectedSince(goal, before.reply)) return new Set();
  const round = await readRound(store, before);
  const form = round && (await loadForm(store, round.value));
  const then = form?.goals.find(({ id }) => id === goal.id);
  return new Set(goal.fields.filter((field) => !isMeasuredAlike(field, then)).map(({ id }) => id));
}

/** Last period's answers to what is asked for in the same unit now; none if there is no reply. */
export async function answersMeasuredAlike(
  store: EntityStore,
  { programmeId }: Pick<RoundName, 'programmeId'>,
  before: PreviousReply | undefined,
  goal: Goal,
): Promise<GivenAnswers> {
  if (!before) return noAnswers;
  return omit(before.reply.answers, ...(await otherMeasures(store, { programmeId, ...before }, goal)));
}

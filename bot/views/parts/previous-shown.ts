import { type GoalCardSource } from '../../../cards/goal/source';
import { type Goal, type Programme } from '../../../src/goals/schema';
import { otherMeasures } from '../../../src/replies/other-measures';
import { wasCorrectedSince } from '../../../src/replies/reply';
import { type PreviousReply } from '../../../src/replies/reply-store';
import { type EntityStore } from '../../../src/storage/store';

/** What a goal's card shows of last period's reply. */
export async function previousShown(
  store: EntityStore,
  { id: programmeId }: Programme,
  goal: Goal,
  before: PreviousReply,
): Promise<NonNullable<GoalCardSource['previous']>> {
  const { period, reply } = before;
  return {
    ...{ period, answers: reply.answers, isOfOtherForm: wasCorrectedSince(goal, reply) },
    otherMeasures: await otherMeasures(store, { programmeId, ...before }, goal),
  };
}

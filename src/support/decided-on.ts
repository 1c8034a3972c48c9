/** What was decided on the requests for support of a goal and its tasks, for those who answer it. */
import { answerTo } from '../goals/answers/answer-result';
import { asksBySaying, stateLight } from '../goals/judging/support';
import { type Goal, type Programme } from '../goals/schema';
import { type PreviousReply } from '../replies/reply-store';
import { type GivenAnswers } from '../replies/reply';
import { type RoundName } from '../rounds/round-name';
import { type EntityStore } from '../storage/store';
import { type Decided, decidedIn } from './request';
import { loadDecisions } from './support-store';

/**
 * By the field of the state: of this round, or of the one before until the state is given. Nothing is read unless
 * something does not proceed.
 */
export async function loadDecidedOn(
  store: EntityStore,
  { programmeId, period }: RoundName,
  { goal, programme }: { readonly goal: Goal; readonly programme: Programme },
  answers: GivenAnswers,
  before: PreviousReply | undefined,
): Promise<ReadonlyMap<string, Decided>> {
  const states = goal.fields.filter((field) => asksBySaying(field, goal, programme));
  const asks = (said: GivenAnswers) =>
    states.filter((field) => stateLight(field, programme.workStates, said) === 'red');
  const now = asks(answers).map(({ id }) => id);
  const earlier = before
    ? asks(before.reply.answers).flatMap(({ id }) => (answerTo(answers, id) ? [] : [id]))
    : [];
  const found = await Promise.all([
    decidedOn(store, { programmeId, period: before?.period ?? period }, goal.id, earlier),
    decidedOn(store, { programmeId, period }, goal.id, now),
  ]);
  return new Map(found.flat());
}

async function decidedOn(
  store: EntityStore,
  name: RoundName,
  goalId: string,
  fieldIds: readonly string[],
): Promise<(readonly [string, Decided])[]> {
  if (fieldIds.length === 0) return [];
  const decisions = await loadDecisions(store, name, goalId);
  return fieldIds.flatMap((id) => {
    const last = decisions.findLast(({ fieldId }) => fieldId === id);
    const decided = last && decidedIn(last);
    return decided ? [[id, decided] as const] : [];
  });
}

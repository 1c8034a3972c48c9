/** What was decided on the requests for support of a goal and its tasks, for those who answer it. */
import { answerTo } from '../goals/answers/answer-result';
import { asksBySaying, stateLight } from '../goals/judging/support';
import { type Field, type Goal, type Programme } from '../goals/schema';
import { loadHistory, type PreviousReply } from '../replies/reply-store';
import { type GivenAnswers } from '../replies/reply';
import { type GoalName } from '../rounds/open-goal';
import { type RoundName } from '../rounds/round-name';
import { type EntityStore } from '../storage/store';
import { askedIn, type Decided, decidedIn } from './request';
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
  const earlier = before ? asks(before.reply.answers).filter(({ id }) => !answerTo(answers, id)) : [];
  const found = await Promise.all([
    decidedOn(store, { programmeId, period: before?.period ?? period, goalId: goal.id }, programme, earlier),
    decidedOn(store, { programmeId, period, goalId: goal.id }, programme, asks(answers)),
  ]);
  return new Map(found.flat());
}

/** A decision on what was withdrawn and asked again since is not one on what is asked now. */
async function decidedOn(
  store: EntityStore,
  name: GoalName,
  { workStates }: Programme,
  fields: readonly Field[],
): Promise<(readonly [string, Decided])[]> {
  if (fields.length === 0) return [];
  const decisions = await loadDecisions(store, name, name.goalId);
  const versions = decisions.length > 0 ? await loadHistory(store, name, name.goalId) : [];
  return fields.flatMap((field) => {
    const asked = askedIn(versions, field, workStates);
    const own = decisions.find((each) => each.fieldId === field.id && each.askedAt === asked?.askedAt);
    const decided = own && decidedIn(own);
    return decided ? [[field.id, decided] as const] : [];
  });
}

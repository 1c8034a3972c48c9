/** What was answered last period: still true, or a start for the new answer. */
import { answerTo } from '../../src/goals/answers/answer';
import { type Field } from '../../src/goals/schema';
import { asInput, type Typed, typedIn } from '../../src/replies/draft';
import { repeatReply } from '../../src/replies/repeat-reply';
import { noAnswers } from '../../src/replies/reply';
import { loadPreviousReply } from '../../src/replies/reply-store';
import { cardAfterSaving, goalCard, typedBefore } from '../views/round-cards';
import { type ActionData } from './schema';
import { type Banner } from '../../cards/parts/banner';
import { type ActionResult, askedGoal, goalName, type Turn, typedInputs } from '../views/turn';

/** Last period's answers hold. What was typed meanwhile is not thrown away by it. */
export async function confirmUnchanged(turn: Turn, data: ActionData<'unchanged'>): Promise<ActionResult> {
  const asked = askedGoal(turn, data.goalId);
  const typed = { ...typedBefore(asked), ...typedInputs(data) };
  const before = await loadPreviousReply(turn.deps.store, turn.asked.round, data.goalId);
  const previous = before?.reply.answers ?? noAnswers;
  const isNew = ({ id }: Field) =>
    typedIn(typed, id) && asInput(typedIn(typed, id)) !== asInput(answerTo(previous, id)?.raw);
  const banner: Banner = { text: turn.wording.text('goal.typedNew'), style: 'warning' };
  // Also on another page, or as a draft that was kept elsewhere and that this card does not show.
  if (asked.fields.some(isNew))
    return { card: await goalCard(turn, asked, { typed, page: data.page, banner }), lasting: false };
  await repeatReply(turn.deps.store, { ...goalName(turn, data.goalId), by: turn.person.id }, turn.now);
  const title = turn.wording.of(asked.goal.title);
  const saved: Banner = { text: turn.wording.text('goal.unchangedSaved', { title }), style: 'good' };
  return { card: await cardAfterSaving(turn, asked, saved), lasting: true };
}

/** Last period's answers in the inputs, for a person who wants to change some of them; nothing is saved. */
export async function prefill(turn: Turn, data: ActionData<'prefill'>): Promise<ActionResult> {
  const asked = askedGoal(turn, data.goalId);
  const typed = typedInputs(data);
  const before = await loadPreviousReply(turn.deps.store, turn.asked.round, data.goalId);
  const filled = asked.fields.map(({ id }) => [
    id,
    asInput(typedIn(typed, id)) || asInput(answerTo(before?.reply.answers ?? noAnswers, id)?.raw),
  ]);
  const banner: Banner = { text: turn.wording.text('goal.prefilled'), style: 'warning' };
  const shown = { typed: Object.fromEntries(filled) as Typed, page: data.page, banner };
  return { card: await goalCard(turn, asked, shown), lasting: false };
}

/** Last period's answers: confirmed as unchanged, or copied as a starting point. */
import { z } from 'zod';
import { type Banner } from '../../../cards/parts/banner';
import { answerTo } from '../../../src/goals/answers/answer-result';
import { type Field } from '../../../src/goals/schema';
import { asInput, type Typed, typedIn } from '../../../src/replies/draft';
import { answersMeasuredAlike } from '../../../src/replies/other-measures';
import { repeatReply } from '../../../src/replies/repeat-reply';
import { noAnswers } from '../../../src/replies/reply';
import { loadPreviousReply } from '../../../src/replies/reply-store';
import { cardAfterSaving, goalCard, typedBefore } from '../../views/round-cards';
import { goalName, typedInputs } from '../../views/turn';
import { answering, saving } from '../may/asked';
import { action } from '../parts/action';
import { onCard, shownGoal } from '../parts/data';
import { shown, shownOnce } from '../parts/results';
import { fillPasted } from './fill';
import { unchangedText } from './result-texts';

/** Saves last period's answers again, unless that would discard something newly typed. */
const repeatData = shownGoal.extend({ sure: z.boolean().default(false) });

export const unchanged = action('unchanged', repeatData, saving, async (turn, data) => {
  const { own: asked } = turn;
  const pasted = await fillPasted(turn, data);
  if (pasted) return pasted;
  const typed = { ...typedBefore(asked), ...typedInputs(data) };
  const before = turn.previous;
  const previous = before?.reply.answers ?? noAnswers;
  const isNew = ({ id }: Field) =>
    typedIn(typed, id) && asInput(typedIn(typed, id)) !== asInput(answerTo(previous, id)?.raw);
  const typedNew: Banner = { text: turn.wording.text('goal.typedNew'), style: 'warning' };
  // This includes input on other pages, and drafts kept elsewhere that this card does not show.
  if (asked.fields.some(isNew))
    return shownOnce(await goalCard(turn, asked, { typed, ...onCard(data), banner: typedNew }));
  if (turn.asked.programme.policy.lockOnSubmit && before && !data.sure) {
    const ask: Banner = { text: turn.wording.text('goal.lockAsk'), style: 'warning' };
    return shownOnce(await goalCard(turn, asked, { repeatAsked: true, banner: ask }));
  }
  const { deps, person, now, read } = turn;
  const name = { ...goalName(turn, data.goalId), by: person.id };
  const saved = await repeatReply(deps.store, name, now, read);
  const banner: Banner = { text: unchangedText(turn, asked, before!.period), style: 'good' };
  return shown(await cardAfterSaving(turn, asked, banner, { saved }));
});

/**
 * Puts last period's answers into the inputs, for a person who wants to change some of them; saves nothing. A figure of
 * another unit stays out.
 */
export const prefill = action('prefill', shownGoal, answering, async (turn, data) => {
  const { own: asked } = turn;
  const typed = typedInputs(data);
  const { store } = turn.deps;
  const { round } = turn.asked;
  const before = await loadPreviousReply(store, round, data.goalId);
  const previous = await answersMeasuredAlike(store, round, before, asked.goal);
  const filled = asked.fields.map(({ id }): [string, string] => [
    id,
    asInput(typedIn(typed, id)) || asInput(answerTo(previous, id)?.raw),
  ]);
  const pasted = await fillPasted(turn, data, new Map(filled.filter(([, text]) => text !== '')));
  if (pasted) return pasted;
  const banner: Banner = { text: turn.wording.text('goal.prefilled'), style: 'warning' };
  const typedNow: Typed = Object.fromEntries(filled);
  return shownOnce(await goalCard(turn, asked, { typed: typedNow, ...onCard(data), banner }));
});

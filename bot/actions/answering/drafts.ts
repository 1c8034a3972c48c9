/** Buttons that keep unsaved input as a draft, and discard the draft. */
import { z } from 'zod';
import { type Banner } from '../../../cards/parts/banner';
import { discardDraft } from '../../../src/replies/draft';
import { draftShown, goalCard, nextCard, requestCard } from '../../views/round-cards';
import { askedGoal, goalName, readAgain, typedInputs } from '../../views/turn';
import { answering } from '../may/asked';
import { action } from '../parts/action';
import { fromForm, goalData, shownGoal } from '../parts/data';
import { keepTyped } from '../parts/kept';
import { doneCard, shown, shownOnce } from '../parts/results';
import { fillPasted } from './fill';
import { notKept } from './leave';

export const keep = action('keep', shownGoal, answering, async (turn, data) => {
  const filled = await fillPasted(turn, data);
  if (filled) return filled;
  if (!(await keepTyped(turn, data, typedInputs(data)))) return notKept(turn, data);
  const after = await readAgain(turn);
  const kept = after.asked.goals.find((each) => each.goal.id === data.goalId)?.draft;
  const title = turn.wording.of(turn.own.goal.title);
  const banner: Banner = kept
    ? { text: turn.wording.text('draft.kept', { title }), style: 'good' }
    : { text: turn.wording.text('draft.nothing'), style: 'warning' };
  return shown(
    await (after.inForm ? nextCard(after, data.goalId, { banner }) : requestCard(after, { banner })),
  );
});

const discarded = goalData.extend({ sure: z.boolean().default(false), form: fromForm });

/** The first press asks; the second discards the draft, and the inputs show the saved answer again. */
export const discard = action('discard', discarded, answering, async (turn, { goalId, sure }) => {
  const { own: before } = turn;
  if (!sure && before.draft) {
    const banner: Banner = { text: turn.wording.text('draft.discardAsk'), style: 'warning' };
    return shownOnce(
      await goalCard(turn, before, { ...draftShown(turn, before), discardAsked: true, banner }),
    );
  }
  await discardDraft(turn.deps.store, { ...goalName(turn, goalId), personId: turn.person.id });
  return doneCard(turn.wording.text('draft.discarded'), async (banner) => {
    const after = await readAgain(turn);
    return goalCard(after, askedGoal(after, goalId), sure && before.draft ? { banner } : {});
  });
});

/** Buttons that keep unsaved input as a draft, and discard the draft. */
import { z } from 'zod';
import { type Banner } from '../../../cards/parts/banner';
import { discardDraft } from '../../../src/replies/draft';
import {
  draftShown,
  goalCard,
  nextCard,
  requestCard,
  typedBefore,
  withoutExcess,
} from '../../views/round-cards';
import { type ActionResult, askedGoal, goalName, readAgain, typedInputs } from '../../views/turn';
import { answering, type GoalTurn } from '../may/asked';
import { action } from '../parts/action';
import { onCard, shownGoal, type ShownGoal } from '../parts/data';
import { keepLeft } from '../parts/kept';
import { doneCard, shown, shownOnce } from '../parts/results';
import { fillPasted } from './fill';
import { notKept } from './leave';

export const keep = action('keep', shownGoal, answering, async (turn, data) => {
  const filled = await fillPasted(turn, data);
  if (filled) return filled;
  if (!(await keepLeft(turn, data, typedInputs(data)))) return notKept(turn, data);
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

const discarded = shownGoal.extend({ sure: z.boolean().default(false), version: z.int().min(0).default(0) });

/** The first press asks; the second discards the draft, and the inputs show the saved answer again. */
export const discard = action('discard', discarded, answering, async (turn, data) => {
  const { own: before } = turn;
  const { goalId, sure } = data;
  if (!sure && before.draft) return askToDiscard(turn, data);
  await discardDraft(turn.deps.store, { ...goalName(turn, goalId), personId: turn.person.id });
  return doneCard(turn.wording.text('draft.discarded'), async (banner) => {
    const after = await readAgain(turn);
    return goalCard(after, askedGoal(after, goalId), sure && before.draft ? { banner } : {});
  });
});

/** What was typed since stays in the inputs: the person may still say no. */
async function askToDiscard(turn: GoalTurn, data: ShownGoal): Promise<ActionResult> {
  const filled = await fillPasted(turn, data);
  if (filled) return filled;
  const { own, wording } = turn;
  const typed = withoutExcess(own.fields, { ...typedBefore(own), ...typedInputs(data) });
  const banner: Banner = { text: wording.text('draft.discardAsk'), style: 'warning' };
  const shownNow = { ...draftShown(turn, own), typed, ...onCard(data), discardAsked: true, banner };
  return shownOnce(await goalCard(turn, own, shownNow));
}

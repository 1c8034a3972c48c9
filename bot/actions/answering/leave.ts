/** Keeps what was typed on a goal's card when the person leaves it. */
import { type Banner } from '../../../cards/parts/banner';
import { type Card } from '../../../cards/render';
import { goalCard, typedBefore, withoutExcess } from '../../views/round-cards';
import { type ActionResult, askedGoal, readAgain, type Turn, typedInputs } from '../../views/turn';
import { type ShownGoal } from '../parts/data';
import { keepTyped } from '../parts/kept';
import { shown, shownOnce } from '../parts/results';

/** Keeps what was typed, if the programme allows drafts, then draws the next card. Stays if that could not be kept. */
export async function leave(
  turn: Turn,
  data: ShownGoal,
  draw: (turn: Turn) => Card | Promise<Card>,
): Promise<ActionResult> {
  if (!(await keepTyped(turn, data, typedInputs(data)))) return notKept(turn, data);
  return shown(await draw(await readAgain(turn)));
}

/** The goal's card as it was, saying that what was typed exists only on this card. */
export async function notKept(turn: Turn, data: ShownGoal): Promise<ActionResult> {
  const asked = askedGoal(turn, data.goalId);
  const banner: Banner = { text: turn.wording.text('refused.not-saved'), style: 'attention' };
  const typed = { ...typedBefore(asked), ...withoutExcess(asked.fields, typedInputs(data)) };
  return shownOnce(await goalCard(turn, asked, { typed, page: data.page, banner }));
}

/** Keeps what was typed on a goal's card when the person leaves it. */
import { type Banner } from '../../../cards/parts/banner';
import { type Card } from '../../../cards/render';
import { formCard } from '../../views/form-card';
import { type ShownRow, typedRows } from '../parts/typed-rows';
import { goalCard, typedBefore, withoutExcess } from '../../views/round-cards';
import { type ActionResult, askedGoal, readAgain, type Turn, typedInputs } from '../../views/turn';
import { onCard, type ShownGoal } from '../parts/data';
import { keepLeft, keepRows } from '../parts/kept';
import { shown, shownOnce } from '../parts/results';
import { fillPasted } from './fill';

/**
 * Keeps what was typed, if the card allowed drafts, then draws the next card. Stays if that could not be kept, or
 * if rows were pasted that the person has not seen in the table.
 */
export async function leave(
  turn: Turn,
  data: ShownGoal,
  draw: (turn: Turn) => Card | Promise<Card>,
): Promise<ActionResult> {
  const own = turn.asked.goals.find(({ goal }) => goal.id === data.goalId);
  const filled = own && (await fillPasted({ ...turn, own }, data));
  if (filled) return filled;
  if (!(await keepLeft(turn, data, typedInputs(data)))) return notKept(turn, data);
  return shown(await draw(await readAgain(turn)));
}

/** Keeps what was typed on the rows of a form, if the press came from one, then draws the next card. */
export async function leaveForm(
  turn: Turn,
  data: object,
  draw: (turn: Turn) => Card | Promise<Card>,
): Promise<ActionResult> {
  const rows = typedRows(data);
  if (rows.length === 0) return shown(await draw(turn));
  if (!(await keepRows(turn, rows))) return rowsNotKept(turn, rows);
  return shown(await draw(await readAgain(turn)));
}

/** The form as it was, saying that what was typed exists only on this card. */
export async function rowsNotKept(turn: Turn, rows: readonly ShownRow[]): Promise<ActionResult> {
  const banner: Banner = { text: turn.wording.text('refused.not-saved'), style: 'attention' };
  const alerts = new Map(rows.map(({ goalId, typed }) => [goalId, { typed }]));
  const [first] = rows;
  return shownOnce(await formCard(turn, { banner, alerts, ...(first && { at: first.goalId }) }));
}

/** The goal's card as it was, saying that what was typed exists only on this card. */
export async function notKept(turn: Turn, data: ShownGoal): Promise<ActionResult> {
  const asked = askedGoal(turn, data.goalId);
  const banner: Banner = { text: turn.wording.text('refused.not-saved'), style: 'attention' };
  const typed = { ...typedBefore(asked), ...withoutExcess(asked.fields, typedInputs(data)) };
  return shownOnce(await goalCard(turn, asked, { typed, ...onCard(data), banner }));
}

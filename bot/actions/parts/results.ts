/** How an action ends: with a card of its own, a question first, or what was done above the card as it is now. */
import { confirmCardData, type ConfirmCardSource } from '../../../cards/confirm/data';
import { type Banner } from '../../../cards/parts/banner';
import { type Wording } from '../../../cards/parts/wording';
import { type Card, render } from '../../../cards/render';
import { cardAfter } from '../../views/parts/card-after';
import { type ActionResult } from '../../views/turn';

/** Replaces the posted card as well: on other devices, and for later. */
export function shown(card: Card): ActionResult {
  return { card, replacesPosted: true };
}

/** Shown to who pressed, and gone when the chat is opened again: nothing was done. */
export function shownOnce(card: Card): ActionResult {
  return { card, replacesPosted: false };
}

/** Says what the next press is about to do. */
export function confirmation(source: ConfirmCardSource, wording: Wording): ActionResult {
  return shownOnce(render('confirm', confirmCardData(source, wording)));
}

/** What was done is said to be done also where the store fails while the card is drawn. */
export async function doneCard(
  text: string,
  draw: (banner: Banner) => Card | Promise<Card>,
): Promise<ActionResult> {
  const banner: Banner = { text, style: 'good' };
  return shown(await cardAfter(banner, async () => draw(banner)));
}

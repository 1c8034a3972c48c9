/** How an action ends: with its own card, with a question, or with what was done above the current card. */
import { confirmCardData, type ConfirmCardSource } from '../../../cards/confirm/data';
import { type Banner } from '../../../cards/parts/banner';
import { type Wording } from '../../../cards/parts/wording';
import { type Card, render } from '../../../cards/render';
import { cardAfter } from '../../views/parts/card-after';
import { type ActionResult } from '../../views/turn';

/** Also replaces the posted card: on other devices, and for later. */
export function shown(card: Card): ActionResult {
  return { card, replacesPosted: true };
}

/** Shown only to the person who pressed, and gone when the chat is reopened, since nothing was done. */
export function shownOnce(card: Card): ActionResult {
  return { card, replacesPosted: false };
}

/** Says what the next press is about to do. */
export function confirmation(source: ConfirmCardSource, wording: Wording): ActionResult {
  return shownOnce(render('confirm', confirmCardData(source, wording)));
}

/** Says what was done even if the store fails while the card is drawn. */
export async function doneCard(
  text: string,
  draw: (banner: Banner) => Card | Promise<Card>,
): Promise<ActionResult> {
  const banner: Banner = { text, style: 'good' };
  return shown(await cardAfter(banner, async () => draw(banner)));
}

import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { type Locator } from 'playwright-core';

/** Pictures of what was seen, to be looked at; not in git. */
const pictures = path.resolve('var/screenshots');

/** Taking one can take longer than all the rest of a step. */
const isWanted = process.env['PICTURES'] === '1';

/** One whole card, if pictures are wanted; the window is made tall enough for it first. */
export async function picture(card: Locator, name: string): Promise<void> {
  if (!isWanted) return;
  mkdirSync(pictures, { recursive: true });
  await card.page().setViewportSize({ width: 1400, height: 3000 });
  await card.screenshot({ path: path.join(pictures, name), animations: 'disabled' });
  await card.page().setViewportSize({ width: 1400, height: 1000 });
}

/** What is used of an element of the page. */
interface Styled {
  readonly style: { width: string; maxWidth: string };
  readonly parentElement: Styled | null;
}

/** Run in the page; the Playground's own cards are narrower than a wide window. A function, since a text is not called. */
function resize(element: Styled, width: string): void {
  element.style.width = width;
  for (let outer = element.parentElement; outer; outer = outer.parentElement)
    outer.style.maxWidth = width === '' ? '' : 'none';
}

/** Makes a card that wide, in pixels; `undefined`: as wide as the Playground draws it. */
export async function setWidth(card: Locator, width: number | undefined): Promise<void> {
  await card.evaluate(resize, width === undefined ? '' : `${width}px`);
}

/** A card of that width in pixels, which is pictured if wanted. @returns its height in pixels */
export async function pictureAt(card: Locator, name: string, width: number): Promise<number> {
  await setWidth(card, width);
  // Charts follow a little later.
  if ((await card.locator('svg').count()) > 0) await card.page().waitForTimeout(500);
  await picture(card, name);
  const box = await card.boundingBox();
  await setWidth(card, undefined);
  if (box?.width !== width) throw new Error(`the card is ${box?.width} pixels wide, not ${width}`);
  return box.height;
}

/** A card as wide as on a phone. @returns its height in pixels */
export function pictureOnPhone(card: Locator, name: string): Promise<number> {
  return pictureAt(card, name, 340);
}

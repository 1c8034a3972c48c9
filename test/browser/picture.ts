import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { type Locator } from 'playwright-core';

/** Pictures of what was seen; not in git. */
const pictures = path.resolve('var/screenshots');

/** One whole card; the window is made tall enough for it first. */
export async function picture(card: Locator, name: string): Promise<void> {
  mkdirSync(pictures, { recursive: true });
  await card.page().setViewportSize({ width: 1400, height: 2400 });
  await card.screenshot({ path: path.join(pictures, name), animations: 'disabled' });
  await card.page().setViewportSize({ width: 1400, height: 1000 });
}

/** What is used of the page's element; the DOM's types are not known here. */
interface Styled {
  setAttribute(name: string, value: string): void;
  removeAttribute(name: string): void;
}

/** A card as wide as on a phone. @returns its height in pixels */
export async function pictureOnPhone(card: Locator, name: string): Promise<number> {
  await card.evaluate((element: Styled) => element.setAttribute('style', 'width: 340px'));
  await picture(card, name);
  const box = await card.boundingBox();
  await card.evaluate((element: Styled) => element.removeAttribute('style'));
  return box!.height;
}

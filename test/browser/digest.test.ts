/** The digests of a busy round on a phone: how tall they are, and that their lists reach every goal. */
import { type Locator } from 'playwright-core';
import { text } from '../../cards/parts/strings';
import { answerRounds, openDueRounds, sendWaiting } from '../../deploy/local/demo-steps';
import { type Demo, startDemo } from '../../deploy/local/start-demo';
import { loadProgramme } from '../../src/goals/register';
import { type Locale, locales } from '../../src/goals/schema';
import { textIn } from '../../src/goals/text';
import { picture } from './picture';
import { openPlayground, type PlaygroundPage } from './playground-page';

/** Pixels of a card on a phone: its width, and what can be read without scrolling far. */
const phone = 340;
const tallest = 700;

const say = {
  fi: { language: 'suomeksi', digest: 'kooste' },
  sv: { language: 'på svenska', digest: 'sammandrag' },
  en: { language: 'in english', digest: 'digest' },
} as const;

let demo: Demo;
let page: PlaygroundPage;
let names: Record<string, Record<Locale, string>>;

beforeAll(async () => {
  demo = await startDemo({ botPort: 4195, playgroundPort: 56195 });
  const { rounds } = await openDueRounds(demo);
  await sendWaiting(demo);
  expect((await answerRounds(demo, rounds)).failures).toEqual([]);
  names = {};
  for (const { programmeId } of rounds) {
    const { shortName } = (await loadProgramme(demo.store, programmeId))!;
    names[programmeId] = Object.fromEntries(
      locales.map((locale) => [locale, textIn(shortName!, locale)]),
    ) as Record<Locale, string>;
  }
  page = await openPlayground(demo.playground.url);
}, 240_000);

afterAll(async () => {
  await page?.close();
  await demo?.stop();
});

async function heightOnPhone(card: Locator): Promise<number> {
  return card.evaluate((element: { style: { width: string }; offsetHeight: number }, width) => {
    element.style.width = `${width}px`;
    return element.offsetHeight;
  }, phone);
}

describe.each(locales)('in %s', (locale) => {
  beforeAll(async () => {
    await page.newCard(() => page.say(say[locale].language));
    await page.newCard(() => page.say(say[locale].digest));
  }, 60_000);

  it('every programme’s digest is at most two screens of a phone', async () => {
    const heights: Record<string, number> = {};
    for (const [id, named] of Object.entries(names)) {
      const card = page.cardWithText(new RegExp(`^${named[locale]} · `));
      await card.waitFor();
      heights[id] = await heightOnPhone(card);
      await picture(card, `digest-${locale}-${id}.png`);
    }
    process.stdout.write(`${locale} ${JSON.stringify(heights)}\n`);
    expect(Object.keys(heights)).toHaveLength(5);
    expect(Object.entries(heights).filter(([, height]) => height > tallest)).toEqual([]);
  }, 60_000);
});

void text;

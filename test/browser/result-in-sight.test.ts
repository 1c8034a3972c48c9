/** On a phone, what a press has done is said where the person is looking: right above the buttons. */
import { type Locator } from 'playwright-core';
import { wordingFor } from '../../bot/views/wording';
import { textsIn } from '../../cards/parts/strings';
import { openDueRounds, sendWaiting } from '../../deploy/local/demo-steps';
import { type Demo, handUser, startDemo } from '../../deploy/local/start-demo';
import { loadOpenRoundsOf } from '../../src/replies/asked-goals';
import { locales } from '../../src/goals/schema';
import { commands } from './commands';
import { pictureAt, setWidth } from './picture';
import { openPlayground, type PlaygroundPage } from './playground-page';

/** A card on a phone of 390 pixels, in a chat. */
const width = 356;
/** Of a phone's screen, below the chat's head and above the message box. */
const inSight = 500;

let demo: Demo;
let page: PlaygroundPage;

beforeAll(async () => {
  demo = await startDemo({ botPort: 4185, playgroundPort: 14185 });
  await openDueRounds(demo);
  await sendWaiting(demo);
  page = await openPlayground(demo);
  await page.cardWithText(textsIn('fi')('due.title')).waitFor();
}, 240_000);

afterAll(async () => {
  await page?.close();
  await demo?.stop();
});

it.each(locales)(
  'why an answer was not saved is in sight of the button, in %s',
  async (locale) => {
    const [t, wording] = [textsIn(locale), wordingFor(locale)];
    const saves = [t('goal.save'), t('goal.saveAndGoOn'), t('goal.submit')];
    const saving = new RegExp(`^(${saves.join('|')})$`);
    const rounds = await loadOpenRoundsOf(demo.store, handUser, demo.clock.now());
    expect(rounds.length).toBeGreaterThan(1);
    const { language, goals } = commands[locale];
    await page.newCard(() => page.say(language));
    for (const { programme } of rounds) {
      const name = wording.of(programme.name);
      await page.openRequest(name, goals);
      const card = page.cardWithText(name);
      await page.press(new RegExp(`^(${t('prompt.start')}|${t('prompt.continue')})$`), card);
      const save = card.getByRole('button', { name: saving });
      await save.waitFor();
      await card.getByRole('textbox').first().fill('paljon');
      await save.click();
      const said = card.getByText(t('goal.problems', { label: '', problem: '', more: 0 }).split('.')[0]!);
      await said.last().waitFor();
      await pictureAt(card, `${locale}-${programme.id}-refused-phone.png`, width);
      expect(await distance(card, said.last(), save)).toBeLessThan(inSight);
    }
  },
  120_000,
);

/** Pixels from the top of what is said to the bottom of the button, on a card as wide as on a phone. */
async function distance(card: Locator, said: Locator, button: Locator): Promise<number> {
  await setWidth(card, width);
  const [from, to] = [await said.boundingBox(), await button.boundingBox()];
  await setWidth(card, undefined);
  return to!.y + to!.height - from!.y;
}

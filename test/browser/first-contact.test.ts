/** The first contact in the Playground: a welcome, then one card with all that is due. */
import { textsIn } from '../../cards/parts/strings';
import { openDueRounds, sendWaiting } from '../../deploy/local/demo-steps';
import { type Demo, handUser, startDemo } from '../../deploy/local/start-demo';
import { locales } from '../../src/goals/schema';
import { chooseLanguage } from '../../src/people/language';
import { commands } from './commands';
import { picture, pictureOnPhone } from './picture';
import { openPlayground, type PlaygroundPage } from './playground-page';

let demo: Demo;
let page: PlaygroundPage;

beforeAll(async () => {
  demo = await startDemo({ botPort: 4183, playgroundPort: 14183 });
  await openDueRounds(demo);
  await sendWaiting(demo);
  page = await openPlayground(demo);
}, 240_000);

afterAll(async () => {
  await page?.close();
  await demo?.stop();
});

const fi = textsIn('fi');

it('welcomes the person, and shows everything that is due on one card', async () => {
  await page.cardWithText(fi('welcome.title')).waitFor();
  const due = page.cardWithText(fi('due.title'));
  await due.waitFor();
  await due.getByRole('button', { name: fi('calendar.button') }).waitFor();
  expect(await due.getByRole('button').count()).toBe(5 + 1);
});

it('opens a round’s request from it, which leads back', async () => {
  const due = await page.newCard(() => page.say('omat tavoitteet'));
  await due
    .getByRole('button', { name: fi('due.answer') })
    .first()
    .click();
  await page
    .lastCard()
    .getByRole('button', { name: fi('prompt.start') })
    .waitFor();
  await page
    .lastCard()
    .getByRole('button', { name: fi('prompt.allDue') })
    .click();
  await page
    .lastCard()
    .filter({ hasText: fi('due.title') })
    .waitFor();
});

it.each(locales)('fits on a phone in %s', async (locale) => {
  const said = textsIn(locale);
  await chooseLanguage(demo.store, handUser, locale);
  const due = await page.newCard(() => page.say(commands[locale].goals));
  await due.filter({ hasText: said('due.title') }).waitFor();
  await picture(due, `${locale}-due.png`);
  expect(await pictureOnPhone(due, `${locale}-due-phone.png`)).toBeLessThan(900);
  const welcome = await page.newCard(() =>
    demo.bot.tickOptions.deliver({
      ...{ key: 'again', kind: 'welcome', recipient: { type: 'person', personId: handUser }, data: {} },
      ...{ createdAt: '', attempts: 0, notBefore: '', state: 'pending' as const },
    }),
  );
  await picture(welcome, `${locale}-welcome.png`);
  // Of somebody who is asked in five programmes.
  expect(await pictureOnPhone(welcome, `${locale}-welcome-phone.png`)).toBeLessThan(1200);
});

/** A reader in the Playground presses through the digest in the channel: division, goal, and back. */
import { text, textsIn } from '../../cards/parts/strings';
import { answerRounds, enqueueAllDigests, openDueRounds, sendWaiting } from '../../deploy/local/demo-steps';
import { type Demo, startDemo } from '../../deploy/local/start-demo';
import { openPlayground, type PlaygroundPage } from './playground-page';
import { picture, pictureOnPhone } from './picture';

const fi = textsIn('fi');
/** Names in the language of the channel, or of the reader. */
const strategy = 'Valtuustoon nähden sitovat strategiset tavoitteet';
const halfYear = /Halvårsuppföljning av målen|Tavoitteiden puolivuosiseuranta/;

let demo: Demo;
let page: PlaygroundPage;

beforeAll(async () => {
  demo = await startDemo({ botPort: 4193, playgroundPort: 56193 });
  const { rounds } = await openDueRounds(demo);
  await sendWaiting(demo);
  expect((await answerRounds(demo, rounds)).failures).toEqual([]);
  await enqueueAllDigests(demo, rounds);
  await sendWaiting(demo);
  page = await openPlayground(demo.playground.url);
  await page.openChannel('Announcements');
  await page.cardWithText(fi('front.title')).waitFor();
}, 120_000);

afterAll(async () => {
  await page?.close();
  await demo?.stop();
});

/** Presses, and waits until the post shows another card. */
async function press(title: string, post: string | RegExp, then: string): Promise<void> {
  await page.cardWithText(post).getByRole('button', { name: title }).first().click();
  await page.cardWithText(post).filter({ hasText: then }).waitFor();
}

it('from the one post of four programmes to the digest of one of them', async () => {
  const post = page.cardWithText(fi('front.title'));
  for (const name of [
    'Hyvinvointialueen selvitys',
    'Tuottavuus turvaa palvelut',
    'Tuottavuusohjelma',
    'Valtuustoon',
  ])
    expect(await post.textContent()).toContain(name);
  expect(await pictureOnPhone(post, 'front.png')).toBeLessThan(500);
  await post.getByTitle(new RegExp(`^${fi('programmes.show')}: Valtuustoon`)).click();
  await page.cardWithText(strategy).waitFor();
});

it('from the digest to a division’s goals, to one goal’s history, and back', async () => {
  const division = 'Järjestämme vaikuttavat palvelut';
  await picture(page.cardWithText(strategy), 'drill-down-digest.png');
  await press(division, strategy, '4.2 Hoidon jatkuvuus');
  await picture(page.cardWithText(strategy), 'drill-down-goals.png');
  await page
    .cardWithText(strategy)
    .getByTitle(`${fi('drill.history')}: 4.2`)
    .click();
  await page
    .cardWithText(strategy)
    .filter({ hasText: fi('history.title', { programme: strategy }) })
    .waitFor();
  await picture(page.cardWithText(strategy), 'drill-down-history.png');
  await press(fi('drill.toGoals'), strategy, '4.1 Yhtenäiset myöntämiskriteerit');
  await press(fi('drill.toDigest'), strategy, fi('digest.byUnit'));
  await page
    .cardWithText(strategy)
    .getByRole('button', { name: fi('front.back') })
    .click();
  await page.cardWithText(fi('front.title')).waitFor();
});

it('a Swedish digest leads to Finnish goals for a Finnish reader, and back to Swedish', async () => {
  const all = text('sv', 'drill.all', { count: 8 });
  await press(all, halfYear, 'Sairaalapalvelut');
  await picture(page.cardWithText(halfYear), 'drill-down-divisions.png');
  await page
    .cardWithText(halfYear)
    .getByTitle(`${fi('programmes.show')}: Pelastuslaitos`)
    .click();
  await page
    .cardWithText(halfYear)
    .getByRole('button', { name: fi('drill.history') })
    .first()
    .waitFor();
  await press(fi('drill.toDigest'), halfYear, text('sv', 'digest.byUnit'));
});

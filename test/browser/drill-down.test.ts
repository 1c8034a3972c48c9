/** A reader in the Playground presses through the digest in the channel: goals, one goal, divisions, and back. */
import { text, textsIn } from '../../cards/parts/strings';
import { answerRounds, enqueueAllDigests, openDueRounds, sendWaiting } from '../../deploy/local/demo-steps';
import { type Demo, startDemo } from '../../deploy/local/start-demo';
import { openPlayground, type PlaygroundPage } from './playground-page';
import { picture, pictureOnPhone } from './picture';

const fi = textsIn('fi');
/** Names in the language of the channel, or of the reader. */
const strategy = /Strategiset tavoitteet · |Valtuustoon nähden sitovat strategiset tavoitteet/;
const halfYear = /Halvårsuppföljning|Tavoitteiden puolivuosiseuranta/;

let demo: Demo;
let page: PlaygroundPage;

beforeAll(async () => {
  demo = await startDemo({ botPort: 4193, playgroundPort: 14193 });
  const { rounds } = await openDueRounds(demo);
  await sendWaiting(demo);
  expect((await answerRounds(demo, rounds)).failures).toEqual([]);
  await enqueueAllDigests(demo, rounds);
  await sendWaiting(demo);
  page = await openPlayground(demo);
  await page.openChannel('Announcements');
  await page.cardWithText(fi('front.title')).waitFor();
}, 240_000);

afterAll(async () => {
  await page?.close();
  await demo?.stop();
});

/** Presses, and waits until the post shows another card. */
async function press(title: string, post: string | RegExp, then: string): Promise<void> {
  await page.cardWithText(post).getByRole('button', { name: title }).first().click();
  await page.cardWithText(post).filter({ hasText: then }).waitFor();
}

/** Presses an action of the overflow menu, which is at the end of the page. */
async function chooseMore(title: string, post: string | RegExp): Promise<void> {
  await page.cardWithText(post).getByRole('button', { name: 'More options' }).click();
  await page.page.getByRole('menuitem', { name: title }).click();
}

async function pressMore(title: string, post: string | RegExp, then: string): Promise<void> {
  await chooseMore(title, post);
  await page.cardWithText(post).filter({ hasText: then }).waitFor();
}

it('from the one post of four programmes to the digest of one of them', async () => {
  const post = page.cardWithText(fi('front.title'));
  for (const name of ['Avaintulokset', 'Tuottavuusohjelma', 'Strategiset tavoitteet'])
    expect(await post.textContent()).toContain(name);
  expect(await pictureOnPhone(post, 'front.png')).toBeLessThan(500);
  await post.getByTitle(new RegExp(`^${fi('programmes.show')}: Strategiset tavoitteet`)).click();
  await page.cardWithText(strategy).waitFor();
});

it('from the digest to all goals, to one goal’s history, and back', async () => {
  await picture(page.cardWithText(strategy), 'drill-down-digest.png');
  await press(fi('digest.showAll'), strategy, fi('missing.page', { page: 1, pages: 3 }));
  await picture(page.cardWithText(strategy), 'drill-down-goals.png');
  const history = page.cardWithText(strategy).getByRole('button', { name: fi('drill.history') });
  await history.first().click();
  await page
    .cardWithText(strategy)
    .filter({ hasText: fi('drill.toList') })
    .waitFor();
  await picture(page.cardWithText(strategy), 'drill-down-history.png');
  await press(fi('drill.toList'), strategy, fi('missing.page', { page: 1, pages: 3 }));
  await press(fi('drill.toDigest'), strategy, fi('digest.showAll'));
  // The list's own title has those words too.
  await page
    .cardWithText(strategy)
    .filter({ hasNotText: fi('drill.toDigest') })
    .waitFor();
  await chooseMore(fi('front.back'), strategy);
  await page.cardWithText(fi('front.title')).waitFor();
});

it('a Swedish digest leads to Finnish goals for a Finnish reader, and back to Swedish', async () => {
  await pressMore('Per enhet', halfYear, 'Sairaalapalvelut');
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
  await press(fi('drill.toDigest'), halfYear, text('sv', 'digest.showAll'));
});

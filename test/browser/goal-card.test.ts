/** The card of a goal with tasks, in the Playground: what is as last time, earlier texts, and figures that are not known. */
import { type Locator } from 'playwright-core';
import { textsIn } from '../../cards/parts/strings';
import { openDueRounds, sendWaiting } from '../../deploy/local/demo-steps';
import { type Demo, handUser, startDemo } from '../../deploy/local/start-demo';
import { loadRegister } from '../../src/goals/register';
import { loadDrafts } from '../helpers/drafts';
import { nextVersion } from '../../src/replies/reply';
import { readReply, replyChanges } from '../../src/replies/reply-store';
import { previousRound, roundPartition } from '../../src/rounds/round-store';
import { answerLastPeriod } from '../helpers/last-period';
import { picture, pictureAt } from './picture';
import { openPlayground, type PlaygroundPage } from './playground-page';

const round = { programmeId: 'strategic-goals', period: '2025-Q4' };
const goalId = 'foresight-3';
const fi = textsIn('fi');
const summary = [
  'Palautejärjestelmä on otettu käyttöön kaikilla toimialoilla. '.repeat(4),
  'Asiakaskokemuksen toimintamallit on kuvattu, ja niitä koulutetaan esihenkilöille. '.repeat(4),
  'Seuraavaksi palaute viedään johdon työpöydälle.',
].map((paragraph) => paragraph.trim());
/** A card on a phone of 390 pixels, in a chat. */
const width = 356;

let demo: Demo;
let page: PlaygroundPage;
let card: Locator;

beforeAll(async () => {
  demo = await startDemo({ botPort: 4186, playgroundPort: 14186 });
  await openDueRounds(demo);
  await answerLastPeriod(demo.store, round, [handUser]);
  await writeLongSummary();
  await sendWaiting(demo);
  page = await openPlayground(demo);
  await page.cardWithText(fi('due.title')).waitFor();
  await page.openRequest('Valtuustoon nähden sitovat strategiset tavoitteet');
  card = page.cardWithText('Valtuustoon nähden sitovat strategiset tavoitteet');
  await page.press(new RegExp(`^(${fi('prompt.start')}|${fi('prompt.continue')})$`), card);
  await card.getByRole('button', { name: fi('goal.save'), exact: true }).waitFor();
}, 240_000);

afterAll(async () => {
  await page?.close();
  await demo?.stop();
});

async function writeLongSummary(): Promise<void> {
  const { programme, goals } = (await loadRegister(demo.store, round.programmeId))!;
  const last = (await previousRound(demo.store, round))!;
  const current = await readReply(demo.store, last, goalId);
  const raw = summary.join('\n\n');
  const meta = { by: handUser, at: last.deadline, formVersion: programme.version };
  const goal = goals.find(({ id }) => id === goalId)!;
  const next = nextVersion(current!.value, goal, new Map([['summary', { raw, value: raw }]]), meta);
  await demo.store.commit(roundPartition(last), replyChanges(current, next));
}

it('has the tasks as last time, and folds the earlier text', async () => {
  await picture(card, 'goal-card.png');
  await pictureAt(card, 'goal-card-phone.png', width);
  expect(await card.getByText(/^Kuten /).count()).toBe(2);
  expect(await card.getByLabel('1. Etenemä (%) (vapaaehtoinen)').inputValue()).toBe('40');
  const end = card.getByText(summary[2]!, { exact: true });
  expect(await end.isVisible()).toBe(false);
  await card.getByRole('button', { name: fi('field.showPrevious') }).click();
  await end.waitFor();
  await pictureAt(card, 'goal-card-whole-phone.png', width);
}, 240_000);

it('says by a press beside the input that there is no figure', async () => {
  await card.getByRole('button', { name: 'Ei tietoa', exact: true }).click();
  await card
    .getByText(fi('field.wordFilled', { label: 'NPS-suositteluindeksi', word: 'Ei tietoa' }))
    .last()
    .waitFor();
  expect(await card.getByLabel('NPS-suositteluindeksi').inputValue()).toBe('Ei tietoa');
  await pictureAt(card, 'goal-card-not-known-phone.png', width);
  await picture(card, 'goal-card-not-known.png');
  await card.getByLabel('NPS-suositteluindeksi').fill('');
}, 240_000);

it('left as it was, it is no draft', async () => {
  await page.press(fi('goal.overview'), card);
  await card.getByRole('button', { name: fi('goal.save'), exact: true }).waitFor({ state: 'detached' });
  expect((await loadDrafts(demo.store, round, handUser)).size).toBe(0);
}, 240_000);

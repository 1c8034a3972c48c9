/** What a leader reads of one goal and of a year: whole texts behind a button, targets, and what support is needed. */
import { type Locator } from 'playwright-core';
import { wordingFor } from '../../bot/views/wording';
import { textsIn } from '../../cards/parts/strings';
import { openDueRounds, sendWaiting } from '../../deploy/local/demo-steps';
import { type Demo, handUser, startDemo } from '../../deploy/local/start-demo';
import { loadRegister } from '../../src/goals/register';
import { type Goal, type Programme } from '../../src/goals/schema';
import { loadReplies } from '../../src/replies/reply-store';
import { pictureAt } from './picture';
import { openPlayground, type PlaygroundPage } from './playground-page';

const round = { programmeId: 'strategic-goals', period: '2025-Q4' };
const fi = textsIn('fi');
const wording = wordingFor('fi');
const need = 'Kaksi hoitajaa kotiutustiimiin, johtoryhmältä, 1.3. mennessä';
const summary = `Kotiutus on ruuhkautunut. ${'Odotusajat kasvoivat joulukuussa. '.repeat(20)}Loppu.`;

let demo: Demo;
let page: PlaygroundPage;
let programme: Programme;
let own: Goal;

beforeAll(async () => {
  demo = await startDemo({ botPort: 4194, playgroundPort: 14194 });
  const register = (await loadRegister(demo.store, round.programmeId))!;
  ({ programme } = register);
  own = register.goals.find(({ owners }) => owners.includes(handUser))!;
  await openDueRounds(demo);
  await sendWaiting(demo);
  page = await openPlayground(demo);
  await page.cardWithText(wording.of(programme.name)).waitFor();
}, 240_000);

afterAll(async () => {
  await page?.close();
  await demo?.stop();
});

/** At the width of a phone and of a wide window. */
async function see(card: Locator, name: string): Promise<void> {
  for (const width of [340, 1000]) await pictureAt(card, `${name}-${width}.png`, width);
}

it('a task that does not proceed says what it needs in the line under its state', async () => {
  const card = () => page.cardWithText(wording.of(programme.name));
  await page.openRequest(wording.of(programme.name));
  await page.press(fi('prompt.start'), card());
  await card()
    .filter({ hasText: own.code })
    .getByRole('button', { name: fi('goal.save') })
    .waitFor();
  const states = card().getByRole('radio', { name: 'Työ ei etene, tarvitaan tukea' });
  await states.first().check();
  for (const other of (await card().getByRole('radiogroup').all()).slice(1))
    await other.getByRole('radio').first().check();
  await card().getByRole('textbox').first().fill('64,5');
  await card()
    .getByLabel(/^1\. Tarvittava tuki/)
    .fill(need);
  await card().getByRole('textbox').last().fill(summary);
  await see(card(), 'fi-support-line');
  await page.press(fi('goal.save'), card());
  await card()
    .filter({ hasText: own.code })
    .getByRole('button', { name: fi('goal.save') })
    .waitFor({ state: 'detached' });
  const reply = (await loadReplies(demo.store, round)).get(own.id)!;
  expect(Object.values(reply.answers).map(({ raw }) => raw)).toContain(need);
});

it('the history tells it, newest first, and unfolds whole texts', async () => {
  const card = await page.newCard(() => page.say(`historia ${own.code}`));
  await page.page.waitForTimeout(500);
  await see(card, 'fi-history');
  expect(await card.innerText()).toContain(need);
  await expect(card.getByText('Loppu.').isVisible()).resolves.toBe(false);
  await card.getByTitle(`${fi('history.whole')}: ${wording.period(round.period)}`).click();
  await card.getByText('Loppu.').waitFor();
  await see(card, 'fi-history-whole');
  await card.getByTitle(`${fi('history.short')}: ${wording.period(round.period)}`).click();
  await card.getByText('Loppu.').waitFor({ state: 'hidden' });
});

it('the year names its periods in words', async () => {
  const card = await page.newCard(() => page.say(`vuosi ${wording.of(programme.name)}`));
  await see(card, 'fi-year');
  expect(await card.innerText()).toContain('Tammi–maaliskuu 2024 → loka–joulukuu 2025');
});

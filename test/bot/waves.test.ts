/** How many round trips to the store a press takes one after the other: at 500 ms each a save must end within Teams' 10 s. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Card } from '../../cards/render';
import { type BotUnderTest, startBotUnderTest } from '../helpers/bot-under-test';
import { answerLastPeriod } from '../helpers/last-period';
import { atPrompt, buttonsOf, press, promptOnly, show, valuesOf } from '../helpers/pressing';
import { bannerOf } from '../helpers/read-card';
import { Waves } from '../helpers/waves';

const round = { programmeId: 'strategic-goals', period: '2025-Q4' };
/** Has several goals. */
const personId = 'strategy-knowledge-manager@example.org';

const keyResults = { programmeId: 'productivity-key-results', period: '2025-Q4' };
/** Has seven goals with one figure each. */
const officer = 'okr-chief-information-officer@example.org';

let running: BotUnderTest;
const waves = new Waves();

beforeAll(async () => {
  running = await startBotUnderTest({ wrapStore: (store) => waves.over(store) });
  await promptOnly(running, [personId, officer]);
  await answerLastPeriod(running.store, round, [personId]);
});
afterAll(() => running.stop());

/** How many calls wait for one another, and how many there are. */
async function costOf(act: () => Promise<Card>): Promise<{ readonly card: Card; readonly chain: number }> {
  waves.reset();
  const card = await act();
  return { card, chain: waves.deepest };
}

it('of each press on a goal’s card the calls that wait for one another are few', async () => {
  const user = await atPrompt(running, personId, round);
  const start = await costOf(() => show(user, 'start', round));
  const filled = await press(user, start.card, 'prefill');
  const saved = await costOf(() => press(user, filled, 'save'));
  expect(bannerOf(saved.card)?.style).toBe('good');
  const unchanged = await costOf(() => press(user, saved.card, 'unchanged'));
  expect(bannerOf(unchanged.card)?.style).toBe('good');
  const inputs = Object.keys(valuesOf(unchanged.card)).map((id) => [id, '5'] as const);
  const overview = await costOf(() => press(user, unchanged.card, 'overview', Object.fromEntries(inputs)));
  const goal = await costOf(() => show(user, 'goal', buttonsOf(overview.card, 'goal')[0]!.data));
  // Who acts takes two of each; the round and its goals two; a gate one, the commit one, and the next card two.
  const most = { start: 6, save: 8, unchanged: 8, overview: 8, goal: 6 };
  const chains = {
    ...{ start: start.chain, save: saved.chain, unchanged: unchanged.chain },
    ...{ overview: overview.chain, goal: goal.chain },
  };
  expect(chains).toEqual(most);
});

it('of a press on a form they are few too, however many rows it saves', async () => {
  await answerLastPeriod(running.store, keyResults, [officer]);
  const user = await atPrompt(running, officer, keyResults);
  const start = await costOf(() => show(user, 'start', keyResults));
  const inputs = Object.keys(valuesOf(start.card));
  const typed = Object.fromEntries(inputs.slice(0, 4).map((id) => [id, '41'] as const));
  const saved = await costOf(() => press(user, start.card, 'form-save', typed));
  expect(bannerOf(saved.card)?.style).toBe('good');
  const unchanged = await costOf(() => press(user, saved.card, 'form-unchanged'));
  expect(bannerOf(unchanged.card)?.style).toBe('good');
  // All rows are saved at the same time; last period's round is found before its answers are read.
  // One of the rows marks the round for those who want to hear at once; the others, which it met, are saved again.
  const most = { start: 7, save: 15, unchanged: 15 };
  expect({ start: start.chain, save: saved.chain, unchanged: unchanged.chain }).toEqual(most);
});

/** How often the store is read for an answer: on Azure Tables each read is a request. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { previousRound } from '../../src/rounds/round-store';
import { loadAskedRound } from '../../src/replies/asked-goals';
import { type EntityStore } from '../../src/storage/store';
import { type BotUnderTest, startBotUnderTest } from '../helpers/bot-under-test';
import { answerLastPeriod } from '../helpers/last-period';
import { atPrompt, press, promptOnly, show } from '../helpers/pressing';
import { bannerOf } from '../helpers/read-card';

const round = { programmeId: 'strategic-goals', period: '2025-Q4' };
/** Owns several goals. */
const personId = 'strategy-knowledge-manager@example.org';
/** Reads of the person, the round, the rows to write, and the next card. */
const readsBesideGoals = 32;

let running: BotUnderTest;
let reads = 0;

function counted(store: EntityStore): EntityStore {
  return {
    get: (...args) => (reads++, store.get(...args)),
    range: (...args) => (reads++, store.range(...args)),
    commit: (...args) => store.commit(...args),
    close: () => store.close(),
  };
}

beforeAll(async () => {
  running = await startBotUnderTest({ wrapStore: counted });
  await promptOnly(running, [personId]);
  await answerLastPeriod(running.store, round, [personId]);
});
afterAll(() => running.stop());

it('an answer reads each of the person’s goals once, whatever it leads to', async () => {
  const { store, clock } = running;
  const { goals } = (await loadAskedRound(store, round, personId, clock.now()))!;
  const user = await atPrompt(running, personId, round);
  const card = await show(user, 'start', round);
  reads = 0;
  const after = await press(user, card, 'unchanged');
  expect(bannerOf(after)?.style).toBe('good');
  // The goal and its reply; this programme has no reviews.
  expect(reads).toBeLessThanOrEqual(2 * goals.length + readsBesideGoals);
});

it('the round before is found without reading those before it', async () => {
  reads = 0;
  expect((await previousRound(counted(running.store), round))?.status).toBe('closed');
  expect(reads).toBe(2);
});

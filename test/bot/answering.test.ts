/** A person answers their goals over HTTP, with as few interactions as the goals allow. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { text } from '../../cards/parts/strings';
import { inputsOf, type TeamsUser, textsOf } from '../../deploy/local/scripted-user';
import { objectIdFor } from '../../seeds/load';
import { loadAskedRound } from '../../src/replies/asked-goals';
import { loadHistory, readReply } from '../../src/replies/reply-store';
import { type Card } from '../../cards/render';
import { askedPeople } from '../helpers/asked-people';
import { type BotUnderTest, promptsFor, reform, startBotUnderTest } from '../helpers/bot-under-test';
import { answerLastPeriod } from '../helpers/last-period';
import { atPrompt, buttonsOf, press, show, valuesOf } from '../helpers/pressing';
import { bannerOf } from '../helpers/read-card';
import { cardShown } from '../helpers/teams-conversations';
import { typedAnswer } from '../helpers/typed-answers';

const strategy = { programmeId: 'strategic-goals', period: '2025-Q4' };
/** Owns one goal with a measure, two tasks and a summary. */
const planning = 'planning@example.org';
const planningGoal = 'foresight-3';
/** Owns several such goals, of one page and of two. */
const several = 'strategy-knowledge-manager@example.org';
/** The only person whose answers of last period are complete. */
const director = 'reform-hr-director@example.org';

let running: BotUnderTest;
let lastPeriod: string;

beforeAll(async () => {
  running = await startBotUnderTest();
  await running.bot.tick();
  const persons = ['strategy-integration-manager@example.org', planning, several];
  lastPeriod = await answerLastPeriod(running.store, strategy, persons);
});
afterAll(() => running.stop());

const promptOf = (user: TeamsUser, round = strategy): Card =>
  cardShown(promptsFor(running, user.aadObjectId, round)[0]!);

async function askedOf(personId: string, round = strategy) {
  return (await loadAskedRound(running.store, round, personId, running.clock.now()))!.goals;
}

const completenessOf = async (personId: string) =>
  (await askedOf(personId)).map(({ completeness }) => completeness);

describe('when nothing has changed since last period', () => {
  /** Presses "no change" until nothing is left to answer; counts all presses. */
  async function confirmAll(user: TeamsUser): Promise<{ pressed: number; last: Card }> {
    // A person who is asked in several programmes opens the one first.
    const prompt = promptOf(user);
    const isAlone = buttonsOf(prompt, 'start').length > 0;
    const request = isAlone ? prompt : await press(user, prompt, 'overview', {}, strategy);
    let card = await press(user, request, 'start');
    let pressed = 1;
    for (; buttonsOf(card, 'unchanged').length > 0; pressed++) card = await press(user, card, 'unchanged');
    return { pressed, last: card };
  }

  it('a goal with a measure, two tasks and a summary is answered by two', async () => {
    const [asked, ...more] = await askedOf(planning);
    expect(more).toEqual([]);
    expect(asked!.fields.map(({ kind }) => kind).filter((kind) => kind === 'work-state')).toHaveLength(2);
    // Six of the register, and a line about support for each of the two tasks.
    expect(asked!.fields).toHaveLength(6 + 2);
    const { pressed, last } = await confirmAll(await atPrompt(running, planning, strategy));
    expect(pressed).toBe(2);
    expect(await completenessOf(planning)).toEqual(['answered']);
    expect(textsOf(last)).toContain(text('fi', 'prompt.progress', { answered: 1, asked: 1 }));
    expect(bannerOf(last)?.style).toBe('good');
  });

  it('and is recorded as confirmed, not as given anew', async () => {
    const { answers, version } = (await readReply(running.store, strategy, planningGoal))!.value;
    expect(version).toBe(1);
    expect(new Set(Object.values(answers).map(({ unchangedFrom }) => unchangedFrom))).toEqual(
      new Set([lastPeriod]),
    );
    expect(answers['summary']?.raw).toBe('Viimeksi: summary');
  });

  it('all goals of a person with several are answered by one each, and one to start', async () => {
    const asked = await askedOf(several);
    expect(asked.length).toBeGreaterThan(2);
    const { pressed } = await confirmAll(await atPrompt(running, several, strategy));
    expect(pressed).toBe(1 + asked.length);
    expect(new Set(await completenessOf(several))).toEqual(new Set(['answered']));
  });
});

it('everything asked is answered in the one message, which always has a summary', async () => {
  const user = await atPrompt(running, director, reform);
  const asked = (await askedPeople(running.store, reform)).filter(({ personId }) => personId === director);
  expect(asked.length).toBeGreaterThan(2);
  let card = await show(user, 'start', { ...reform, each: true });
  for (const { goal } of asked) {
    const typed = inputsOf(card).map((input) => [input.id, typedAnswer(input, goal, 0)] as const);
    card = await press(user, card, 'save', Object.fromEntries(typed));
  }
  const progress = { answered: asked.length, asked: asked.length };
  expect(textsOf(card)).toContain(text('fi', 'prompt.progress', progress));
  const [prompt, ...more] = running.connector.sentTo(objectIdFor(director));
  expect(more).toEqual([]);
  expect(prompt!.versions).toHaveLength(asked.length + 2);
  for (const { summary } of prompt!.versions) expect(summary).toMatch(/Tuottavuusohjelma/);
  expect(cardShown(prompt!)).toEqual(card);
});

describe('“no change” with something new typed', () => {
  const goal = { ...strategy, goalId: 'path-2' };
  const owner = 'strategy-integration-manager@example.org';
  let user: TeamsUser;
  let card: Card;
  beforeAll(async () => {
    user = await atPrompt(running, owner, strategy);
    card = await press(user, promptOf(user), 'goal', {}, { goalId: goal.goalId });
  });

  it('asks, and loses nothing', async () => {
    const first = inputsOf(card).find(({ id }) => id === 'field_callback-share')!;
    const back = await press(user, card, 'unchanged', { [first.id]: '71,5' });
    expect(bannerOf(back)).toEqual({ style: 'warning', text: text('fi', 'goal.typedNew') });
    expect(valuesOf(back)[first.id]).toBe('71,5');
    expect(await readReply(running.store, strategy, goal.goalId)).toBeUndefined();
  });

  it('is accepted after last period’s answers were only filled in', async () => {
    const filled = await press(user, card, 'prefill');
    expect(bannerOf(filled)).toEqual({ style: 'warning', text: text('fi', 'goal.prefilled') });
    expect(Object.values(valuesOf(filled))).not.toContain('');
    expect(bannerOf(await press(user, filled, 'unchanged'))?.style).toBe('good');
    const { answers } = (await readReply(running.store, strategy, goal.goalId))!.value;
    expect(answers['callback-share']).toMatchObject({ raw: '40', unchangedFrom: lastPeriod });
  });

  it('pressed again on an old card changes nothing', async () => {
    expect(bannerOf(await press(user, card, 'unchanged'))?.style).toBe('good');
    expect(await loadHistory(running.store, strategy, goal.goalId)).toHaveLength(1);
  });
});

it('“no change” is not offered where last period’s answers are not complete', async () => {
  const asked = await askedOf('reform-homecare-manager@example.org', reform);
  const user = await atPrompt(running, 'reform-homecare-manager@example.org', reform);
  const card = await press(user, promptOf(user, reform), 'goal', {}, { goalId: asked[0]!.goal.id });
  expect(buttonsOf(card, 'unchanged')).toEqual([]);
  expect(buttonsOf(card, 'save')).toHaveLength(1);
});

/** When a person first pressed a message, as recorded over HTTP. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Card } from '../../cards/render';
import { findMessage } from '../../src/outbox/message';
import { keysTo, roundPartition } from '../../src/rounds/round-name';
import { type BotUnderTest, promptsFor, startBotUnderTest } from '../helpers/bot-under-test';
import { eventually } from '../helpers/eventually';
import { atPrompt, buttonsOf, press, promptOnly, show } from '../helpers/pressing';
import { cardShown } from '../helpers/teams-conversations';
import { Waves } from '../helpers/waves';

const round = { programmeId: 'strategic-goals', period: '2025-Q4' };
const personId = 'strategy-knowledge-manager@example.org';
const other = 'strategy-wellbeing-manager@example.org';
const third = 'strategy-chief-physician@example.org';
const key = (id: string) => `${keysTo(round, id)}prompt`;

let running: BotUnderTest;
const waves = new Waves();

beforeAll(async () => {
  running = await startBotUnderTest({ wrapStore: (store) => waves.over(store) });
  await promptOnly(running, [personId, other, third]);
});
afterAll(() => running.stop());

const pressedAt = async (id: string) =>
  (await findMessage(running.store, roundPartition(round), key(id)))?.value.firstPressedAt;
const recorded = (id: string) =>
  eventually('the first press is recorded', async () => (await pressedAt(id)) !== undefined);

/** Presses are recorded in their order, so those before this one are then recorded. @returns when it was recorded */
async function pressLater(id: string): Promise<string | undefined> {
  running.clock.set(new Date(running.clock.now().getTime() + 60_000).toISOString());
  const { user, card } = await promptOf(id);
  await press(user, card, 'start');
  await recorded(id);
  return pressedAt(id);
}

async function promptOf(id: string): Promise<{ user: Awaited<ReturnType<typeof atPrompt>>; card: Card }> {
  const user = await atPrompt(running, id, round);
  const [posted] = promptsFor(running, user.aadObjectId, round);
  return { user, card: cardShown({ ...posted!, versions: [posted!.versions[0]!] }) };
}

describe('the first press on a prompt', () => {
  it('is recorded once it is answered; later ones cost nothing more, on the old card and on the new', async () => {
    const { user, card } = await promptOf(personId);
    expect(await pressedAt(personId)).toBeUndefined();
    const at = running.clock.now().toISOString();
    waves.reset();
    const shown = await press(user, card, 'start');
    const first = [...waves.log];
    expect(first.filter((line) => line.includes(key(personId)))).toEqual([]);
    await recorded(personId);
    expect(await pressedAt(personId)).toBe(at);
    expect(buttonsOf(shown).filter(({ data }) => 'message' in data)).toEqual([]);

    waves.reset();
    await press(user, card, 'start');
    await show(user, 'overview', buttonsOf(shown, 'overview')[0]?.data ?? round);
    await pressLater(other);
    expect(waves.log.filter((line) => line.includes(key(personId)))).toEqual([]);
    expect(await pressedAt(personId)).toBe(at);
  });

  it('is not recorded for somebody who sends the key of another person’s message', async () => {
    const { user } = await promptOf(personId);
    await show(user, 'start', { ...round, message: key(third) });
    await show(user, 'start', { ...round, message: `${round.programmeId}|2025-Q4|nobody|\\/#?` });
    expect(await pressLater(third)).toBe(running.clock.now().toISOString());
  });
});

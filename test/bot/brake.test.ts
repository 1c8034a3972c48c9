/** What a closing stops: the messages that still wait are not sent. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { objectIdFor } from '../../seeds/load';
import { schedule } from '../../src/audit/audit';
import { countMessages } from '../../src/outbox/message';
import { remindRound } from '../../src/reminders/remind-round';
import { closeRound } from '../../src/rounds/close-round';
import { roundPartition } from '../../src/rounds/round-store';
import { type BotUnderTest } from '../helpers/bot-under-test';
import { name } from '../helpers/fixtures';
import { anna, bo, startTwoUnits } from '../helpers/two-units';

let running: BotUnderTest;
beforeEach(async () => {
  running = await startTwoUnits();
});
afterEach(() => running.stop());

const sentTo = (personId: string) => running.connector.sentTo(objectIdFor(personId));
const states = () => countMessages(running.store, roundPartition(name));

describe('a round that is closed while its messages wait', () => {
  it('sends no prompt and no reminder any more, only its closing digest', async () => {
    const { store, clock, bot } = running;
    const now = clock.now();
    await remindRound(store, { ...name, ...schedule, step: now.toISOString() }, now);
    await closeRound(store, { ...name, ...schedule }, now);
    await bot.send();
    expect([...sentTo(anna), ...sentTo(bo)]).toEqual([]);
    expect(await states()).toMatchObject({ pending: 0, sent: 1, needless: 4 });
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { findReference } from '../../bot/conversation-references';
import { install } from '../../deploy/local/scripted-user';
import { objectIdFor } from '../../seeds/load';
import { findMessage, type Message, pendingMessages } from '../../src/outbox/message';
import { savePeople } from '../../src/people/directory';
import { promptKey } from '../../src/rounds/open-round';
import { listRounds, roundPartition } from '../../src/rounds/round-store';
import { doDueWork, sendDue } from '../../src/schedule/tick';
import { type BotUnderTest, personAt, startBotUnderTest } from '../helpers/bot-under-test';
import { type Fault, faults } from '../helpers/teams-faults';

const round = { programmeId: 'productivity-programme', period: '2025-H2' };
const director = 'reform-health-director@example.org';
const hospital = 'reform-hospital-manager@example.org';

let running: BotUnderTest;

/** Every round is open and nothing was sent. */
beforeEach(async () => {
  running = await startBotUnderTest();
  await doDueWork(running.bot.tickOptions);
  return () => running.stop();
});

async function promptOf(personId: string): Promise<Message> {
  return (await findMessage(running.store, roundPartition(round), promptKey(round, personId)))!.value;
}

async function digestMessage(channelId: string): Promise<Message> {
  const recipient = { type: 'channel' as const, channelId };
  return { ...(await promptOf(director)), kind: 'digest', recipient, data: { ...round, language: 'fi' } };
}

const requestsOf = (...kinds: string[]) =>
  running.connector.requests.filter(({ kind }) => kinds.includes(kind));

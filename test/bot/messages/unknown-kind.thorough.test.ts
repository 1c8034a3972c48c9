import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { text } from '../../../cards/parts/strings';
import { textsOf } from '../../../deploy/local/scripted-user';
import { findMessage, type Message, pendingPrefix, undelivered } from '../../../src/outbox/message';
import { loadPerson, peoplePartition } from '../../../src/people/directory';
import { loadProgramme } from '../../../src/goals/register';
import { roundPartition } from '../../../src/rounds/round-name';
import { insert } from '../../../src/storage/rows';
import { type BotUnderTest, personAt, startBotUnderTest } from '../../helpers/bot-under-test';
import { say } from '../../helpers/saying';

const name = { programmeId: 'productivity-programme', period: '2025-H2' };
const director = 'reform-health-director@example.org';
const channelId = '19:announcements@thread.tacv2';

let running: BotUnderTest;

/** The rounds are open and everybody was prompted. */
beforeEach(async () => {
  running = await startBotUnderTest();
  await running.bot.tick();
});
afterEach(() => running.stop());

/** A message that a newer replica put into the outbox of the same store. */
async function written(partition: string, message: Pick<Message, 'kind' | 'recipient' | 'data'>) {
  const now = running.clock.now().toISOString();
  const whole = { key: 'newer', createdAt: now, attempts: 0, notBefore: now, state: 'pending', ...message };
  await running.store.commit(partition, [insert(`${pendingPrefix}newer`, whole)]);
  await running.bot.send();
  return (await findMessage(running.store, partition, 'newer'))?.value;
}

const failed = (what: string) => ({
  ...{ state: 'failed', attempts: 1 },
  reason: `the outbox holds ${what}, which this program does not know: a newer one wrote it`,
});
const person = { type: 'person', personId: director } as const;
const channel = { type: 'channel', channelId } as const;

it.each([
  ['of a kind that nobody knows', person, 'praise', name, 'a message of kind "praise" to a person'],
  ['named as what every object has', person, 'toString', name, 'a message of kind "toString" to a person'],
  ['to a channel that only persons get', channel, 'prompt', name, 'a message of kind "prompt" to a channel'],
  ['to a person that only channels get', person, 'digest', name, 'a message of kind "digest" to a person'],
  [
    'in a language that there is not',
    channel,
    'digest',
    { ...name, language: 'nb' },
    'a digest in the language "nb"',
  ],
])('a message %s fails, and says so', async (_what, recipient, kind, data, said) => {
  const sent = running.connector.requests.length;
  expect(await written(roundPartition(name), { kind, recipient, data })).toMatchObject(failed(said));
  expect(running.connector.requests).toHaveLength(sent);
  expect(await undelivered(running.store, roundPartition(name))).toMatchObject([{ key: 'newer' }]);
});

it('an alert about what this program does not look at fails, and says so', async () => {
  const data = { finding: 'coffee-out', severity: 'broken', since: '2026-01-20T07:00:00Z', figures: {} };
  const ended = await written(peoplePartition, { kind: 'alert', recipient: person, data });
  expect(ended).toMatchObject(failed('an alert about "coffee-out"'));
});

it('is among the deliveries that the coordinator sees, as any other that failed', async () => {
  await written(roundPartition(name), { kind: 'praise', recipient: person, data: name });
  const { coordinator } = (await loadProgramme(running.store, name.programmeId))!;
  const card = await say(running, await personAt(running, coordinator), 'lähetykset');
  const { name: called } = (await loadPerson(running.store, director))!;
  expect(textsOf(card)).toContain(`${called}\n${text('fi', 'deliveries.failed')}`);
});

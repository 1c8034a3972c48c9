import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { install } from '../../deploy/local/scripted-user';
import { type Message } from '../../src/outbox/message';
import { doDueWork } from '../../src/schedule/tick';
import { type BotUnderTest, personAt, startBotUnderTest } from '../helpers/bot-under-test';
import { eventually } from '../helpers/eventually';
import { say } from '../helpers/saying';
import { type RequestKind } from '../helpers/teams-connector';
import { type Fault, faults } from '../helpers/teams-faults';
import { alreadyWelcomed } from '../helpers/welcomed';

// Long enough for an answer on a loaded machine.
const callMs = 1_000;
const director = 'reform-health-director@example.org';
const channelId = '19:announcements@thread.tacv2';

let running: BotUnderTest;

/** Every round is open and nothing was sent. */
beforeEach(async () => {
  running = await startBotUnderTest({ callMs });
  await doDueWork(running.bot.tickOptions);
  await alreadyWelcomed(running, director);
});
afterEach(() => running.stop());

function message(recipient: Message['recipient']): Message {
  return {
    key:
      recipient.type === 'person' ? `productivity-programme|2025-H2|${recipient.personId}|prompt` : 'a test',
    kind: recipient.type === 'person' ? 'prompt' : 'digest',
    recipient,
    data: { programmeId: 'productivity-programme', period: '2025-H2', language: 'fi' },
    createdAt: '',
    attempts: 0,
    notBefore: '',
    state: 'pending',
  };
}

const toPerson = () => running.bot.tickOptions.deliver(message({ type: 'person', personId: director }));
const toChannel = () => running.bot.tickOptions.deliver(message({ type: 'channel', channelId }));

/** Makes requests of one kind fail, and counts requests of every kind. */
function spoil(kind: RequestKind, fault: Fault): () => number {
  running.connector.fault = (request) => (request.kind === kind ? fault : undefined);
  return () => running.connector.requests.length;
}

describe('a request to the connector', () => {
  it.each<[string, Fault]>([
    ['is never answered', faults.hang],
    ['is answered without end', faults.dripping],
  ])('that %s counts as a lost answer, and its connection is closed', async (_name, fault) => {
    spoil('create', fault);
    const outcome = await toPerson();
    expect(outcome).toMatchObject({ type: 'retry', reason: `ETIMEDOUT no answer within ${callMs} ms` });
    await eventually('it is closed', async () => (await running.connector.openConnections()) === 0, 5_000);
  });

  it.each<[string, Fault]>([
    ['a page of a proxy', faults.signInPage],
    ['half an answer', faults.brokenBody(false)],
    ['an answer without an id', faults.withoutId],
    ['an answer of two megabytes', faults.endless(false)],
  ])('to create a chat that is answered with %s is made again', async (_name, fault) => {
    spoil('create', fault);
    expect(await toPerson()).toMatchObject({ type: 'retry' });
    running.connector.fault = () => undefined;
    expect(await toPerson()).toMatchObject({ type: 'sent' });
    const user = await personAt(running, director);
    expect(running.connector.sentTo(user.aadObjectId)).toHaveLength(1);
  });

  it.each<[string, Fault]>([
    ['half an answer', faults.brokenBody(true)],
    ['an answer of two megabytes', faults.endless(true)],
  ])('to send that Teams accepted with %s is not made again', async (_name, fault) => {
    const user = await personAt(running, director);
    await install(user);
    spoil('reply', fault);
    expect(await toPerson()).toEqual({ type: 'sent' });
    expect(running.connector.sentTo(user.aadObjectId)).toHaveLength(1);
  });

  it('to post to a channel that Teams accepted with half an answer is not made again', async () => {
    spoil('create', faults.brokenBody(true));
    expect(await toChannel()).toEqual({ type: 'sent', shown: expect.any(String) });
    expect(running.connector.postedIn(channelId)).toHaveLength(1);
  });

  it('to send that a proxy answered instead is made again', async () => {
    await install(await personAt(running, director));
    spoil('reply', faults.signInPage);
    expect(await toPerson()).toMatchObject({ type: 'retry' });
  });

  it('is not led elsewhere, and is made again', async () => {
    const elsewhere = createServer().listen(0, '127.0.0.1');
    await once(elsewhere, 'listening');
    const visitors: Socket[] = [];
    elsewhere.on('connection', (socket) => void (visitors.push(socket), socket.destroy()));
    const { port } = elsewhere.address() as AddressInfo;
    const made = spoil('create', faults.redirected(`http://127.0.0.1:${port}/`));
    const outcome = await toPerson();
    expect([outcome.type, made(), visitors.length]).toEqual(['retry', 1, 0]);
    elsewhere.close();
  });

  it('does not use a connection that was idle for long, which may be dead', async () => {
    const user = await personAt(running, director);
    await install(user);
    await toPerson();
    // Longer than connections are kept alive.
    await eventually('it is closed', async () => (await running.connector.openConnections()) === 0, 10_000);
    expect(await toPerson()).toMatchObject({ type: 'sent' });
    await say(running, user, 'help');
    expect(running.connector.sentTo(user.aadObjectId)).toHaveLength(3);
  });

  it('to answer somebody is not lost on a connection that Teams has just closed', async () => {
    const user = await personAt(running, director);
    await install(user);
    for (let round = 0; round < 5; round += 1) {
      await say(running, user, 'kiitos');
      running.connector.closeIdleConnections();
    }
    expect(running.connector.sentTo(user.aadObjectId)).toHaveLength(5);
  });
});

describe('what Teams asks to wait', () => {
  const hour = 3_600_000;

  it.each<[string, number | undefined]>([
    ['7', 7_000],
    ['3600', hour],
    ['3601', hour],
    ['1000000000', hour],
    ['1e400', undefined],
    ['Infinity', undefined],
    ['-5', undefined],
    ['soon', undefined],
    ['', undefined],
    ['0', undefined],
    ['Thu, 01 Jan 2099 00:00:00 GMT', hour],
    // Ten seconds after the test's start time.
    ['Tue, 20 Jan 2026 07:00:10 GMT', 10_000],
    ['Tue, 20 Jan 2026 06:00:00 GMT', undefined],
  ])('"%s" is understood, or one waits as if nothing was said: %s', async (header, afterMs) => {
    await install(await personAt(running, director));
    spoil('reply', faults.retryAfter(header));
    const outcome = await toPerson();
    expect([outcome.type, 'afterMs' in outcome ? outcome.afterMs : undefined]).toEqual(['retry', afterMs]);
  });
});

import { beforeEach, describe, expect, it } from '@jest/globals';
import { findReference } from '../../../bot/teams/conversation-references';
import { install } from '../../../deploy/local/scripted-user';
import { type Message } from '../../../src/outbox/message';
import { type Outcome } from '../../../src/outbox/sender';
import { peoplePartition, personKey } from '../../../src/people/directory';
import { type StoredPerson } from '../../../src/people/schema';
import { doDueWork } from '../../../src/schedule/tick';
import { readRow, replace } from '../../../src/storage/rows';
import { personAt, eachWithBot } from '../../helpers/bot-under-test';
import { type ConnectorRequest } from '../../helpers/teams-connector';
import { type Fault, faults } from '../../helpers/teams-faults';
import { alreadyWelcomed } from '../../helpers/welcomed';

const round = { programmeId: 'productivity-programme', period: '2025-H2' };
const director = 'reform-health-director@example.org';
const channelId = '19:announcements@thread.tacv2';

const running = eachWithBot();

/** Every round is open and nothing was sent. */
beforeEach(async () => {
  await doDueWork(running.bot.tickOptions);
  await alreadyWelcomed(running, director);
});

function message(recipient: Message['recipient']): Message {
  return {
    key:
      recipient.type === 'person'
        ? `${round.programmeId}|${round.period}|${recipient.personId}|prompt`
        : 'a test',
    kind: recipient.type === 'person' ? 'prompt' : 'digest',
    recipient,
    data: { ...round, language: 'fi' },
    createdAt: '',
    attempts: 0,
    notBefore: '',
    state: 'pending',
  };
}

const toPerson = (personId = director) =>
  running.bot.tickOptions.deliver(message({ type: 'person', personId }));
const toChannel = () => running.bot.tickOptions.deliver(message({ type: 'channel', channelId }));

const requestsOf = (...kinds: ConnectorRequest['kind'][]) =>
  running.connector.requests.filter(({ kind }) => kinds.includes(kind));

/** What a person has who never installed the app and wrote nothing, with everything that they were sent. */
async function chatOf(personId: string) {
  const user = await personAt(running, personId);
  return { user, sent: () => running.connector.sentTo(user.aadObjectId) };
}

describe('a message to a person', () => {
  it('is sent with a summary, and its receipt says where it stands', async () => {
    const outcome = await toPerson();
    const [posted, ...more] = (await chatOf(director)).sent();
    expect(more).toEqual([]);
    expect(posted!.versions[0]!.summary).toContain('Tuottavuusohjelma');
    const { id: activityId, conversationId } = posted!;
    const receipt = { conversationId, activityId, serviceUrl: running.connector.url };
    expect(outcome).toEqual({ type: 'sent', receipt });
  });

  it('creates the chat once, and later messages go where the first one went', async () => {
    await toPerson();
    await toPerson();
    expect(requestsOf('create')).toHaveLength(1);
    expect((await chatOf(director)).sent()).toHaveLength(2);
  });

  it('creates no chat for a person who has installed the app', async () => {
    const { user, sent } = await chatOf(director);
    await install(user);
    expect(await toPerson()).toMatchObject({ type: 'sent' });
    expect(requestsOf('create')).toEqual([]);
    expect(sent()).toHaveLength(1);
  });

  it('goes to where the person wrote last', async () => {
    const { user } = await chatOf(director);
    await install(user);
    const moved = running.connector.conversations.chatWith({ id: 'the-same-person-elsewhere' });
    await install({ ...user, receipt: { ...user.receipt, conversationId: moved.id } });
    expect(await toPerson()).toMatchObject({ type: 'sent', receipt: { conversationId: moved.id } });
  });

  it('is not sent to anybody else when the sender of an install is unknown', async () => {
    const { user } = await chatOf(director);
    await install({ ...user, aadObjectId: '5e0a7a00-0000-4000-8000-00000000dead' });
    expect(await findReference(running.store, director)).toBeUndefined();
  });

  it('ends as not installed when the directory has no id for the person', async () => {
    const row = (await readRow<StoredPerson>(running.store, peoplePartition, personKey(director)))!;
    const person = { ...row.value };
    delete person.aadObjectId;
    await running.store.commit(peoplePartition, [replace(row, person)]);
    expect(await toPerson()).toMatchObject({ type: 'ended', state: 'not-installed' });
    expect(running.connector.requests).toEqual([]);
  });

  it('ends as needless when the person is asked nothing any more', async () => {
    expect(await toPerson('followup-planner@example.org')).toMatchObject({
      type: 'ended',
      state: 'needless',
      reason: 'nothing left to say',
    });
    expect(running.connector.requests).toEqual([]);
  });
});

describe('a message to a channel', () => {
  it('starts a thread', async () => {
    expect(await toChannel()).toMatchObject({ type: 'sent' });
    const [posted, ...more] = running.connector.postedIn(channelId);
    expect(more).toEqual([]);
    expect(posted!.versions[0]!.summary).toContain('Tuottavuusohjelma');
  });

  it('has a receipt by which it can be edited', async () => {
    const outcome = (await toChannel()) as Extract<Outcome, { type: 'sent' }>;
    const { conversationId, activityId, serviceUrl } = outcome.receipt!;
    const path = `v3/conversations/${encodeURIComponent(conversationId)}/activities/${encodeURIComponent(activityId)}`;
    const edit = await fetch(new URL(path, serviceUrl), {
      method: 'PUT',
      body: JSON.stringify({ type: 'message', text: 'edited' }),
    });
    expect(edit.status).toBe(200);
    expect(running.connector.postedIn(channelId)[0]!.versions.at(-1)!.text).toBe('edited');
  });
});

describe('when Teams refuses', () => {
  const ended = (state: string) => ({ type: 'ended', state });

  it.each<[string, Fault, object]>([
    ['429 with Retry-After', faults.throttled(1), { type: 'retry', afterMs: 1000 }],
    ['429 without it', faults.throttled(), { type: 'retry' }],
    ['412', faults.preconditionFailed, { type: 'retry' }],
    ['502', faults.badGateway, { type: 'retry' }],
    ['503 with Retry-After', faults.unavailable(1), { type: 'retry', afterMs: 1000 }],
    ['503 without it', faults.unavailable(), { type: 'retry' }],
    ['504', faults.gatewayTimeout, { type: 'retry' }],
    ['a broken connection', faults.reset, { type: 'retry' }],
    ['500', faults.serviceError, ended('failed')],
    ['401 BotNotRegistered', faults.notRegistered, ended('failed')],
    ['403 BotDisabledByAdmin', faults.disabledByAdmin, ended('failed')],
    ['403 ConversationBlockedByUser', faults.blockedByUser, ended('blocked')],
    ['403 with blocked writes', faults.writesBlocked, ended('blocked')],
    ['403 BotNotInConversationRoster', faults.notInRoster, ended('not-installed')],
    ['403 ForbiddenOperationException', faults.notInstalled, ended('not-installed')],
    ['404 ConversationNotFound', faults.conversationNotFound, { type: 'retry' }],
    ['413', faults.tooBig, ended('failed')],
  ])('%s: the outcome says what to do, after one request', async (_name, fault, outcome) => {
    await install((await chatOf(director)).user);
    running.connector.fault = () => fault;
    expect(await toPerson()).toMatchObject(outcome);
    expect(running.connector.requests.map(({ kind }) => kind)).toEqual(['reply']);
    expect((await chatOf(director)).sent()).toHaveLength(0);
  });

  it.each<[string, Fault, object]>([
    ['throttled', faults.throttled(1), { type: 'retry', afterMs: 1000 }],
    ['not installed', faults.notInstalled, ended('not-installed')],
  ])('the creation of a chat, %s: the outcome is that of the message', async (_name, fault, outcome) => {
    running.connector.fault = ({ kind }) => (kind === 'create' ? fault : undefined);
    expect(await toPerson()).toMatchObject(outcome);
    expect(await findReference(running.store, director)).toBeUndefined();
  });

  it('a message whose answer is lost is sent once by each attempt, not by the client again and again', async () => {
    const { user, sent } = await chatOf(director);
    await install(user);
    running.connector.fault = () => faults.lostAnswer;
    await toPerson();
    expect(sent().map(({ versions }) => versions.length)).toEqual([1]);
  });

  it('the reason names the status and the code, so that an admin can look them up', async () => {
    running.connector.fault = () => faults.disabledByAdmin;
    const { reason } = (await toPerson()) as Extract<Outcome, { type: 'ended' }>;
    expect(reason).toBe('403 BotDisabledByAdmin The tenant admin disabled this bot');
  });
});

describe('a person who blocked the bot', () => {
  it('is forgotten until writing to it again', async () => {
    const { user } = await chatOf(director);
    await install(user);
    running.connector.fault = () => faults.blockedByUser;
    await toPerson();
    expect(await findReference(running.store, director)).toBeUndefined();
    await install(user);
    expect(await findReference(running.store, director)).toBeDefined();
  });
});

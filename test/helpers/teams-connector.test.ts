import { afterEach, describe, expect, it } from '@jest/globals';
import {
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type ConversationParameters,
  type TurnContext,
} from 'botbuilder';
import { cardShown } from './teams-conversations';
import { type AnsweredRequest, type ConnectorOptions, TeamsConnector } from './teams-connector';
import { type Fault, faults } from './teams-faults';
import { teamsLimiter } from './teams-limits';

const anna = { id: '5e0a7a00-0000-4000-8000-000000000001', name: 'Anna' };
const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
adapter.onTurnError = (_context, error) => Promise.reject(error);

const started: TeamsConnector[] = [];
async function start(options?: ConnectorOptions): Promise<TeamsConnector> {
  const connector = await new TeamsConnector(options).start();
  started.push(connector);
  return connector;
}
afterEach(() => Promise.all(started.splice(0).map((connector) => connector.stop())));

/** Does something in the chat with Anna, through botbuilder as the bot does. */
function inChat(connector: TeamsConnector, act: (context: TurnContext) => Promise<unknown>): Promise<void> {
  const parameters = { isGroup: false, bot: { id: 'bot', name: '' }, members: [anna] };
  return create(connector, parameters, async (context) => void (await act(context)));
}

function create(
  connector: TeamsConnector,
  parameters: object,
  logic: (context: TurnContext) => Promise<void>,
): Promise<void> {
  const whole = parameters as ConversationParameters;
  return adapter.createConversationAsync('', 'msteams', connector.url, '', whole, logic);
}

function card(text: string) {
  const content = { type: 'AdaptiveCard', body: [{ type: 'TextBlock', text }] };
  return {
    type: 'message',
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content }],
  };
}

/** Sends the same request as botbuilder, once. @returns the answer */
async function post(connector: TeamsConnector, path: string, body: object) {
  const response = await fetch(new URL(`v3/conversations${path}`, connector.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return {
    status: response.status,
    retryAfter: response.headers.get('retry-after'),
    body: await response.json(),
  };
}

const statuses = ({ requests }: TeamsConnector) => requests.map(({ status }: AnsweredRequest) => status);

describe('what a person got', () => {
  it('is kept with every change, and is gone from the conversation when deleted', async () => {
    const connector = await start();
    await inChat(connector, async (context) => {
      const id = (await context.sendActivity(card('one')))!.id;
      await context.updateActivity({ ...card('two'), id });
      await context.deleteActivity((await context.sendActivity('passing'))!.id);
    });
    const [kept, passing] = connector.sentTo(anna.id);
    expect(kept!.versions).toHaveLength(2);
    expect(cardShown(kept!)).toEqual(card('two').attachments[0]!.content);
    expect(passing).toMatchObject({ deleted: true });
  });

  it('stands in one chat, however often that is created', async () => {
    const connector = await start();
    await inChat(connector, (context) => context.sendActivity('one'));
    await inChat(connector, (context) => context.sendActivity('two'));
    expect(connector.conversations.all()).toHaveLength(1);
    expect(connector.sentTo(anna.id.toUpperCase()).map(({ versions }) => versions[0]!.text)).toEqual([
      'one',
      'two',
    ]);
  });

  it('in a channel starts a thread of its own each time', async () => {
    const connector = await start();
    const parameters = { isGroup: true, channelData: { channel: { id: '19:a@thread.tacv2' } } };
    const ids: string[] = [];
    for (const text of ['first', 'second'])
      await create(connector, { ...parameters, activity: { type: 'message', text } }, (context) => {
        ids.push(context.activity.conversation.id);
        return Promise.resolve();
      });
    const posted = connector.postedIn('19:a@thread.tacv2');
    expect(posted.map(({ versions }) => versions[0]!.text)).toEqual(['first', 'second']);
    expect(ids).toEqual(posted.map(({ id }) => `19:a@thread.tacv2;messageid=${id}`));
  });

  it('names the members of a conversation', async () => {
    const connector = await start();
    const { id } = connector.conversations.chatWith(anna);
    const members = (path: string) =>
      fetch(new URL(`v3/conversations/${encodeURIComponent(id)}/${path}`, connector.url));
    expect(await (await members('members')).json()).toEqual([
      { id: `29:${anna.id}`, aadObjectId: anna.id, objectId: anna.id, name: 'Anna' },
    ]);
    expect((await members(`members/${anna.id}`)).status).toBe(200);
    expect((await members('members/nobody')).status).toBe(404);
  });
});

describe('what Teams would refuse', () => {
  it('is a conversation or an activity that is not there, and a message over 100 KB in UTF-16', async () => {
    const connector = await start();
    const unknown = await post(connector, '/a:nowhere/activities', { type: 'message' });
    expect(unknown).toMatchObject({ status: 404, body: { error: { code: 'ConversationNotFound' } } });
    await expect(
      inChat(connector, (context) => context.updateActivity({ ...card('two'), id: '1' })),
    ).rejects.toMatchObject({ statusCode: 404, code: 'ActivityNotFoundInConversation' });
    await expect(
      inChat(connector, (context) => context.sendActivity('å'.repeat(51_200))),
    ).rejects.toMatchObject({ statusCode: 413, code: 'MessageSizeTooBig' });
    expect(connector.sentTo(anna.id)).toEqual([]);
  });

  it('is the eighth message to a thread in a second, and the ninth in two', async () => {
    let now = 0;
    const connector = await start({ limiter: teamsLimiter(() => now) });
    const path = `/${encodeURIComponent(connector.conversations.chatWith(anna).id)}/activities`;
    for (let count = 0; count < 8; count++) await post(connector, path, { type: 'message' });
    expect(statuses(connector)).toEqual([...Array<number>(7).fill(201), 429]);
    now = 1000;
    for (let count = 0; count < 2; count++) await post(connector, path, { type: 'message' });
    // Eight in two seconds are allowed; the ninth has to wait until the first is two seconds old.
    expect(statuses(connector).slice(-2)).toEqual([201, 429]);
    now = 2000;
    expect(await post(connector, path, { type: 'message' })).toMatchObject({ status: 201 });
  });

  it('is the 51st request of the app in a second, whoever it is for', async () => {
    const connector = await start({ limiter: teamsLimiter(() => 0) });
    for (let count = 0; count < 51; count++)
      await post(connector, '', { members: [{ id: `person-${count}` }] });
    expect(statuses(connector).filter((status) => status === 201)).toHaveLength(50);
    const refused = await post(connector, '', { members: [{ id: 'late' }] });
    expect(refused).toMatchObject({ status: 429, retryAfter: '1', body: { error: { code: 'Throttled' } } });
  });
});

describe('what goes wrong on demand', () => {
  const sendWith = async (fault: Fault) => {
    const connector = await start();
    connector.fault = ({ kind }) => (kind === 'create' ? undefined : fault);
    const error: unknown = await inChat(connector, (context) => context.sendActivity('one')).catch(
      (reason: unknown) => reason,
    );
    return { connector, error, got: connector.sentTo(anna.id).length };
  };

  it.each([
    [403, 'ConversationBlockedByUser', faults.blockedByUser],
    [403, 'BotNotInConversationRoster', faults.notInRoster],
    [403, 'ForbiddenOperationException', faults.notInstalled],
    [403, 'BotDisabledByAdmin', faults.disabledByAdmin],
    [401, 'BotNotRegistered', faults.notRegistered],
    [404, 'ConversationNotFound', faults.conversationNotFound],
    [412, 'PreconditionFailed', faults.preconditionFailed],
    [413, 'MessageSizeTooBig', faults.tooBig],
  ])('%i %s reaches the bot as it is, and nothing is delivered', async (statusCode, code, fault) => {
    const { error, got } = await sendWith(fault);
    expect(error).toMatchObject({ statusCode, code });
    expect(got).toBe(0);
  });

  it('blocked writes come in a document within a document, without a code of their own', async () => {
    const { error } = await sendWith(faults.writesBlocked);
    expect(error).toMatchObject({ statusCode: 403, code: undefined });
    expect(String((error as Error).message)).toContain('MessageWritesBlocked');
  });

  it('an answer can be lost after the message was taken', async () => {
    const connector = await start();
    connector.fault = () => faults.lostAnswer;
    await expect(post(connector, '', { members: [anna] })).rejects.toThrow();
    expect(connector.conversations.all()).toHaveLength(1);
  });

  it('a connection can break before anything was taken', async () => {
    const connector = await start();
    connector.fault = () => faults.reset;
    await expect(post(connector, '', { members: [anna] })).rejects.toThrow();
    expect(connector.conversations.all()).toHaveLength(0);
  });

  it('a server error comes with or without the time to wait', async () => {
    const connector = await start();
    for (const seconds of [undefined, 3]) {
      connector.fault = () => faults.unavailable(seconds);
      const { status, retryAfter } = await post(connector, '', { members: [anna] });
      expect([status, retryAfter]).toEqual([503, seconds === undefined ? null : '3']);
    }
  });

  it('an answer comes as late as the test says', async () => {
    const connector = await start();
    let release = () => {};
    const reached = new Promise<void>((resolve) => {
      connector.fault = () => {
        resolve();
        return faults.slow(new Promise<void>((go) => (release = go)));
      };
    });
    const pending = post(connector, '', { members: [anna] });
    await reached;
    expect(connector.requests).toEqual([]);
    release();
    expect((await pending).status).toBe(201);
  });
});

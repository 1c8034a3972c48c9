import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { StorageError } from '../../src/errors';
import { type EntityStore } from '../../src/storage/store';
import { type BotUnderTest, dumpOf, personAt, startBotUnderTest } from '../helpers/bot-under-test';
import { postActivity, postText } from '../helpers/raw-activity';

const personId = 'survey-social-director@example.org';
let running: BotUnderTest;
let isBroken = false;

/** Reads fail while it is broken. */
function breakable(store: EntityStore): EntityStore {
  return {
    ...store,
    get: (...args) => (isBroken ? Promise.reject(new StorageError('the disk is gone')) : store.get(...args)),
    range: (...args) => store.range(...args),
    commit: (...args) => store.commit(...args),
    close: () => store.close(),
  };
}

beforeAll(async () => {
  running = await startBotUnderTest({ wrapStore: breakable, activitiesAMinute: 20 });
});
afterAll(() => running.stop());

const get = (path: string, headers: Record<string, string> = {}) => fetch(running.url + path, { headers });

describe('every answer', () => {
  it.each(['/healthz', '/readyz', '/metrics', '/nothing'])(
    'of %s may not be kept, framed or guessed at',
    async (path) => {
      const { headers } = await get(path);
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('x-powered-by')).toBeNull();
    },
  );
});

describe('/readyz', () => {
  it('says that it can serve, and that it cannot while the store cannot be read', async () => {
    expect((await get('/readyz')).status).toBe(200);
    isBroken = true;
    const response = await get('/readyz');
    isBroken = false;
    expect(response.status).toBe(503);
    expect(await response.text()).not.toContain('disk');
    expect((await get('/healthz')).status).toBe(200);
  });
});

describe('/metrics', () => {
  it('counts what was sent, when the last tick was, and requests', async () => {
    await running.bot.tick();
    const text = await (await get('/metrics')).text();
    expect(text).toMatch(/^seuranta_delivery_attempts_total\{kind="prompt",outcome="sent"\} [1-9]\d*$/m);
    const at = running.clock.now().getTime() / 1000;
    expect(text).toMatch(new RegExp(`^seuranta_last_tick_timestamp_seconds ${at}$`, 'm'));
    expect(text).toMatch(
      /^seuranta_http_request_duration_seconds_count\{route="\/readyz",status="503"\} 1$/m,
    );
    expect(text).toContain('process_resident_memory_bytes');
  });

  it('holds nobody’s name, address or words', async () => {
    const user = await personAt(running, personId);
    await postActivity(user, { type: 'message', text: 'salainen sana' });
    const text = await (await get('/metrics')).text();
    for (const part of ['@', 'salainen', user.name]) expect(text).not.toContain(part);
  });
});

describe('a request that is no activity', () => {
  const user = () => personAt(running, personId);
  it.each<readonly [string, object]>([
    ['without a sender', { from: null }],
    ['with a sender that is a list', { from: [] }],
    ['with an object for an id', { from: { aadObjectId: { toString: 'x' } } }],
    ['without a conversation', { conversation: undefined }],
    ['with a conversation that no header can name', { conversation: { id: 'a:keskustelu\u2028ä' } }],
    ['with a conversation that is a text', { conversation: 'a:chat' }],
    ['with a service that is no address', { serviceUrl: 'javascript:alert(1)' }],
    ['with a service at a file', { serviceUrl: 'file:///etc/passwd' }],
    ['with an object for a text, whose length is no number', { locale: { length: { toString: 'x' } } }],
    ['with a time that is an object', { timestamp: {} }],
    ['with a number for its type', { type: 1 }],
    ['with a text that is a list', { text: ['help'] }],
    ['with a tenant that is a list', { channelData: { tenant: { id: ['x'] } } }],
    ['with a locale that is an object', { locale: {} }],
    ['with an id that holds half a character', { id: 'a\ud800' }],
    ['with an id that holds no character', { replyToId: 'a\uffff' }],
    ['with a sender whose id holds no character', { from: { id: '29:x', aadObjectId: 'a\ufffe' } }],
    ['of a kind that is nothing once it can be written', { type: '\uffff' }],
    ['with a mention of nobody', { entities: [{ type: 'mention' }] }],
    [
      'with a mention whose text is an object',
      { entities: [{ type: 'mention', mentioned: { id: 'x' }, text: {} }] },
    ],
    ['with an id that is far too long', { replyToId: 'x'.repeat(100_000) }],
  ])('%s is refused as such, and nothing is written', async (_what, changed) => {
    const before = dumpOf(running);
    const { status } = await postActivity(await user(), { type: 'message', text: 'help', ...changed });
    expect(status).toBe(400);
    expect(dumpOf(running) === before).toBe(true);
  });

  it('is refused when its keys would change objects', async () => {
    const poisoned =
      '{"type":"message","__proto__":{"from":{"aadObjectId":"x"}},"constructor":{"prototype":{}}}';
    expect((await postText(`${running.url}/api/messages`, poisoned)).status).toBe(400);
    expect(({} as Record<string, unknown>)['from']).toBeUndefined();
  });
});

it('a person who asks too often is told to wait, and others are not held up', async () => {
  const [fast, other] = [
    await personAt(running, personId),
    await personAt(running, 'survey-pharmacist@example.org'),
  ];
  const ask = (user: typeof fast) =>
    postActivity(user, { type: 'invoke', name: 'adaptiveCard/action', value: { action: {} } });
  const answers = [];
  for (let count = 0; count < 25; count++) answers.push(JSON.stringify((await ask(fast)).body));
  expect(answers.at(-1)).toMatch(/Odota minuutti|Vänta en minut|Wait a minute/);
  expect(JSON.stringify((await ask(other)).body)).not.toMatch(/Odota minuutti|Vänta en minut|Wait a minute/);
});

it.each(['gzip', 'br', 'deflate'])(
  'a body that is packed (%s) is refused, and never unpacked',
  async (encoding) => {
    const headers = { 'content-type': 'application/json', 'content-encoding': encoding };
    const response = await fetch(`${running.url}/api/messages`, {
      method: 'POST',
      headers,
      body: 'not packed',
    });
    expect(response.status).toBe(415);
    expect((await get('/healthz')).status).toBe(200);
  },
);

describe('a connection', () => {
  it('that ends in the middle of a body harms nobody', async () => {
    await new Promise<void>((resolve, reject) => {
      const socket = connect(running.bot.server.port, '127.0.0.1', () => {
        socket.write(
          'POST /api/messages HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 500\r\n\r\n{"type"',
        );
        socket.destroy();
      });
      socket.once('close', () => resolve());
      socket.once('error', reject);
    });
    expect((await get('/healthz')).status).toBe(200);
  });

  it('whose header is larger than it may be is refused', async () => {
    const status = await new Promise<number>((resolve, reject) => {
      const sent = httpRequest(
        `${running.url}/healthz`,
        { headers: { x: 'y'.repeat(20_000) } },
        (response) => {
          response.resume();
          resolve(response.statusCode!);
        },
      );
      sent.once('error', reject);
      sent.end();
    });
    expect(status).toBe(431);
  });
});

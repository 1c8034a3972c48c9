/** Thousands of activities without a valid signature: none is accepted, and the keys are not fetched repeatedly. */
import { randomBytes, randomUUID } from 'node:crypto';
import { type BotUnderTest, dumpOf, startBotUnderTest } from '../helpers/bot-under-test';
import { seededRandom } from '../helpers/seeded-random';
import { tenantId } from '../helpers/tenant';
import { issuer, type LocalIssuer, newKey, sign, startIssuer } from '../helpers/token-issuer';
import { keepAliveTo } from '../load/keep-alive';

const appId = '5e0a7a00-0000-4000-8000-0000000000bb';
const requests = 4_000;
const key = newKey('channel', ['msteams']);
const stranger = newKey('channel', ['msteams']);
/** Signing takes longer than all the rest, so a few signatures are combined with many headers. */
const now = Math.floor(Date.now() / 1000);
const claims = { iss: issuer, aud: appId, nbf: now - 60, exp: now + 3600, serviceurl: 'http://127.0.0.1:9/' };
const signed = sign(claims, key);
const forged = sign(claims, stranger);
const withClaims = (changed: object) => `Bearer ${sign({ ...claims, ...changed }, key)}`;
const withKey = (header: object) => `Bearer ${sign(claims, stranger, header)}`;
const emulator = 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/';
const jwk = stranger.publicKey.export({ format: 'jwk' });
/** Valid signatures for something else, or tokens that name the location of their key; each is signed once. */
const wellSigned: readonly string[] = [
  withClaims({ iss: emulator, ver: '1.0', appid: appId }),
  withClaims({
    iss: emulator.replace('sts.windows.net', 'login.microsoftonline.com'),
    ver: '2.0',
    azp: appId,
  }),
  withClaims({ iss: 'https://api.botframework.com' }),
  withClaims({ iss: 'https://api.botframework.us' }),
  withClaims({ iss: [issuer] }),
  withClaims({ iss: `${issuer}/` }),
  withClaims({ iss: undefined }),
  withClaims({ aud: [appId] }),
  withClaims({ aud: 'https://api.botframework.com' }),
  withClaims({ aud: undefined }),
  withClaims({ ver: '1.0', appid: '5e0a7a00-0000-4000-8000-0000000000ff' }),
  withClaims({ ver: '2.0', azp: '5e0a7a00-0000-4000-8000-0000000000ff' }),
  withClaims({ exp: now - 3600 }),
  withClaims({ exp: 'tomorrow' }),
  withClaims({ exp: {} }),
  withClaims({ nbf: now + 3600 }),
  withClaims({ nbf: 'yesterday' }),
  withKey({ jwk }),
  withKey({ jku: 'http://127.0.0.1:9/keys', x5u: 'http://127.0.0.1:9/cert' }),
  withKey({ kid: undefined, jwk }),
  withKey({ crit: ['b64'], b64: false }),
  withKey({ alg: 'HS256' }),
];

let running: BotUnderTest;
let local: LocalIssuer;
beforeAll(async () => {
  // The framework prints refusals.
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
  local = await startIssuer(appId, [key]);
  running = await startBotUnderTest({ appId, identity: local.identity });
});
afterAll(async () => {
  await running.stop();
  await local.stop();
});

const random = seededRandom(20_260_120);
const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)]!;
const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Headers of all kinds; random key ids would make a careless bot fetch the keys. */
const kinds: readonly (() => string)[] = [
  () => '',
  () => 'Bearer',
  () => `Bearer ${randomBytes(40).toString('base64url')}`,
  () => `Basic ${signed}`,
  () => `Bearer ${forged}`,
  () => `Bearer ${signed.slice(0, -20)}${randomBytes(15).toString('base64url')}`,
  () => `Bearer ${signed.split('.').slice(0, 2).join('.')}.`,
  () => withHeader({ alg: 'RS256', kid: randomUUID() }),
  () => withHeader({ alg: 'none', kid: 'channel' }),
  () => withHeader({ alg: pick(['HS256', 'ES512', 'PS256', '', '__proto__']), kid: 'channel' }),
  () => withHeader(pick([null, [], 'x', {}, { kid: {} }, { kid: ['channel'] }, { kid: '../channel' }])),
  () => `Bearer ${base64url({ alg: 'RS256', kid: 'channel' })}.${base64url(pick([null, [], 1, 'x']))}.AAAA`,
  () => `Bearer ${'a.'.repeat(2_000)}`,
  () => pick(wellSigned),
  () => pick(wellSigned),
  () => `bearer ${signed}`,
  () => `Bearer  ${signed}`,
  () => `Bearer ${signed} ${signed}`,
  () => `Bearer ${signed}.${signed}`,
  () => `Bearer ${signed.toUpperCase()}`,
  () => `Bearer ${base64url({ alg: 'RS256', kid: 'channel' })}.${base64url(nested(2_000))}.AAAA`,
];

function nested(depth: number): unknown {
  return Array.from({ length: depth }).reduce((inner) => [inner], {});
}

/** Activities that the framework authenticates in other ways, and empty ones. */
const changes: readonly object[] = [
  {},
  { channelId: undefined },
  { channelId: 'emulator', recipient: { id: '28:x', role: 'skill' } },
  { channelId: 'AseChannel' },
  { serviceUrl: undefined },
  { serviceUrl: 'urn:botframework:websocket:x' },
  { from: undefined, conversation: undefined, recipient: undefined },
  { type: undefined },
  { callerId: 'urn:botframework:azure', relatesTo: { conversation: { id: 'a:other' } } },
];

function withHeader(header: unknown): string {
  const [, content, signature] = signed.split('.');
  return `Bearer ${base64url(header)}.${content}.${signature}`;
}

it(`${requests} activities with bad tokens are all refused, and the keys are asked for once`, async () => {
  const client = keepAliveTo(`${running.url}/api/messages`, 8);
  const before = dumpOf(running);
  const body = activity();
  // The very first token makes the bot fetch the keys.
  await client.post(body, { authorization: withHeader({ alg: 'RS256', kid: 'unknown' }) });
  const asked = local.requests();
  const statuses = new Map<number, number>();
  let left = requests;
  const work = async () => {
    while (left-- > 0) {
      const authorization = pick(kinds)();
      const sent = pick([...changes.map(activity), '[', '['.repeat(100_000), '']);
      const { status } = await client.post(sent, authorization === '' ? {} : { authorization });
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: 8 }, work));
  client.close();
  expect([...statuses]).toEqual([[401, requests]]);
  expect(local.requests()).toBe(asked);
  expect(dumpOf(running) === before).toBe(true);
  expect(running.connector.requests).toEqual([]);
});

it('a token for another service brings no activity of this one', async () => {
  const client = keepAliveTo(`${running.url}/api/messages`, 1);
  const before = dumpOf(running);
  for (const serviceurl of ['https://evil.example.org/', undefined, ['http://127.0.0.1:9/'], ''])
    for (const changed of changes) {
      const { status } = await client.post(activity(changed), { authorization: withClaims({ serviceurl }) });
      // Anything that is not an activity gets 400, since the token is valid.
      expect([serviceurl, changed, [400, 401].includes(status)]).toEqual([serviceurl, changed, true]);
      if (Object.keys(changed).length === 0) expect(status).toBe(401);
    }
  client.close();
  expect(dumpOf(running) === before).toBe(true);
});

function activity(changed: object = {}): string {
  return JSON.stringify({
    ...{ type: 'message', id: randomUUID(), text: 'help', channelId: 'msteams' },
    serviceUrl: 'http://127.0.0.1:9/',
    from: { id: '29:x', aadObjectId: randomUUID() },
    recipient: { id: `28:${appId}` },
    conversation: { id: 'a:chat', conversationType: 'personal', tenantId },
    channelData: { tenant: { id: tenantId } },
    ...changed,
  });
}

/** Thousands of activities that nobody signed who may: none gets in, and the keys are not asked for again and again. */
import { randomBytes, randomUUID } from 'node:crypto';
import { type BotUnderTest, dumpOf, startBotUnderTest } from '../helpers/bot-under-test';
import { seededRandom } from '../helpers/seeded-random';
import { tenantId } from '../helpers/tenant';
import { issuer, type LocalIssuer, newKey, sign, startIssuer } from '../helpers/token-issuer';
import { keepAliveTo } from '../load/keep-alive';

const appId = '5e0a7a00-0000-4000-8000-0000000000bb';
const requests = 3_000;
const key = newKey('channel', ['msteams']);
const stranger = newKey('channel', ['msteams']);
/** Signing takes longer than all the rest: a few signatures are enough, with as many headers as one likes. */
const now = Math.floor(Date.now() / 1000);
const claims = { iss: issuer, aud: appId, nbf: now - 60, exp: now + 3600, serviceurl: 'http://127.0.0.1:9/' };
const signed = sign(claims, key);
const forged = sign(claims, stranger);

let running: BotUnderTest;
let local: LocalIssuer;
beforeAll(async () => {
  // The framework prints every refusal.
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

/** Headers of all kinds; the random key ids are those that would make a careless bot fetch the keys. */
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
];

function withHeader(header: unknown): string {
  const [, content, signature] = signed.split('.');
  return `Bearer ${base64url(header)}.${content}.${signature}`;
}

it(`${requests} activities with bad tokens are all refused, and the keys are asked for once`, async () => {
  const client = keepAliveTo(`${running.url}/api/messages`, 8);
  const before = dumpOf(running);
  const body = activity();
  // The first token of all makes the bot fetch the keys.
  await client.post(body, { authorization: withHeader({ alg: 'RS256', kid: 'unknown' }) });
  const asked = local.requests();
  const statuses = new Map<number, number>();
  let left = requests;
  const work = async () => {
    while (left-- > 0) {
      const authorization = pick(kinds)();
      const { status } = await client.post(body, authorization === '' ? {} : { authorization });
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

function activity(): string {
  return JSON.stringify({
    ...{ type: 'message', id: randomUUID(), text: 'help', channelId: 'msteams' },
    serviceUrl: 'http://127.0.0.1:9/',
    from: { id: '29:x', aadObjectId: randomUUID() },
    recipient: { id: `28:${appId}` },
    conversation: { id: 'a:chat', conversationType: 'personal', tenantId },
    channelData: { tenant: { id: tenantId } },
  });
}

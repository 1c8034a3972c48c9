/** Unsigned requests cost the bot next to nothing and learn nothing. */
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { objectIdFor } from '../../seeds/load';
import { type BotUnderTest, startBotUnderTest } from '../helpers/bot-under-test';
import { tenantId } from '../helpers/tenant';
import { issuer, type LocalIssuer, newKey, sign, startIssuer } from '../helpers/token-issuer';

const appId = '5e0a7a00-0000-4000-8000-0000000000bb';
const key = newKey('channel', ['msteams']);
const refusalsAMinute = 100;

let running: BotUnderTest;
let local: LocalIssuer;
beforeAll(async () => {
  local = await startIssuer(appId, [key]);
  running = await startBotUnderTest({ appId, identity: local.identity, refusalsAMinute });
});
afterAll(async () => {
  await running.stop();
  await local.stop();
});

const seconds = () => Math.floor(Date.now() / 1000);
const claims = (changed: object = {}) => ({
  ...{ iss: issuer, aud: appId, nbf: seconds() - 60, exp: seconds() + 3600 },
  ...{ serviceurl: running.connector.url, ...changed },
});
const valid = () => `Bearer ${sign(claims(), key)}`;

function activity(changed: object = {}): string {
  const aadObjectId = objectIdFor('survey-social-director@example.org');
  return JSON.stringify({
    ...{ type: 'message', id: randomUUID(), text: 'help', channelId: 'msteams' },
    ...{ serviceUrl: running.connector.url, from: { id: `29:${aadObjectId}`, aadObjectId } },
    ...{ recipient: { id: `28:${appId}` }, channelData: { tenant: { id: tenantId } } },
    conversation: { id: 'a:chat', conversationType: 'personal', tenantId },
    ...changed,
  });
}

/** Sent from its own address, as reported by a proxy in front of the bot. */
function post(body: string, authorization?: string, address = '198.51.100.1'): Promise<Response> {
  return fetch(`${running.url}/api/messages`, {
    method: 'POST',
    headers: {
      ...{ 'content-type': 'application/json', 'x-forwarded-for': `203.0.113.9, ${address}` },
      ...(authorization !== undefined && { authorization }),
    },
    body,
  });
}

/** Milliseconds of this process, which includes the bot; the least of three, since it also collects garbage. */
async function busy(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 3; round++) {
    const before = process.cpuUsage();
    await work();
    times.push(process.cpuUsage(before).user / 1000);
  }
  return Math.min(...times);
}

it('half a megabyte of brackets is refused without being parsed', async () => {
  const body = '['.repeat(500_000);
  const statuses = new Set<number>();
  const send = async () => {
    for (let count = 0; count < 20; count++)
      statuses.add((await post(body, undefined, '198.51.100.2')).status);
  };
  await send();
  expect(await busy(send)).toBeLessThan(20 * 25);
  expect([...statuses]).toEqual([401]);
});

it('whoever is signed for is told that brackets are no activity, in no time either', async () => {
  const send = async () => {
    for (let count = 0; count < 20; count++)
      expect((await post('['.repeat(500_000), valid())).status).toBe(400);
  };
  await send();
  expect(await busy(send)).toBeLessThan(20 * 40);
});

it.each<readonly [string, () => string]>([
  ['33 levels', () => activity({ value: JSON.parse(`${'['.repeat(33)}${']'.repeat(33)}`) as unknown })],
  ['brackets in a text that never ends', () => `{"type":"message","text":"${'['.repeat(100)}`],
])('a body of %s is no activity', async (_what, body) => {
  expect((await post(body(), valid())).status).toBe(400);
});

it('brackets in a text are text', async () => {
  const text = `\\"${'[{'.repeat(200)}\\\\`;
  expect((await post(activity({ text }), valid())).status).toBe(200);
});

describe('is refused, with nothing of how the bot is built:', () => {
  const emulators = [
    'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/',
    'https://login.microsoftonline.com/d6d49420-f39b-4df7-a1dc-d59a935871db/v2.0',
    'https://sts.windows.net/f8cdef31-a31e-4b4a-93e4-5f571e91255a/',
    'https://login.microsoftonline.com/f8cdef31-a31e-4b4a-93e4-5f571e91255a/v2.0',
    'https://sts.windows.net/cab8a31a-1906-4287-a0d8-4eef66b95f6e/',
    'https://login.microsoftonline.us/cab8a31a-1906-4287-a0d8-4eef66b95f6e/v2.0',
    'https://api.botframework.com',
  ];
  it.each<readonly [string, () => string, (() => string)?]>([
    ['an activity without a channel', valid, () => activity({ channelId: undefined })],
    ['an activity of the emulator', valid, () => activity({ channelId: 'emulator' })],
    ['an activity of another kind of channel', valid, () => activity({ channelId: 'AseChannel' })],
    ...emulators.flatMap((iss): [string, () => string][] => [
      [
        `a token of ${iss}, version 1`,
        () => `Bearer ${sign(claims({ iss, ver: '1.0', appid: appId }), key)}`,
      ],
      [`a token of ${iss}, version 2`, () => `Bearer ${sign(claims({ iss, ver: '2.0', azp: appId }), key)}`],
    ]),
    ['a token whose claims are a list', () => `Bearer ${sign([], key)}`],
    ['a token whose head is none', () => `Bearer bnVsbA.bnVsbA.x`],
    ['a token whose key is an object', () => `Bearer ${sign(claims(), key, { kid: {} })}`],
    ['a token whose end is a text', () => `Bearer ${sign(claims({ exp: 'x' }), key)}`],
    ['a token for a list of apps', () => `Bearer ${sign(claims({ aud: [appId] }), key)}`],
    ['two tokens', () => `${valid()} ${valid()}`],
  ])('%s', async (_what, header, body = activity) => {
    const asked = local.requests();
    const response = await post(body(), header(), `198.51.100.${10 + Math.floor(Math.random() * 200)}`);
    expect([401, await response.text()]).toEqual([response.status, '{"status":"not authenticated"}']);
    expect(local.requests() - asked).toBeLessThanOrEqual(2);
  });
});

it('an address that is refused too often is not listened to for a while, but for tokens that were good', async () => {
  const address = '198.51.100.250';
  const token = valid();
  expect((await post(activity(), token, address)).status).toBe(200);
  const statuses: number[] = [];
  for (let count = 0; count < refusalsAMinute + 5; count++)
    statuses.push((await post('{}', 'Bearer x', address)).status);
  expect(statuses.slice(0, refusalsAMinute)).toEqual(Array.from({ length: refusalsAMinute }, () => 401));
  expect(statuses.slice(refusalsAMinute)).toEqual([429, 429, 429, 429, 429]);
  expect((await post(activity(), token, address)).status).toBe(200);
  expect((await post(activity(), token, '198.51.100.251')).status).toBe(200);
});

it('a key server that does not answer is no refusal, and its error is nobody’s business', async () => {
  const broken = createServer((_request, response) => {
    response.statusCode = 500;
    response.end('secret');
  });
  await new Promise<void>((resolve) => broken.listen(0, '127.0.0.1', resolve));
  const { port } = broken.address() as AddressInfo;
  const metadataUrl = `http://127.0.0.1:${port}/configuration`;
  const identity = { ...local.identity, issuer: { issuer, metadataUrl } };
  const other = await startBotUnderTest({ appId, identity });
  const response = await fetch(`${other.url}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: valid() },
    body: activity(),
  });
  expect([response.status, await response.text()]).toEqual([503, '{"status":"try again later"}']);
  await other.stop();
  await new Promise((resolve) => broken.close(resolve));
});

it.each(['x-forwarded-for', 'forwarded', 'x-real-ip', 'via', 'x-forwarded-host'])(
  '/metrics through a proxy on the same machine (%s) is not loopback',
  async (header) => {
    const response = await fetch(`${running.url}/metrics`, { headers: { [header]: '198.51.100.1' } });
    expect(response.status).toBe(403);
    expect((await fetch(`${running.url}/metrics`)).status).toBe(200);
  },
);

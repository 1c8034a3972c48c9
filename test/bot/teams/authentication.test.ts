import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { objectIdFor } from '../../../seeds/load';
import { type BotUnderTest, dumpOf, startBotUnderTest } from '../../helpers/bot-under-test';
import { tenantId } from '../../helpers/tenant';
import { issuer, type LocalIssuer, newKey, sign, startIssuer } from '../../helpers/token-issuer';

const appId = '5e0a7a00-0000-4000-8000-0000000000bb';
const otherTenant = '5e0a7a00-0000-4000-8000-0000000000ff';
const key = newKey('channel', ['msteams', 'directline']);
const withoutTeams = newKey('other-channel', ['directline']);
const withoutEndorsements = newKey('plain');
/** An unknown key, of somebody who is not the issuer. */
const stranger = newKey('channel', ['msteams']);

let running: BotUnderTest;
let local: LocalIssuer;

beforeAll(async () => {
  // The framework prints every refusal.
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
  local = await startIssuer(appId, [key, withoutTeams, withoutEndorsements]);
  running = await startBotUnderTest({ appId, identity: local.identity });
});
afterAll(async () => {
  await running.stop();
  await local.stop();
});

const seconds = () => Math.floor(Date.now() / 1000);

function claims(changed: object = {}): object {
  const serviceurl = running.connector.url;
  return { iss: issuer, aud: appId, nbf: seconds() - 60, exp: seconds() + 3600, serviceurl, ...changed };
}

const personId = 'survey-social-director@example.org';

/** A message of a person whom the directory knows; `help` is answered by the connector. */
function activity(changed: object = {}): object {
  const aadObjectId = objectIdFor(personId);
  return {
    ...{ type: 'message', id: randomUUID(), text: 'help', channelId: 'msteams' },
    serviceUrl: running.connector.url,
    from: { id: `29:${aadObjectId}`, aadObjectId },
    recipient: { id: `28:${appId}` },
    conversation: { id: 'a:chat', conversationType: 'personal', tenantId },
    channelData: { tenant: { id: tenantId } },
    ...changed,
  };
}

async function post(authorization: string | undefined, body: object = activity()): Promise<number> {
  const response = await fetch(`${running.url}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(authorization !== undefined && { authorization }) },
    body: JSON.stringify(body),
  });
  return response.status;
}

const bearer = (token: string) => `Bearer ${token}`;

describe('a token of the Bot Framework for this app', () => {
  it('gets in, and its activity is carried out', async () => {
    const before = dumpOf(running);
    const answered = running.connector.requests.length;
    expect(await post(bearer(sign(claims(), key)))).toBe(200);
    expect(dumpOf(running) === before).toBe(false);
    expect(running.connector.requests.length).toBeGreaterThan(answered);
  });

  it('gets in also where its key names no channels', async () => {
    expect(await post(bearer(sign(claims(), withoutEndorsements)))).toBe(200);
  });
});

describe('nobody else gets in, and nothing is written or sent:', () => {
  const refused: readonly (readonly [string, () => string | undefined, (() => object)?])[] = [
    ['no token', () => undefined],
    ['an empty header', () => ''],
    ['another scheme', () => `Basic ${sign(claims(), key)}`],
    ['no JWT', () => bearer('token')],
    ['half a JWT', () => bearer(sign(claims(), key).split('.').slice(0, 2).join('.'))],
    ['a JWT of no JSON', () => bearer('e30.bm8.bm8')],
    ['another audience', () => bearer(sign(claims({ aud: otherTenant }), key))],
    ['no audience', () => bearer(sign(claims({ aud: undefined }), key))],
    ['another issuer', () => bearer(sign(claims({ iss: 'https://api.botframework.com' }), key))],
    ['a signature of somebody else', () => bearer(sign(claims(), stranger))],
    ['a signature of something else', () => bearer(`${sign(claims(), key).slice(0, -8)}AAAAAAAA`)],
    ['an unknown key id', () => bearer(sign(claims(), key, { kid: 'unknown' }))],
    ['no key id', () => bearer(sign(claims(), key, { kid: undefined }))],
    ['another service URL', () => bearer(sign(claims({ serviceurl: 'https://evil.example.org/' }), key))],
    ['no service URL', () => bearer(sign(claims({ serviceurl: undefined }), key))],
    ['an expired token', () => bearer(sign(claims({ exp: seconds() - 3600 }), key))],
    ['a token that is not valid yet', () => bearer(sign(claims({ nbf: seconds() + 3600 }), key))],
    ['no algorithm', () => bearer(sign(claims(), key, { alg: 'none' }))],
    ['HS256 with the public key', () => bearer(sign(claims(), key, { alg: 'HS256' }))],
    ['a key without the endorsement of Teams', () => bearer(sign(claims(), withoutTeams))],
    [
      'another tenant',
      () => bearer(sign(claims(), key)),
      () =>
        activity({
          conversation: { id: 'a:chat', conversationType: 'personal', tenantId: otherTenant },
          channelData: { tenant: { id: otherTenant } },
        }),
    ],
    [
      'two tenants',
      () => bearer(sign(claims(), key)),
      () => activity({ channelData: { tenant: { id: otherTenant } } }),
    ],
    [
      'no tenant',
      () => bearer(sign(claims(), key)),
      () => activity({ conversation: { id: 'a:chat', conversationType: 'personal' }, channelData: {} }),
    ],
    ['another channel', () => bearer(sign(claims(), key)), () => activity({ channelId: 'directline' })],
    [
      'no channel',
      () => bearer(sign(claims(), withoutEndorsements)),
      () => activity({ channelId: undefined }),
    ],
    [
      'an emulator',
      () =>
        bearer(sign(claims({ iss: `https://sts.windows.net/${tenantId}/`, appid: appId, ver: '1.0' }), key)),
    ],
    [
      'another bot',
      () => bearer(sign(claims({ ver: '1.0', appid: otherTenant }), key)),
      () => activity({ channelId: 'msteams' }),
    ],
  ];

  it.each(refused)('%s', async (what, header, body = activity) => {
    const before = dumpOf(running);
    const answered = running.connector.requests.length;
    const status = await post(header(), body());
    // Another bot's token for this one is a skill's, unless it is the channel's own.
    expect([what, status]).toEqual([what, 401]);
    expect(dumpOf(running) === before).toBe(true);
    expect(running.connector.requests.length).toBe(answered);
  });
});

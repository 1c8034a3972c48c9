import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { BotCredentials } from '../../../bot/teams/bot-credentials';
import { microsoftTokens, NoTokenError } from '../../../bot/calls/microsoft-token';
import { type Answering, bad, BadServer } from '../../helpers/bad-server';
import { eventually } from '../../helpers/eventually';
import { tenantId } from '../../helpers/tenant';

const scope = 'https://api.botframework.com/.default';
/** Shared by all tests: for managed identities the library keeps using the client that it was first given. */
const ms = 1_000;
const before = { ...process.env };
/** The library caches tokens by app for the whole process, so each test uses another app. */
const managedIdentity = () => ({
  ...{ appId: randomUUID(), tenantId },
  credential: { type: 'managed-identity' as const },
});

let server: BadServer;
/** The identity service of App Service, which a managed identity asks on loopback; the library finds it once. */
beforeAll(async () => {
  server = await new BadServer().start();
  process.env['IDENTITY_ENDPOINT'] = `${server.url}/msi/token`;
  process.env['IDENTITY_HEADER'] = 'of-this-machine';
});
afterAll(async () => {
  process.env = { ...before };
  await server.stop();
});

beforeEach(() => void server.paths.splice(0));

const token: Answering = (_request, response) =>
  void response.end(
    JSON.stringify({ access_token: 'a-token', expires_on: Math.floor(Date.now() / 1000) + 3600 }),
  );

describe('a token', () => {
  it('is asked for once and kept', async () => {
    server.answering = token;
    const tokens = microsoftTokens(managedIdentity(), ms);
    expect([await tokens(scope), await tokens(scope)]).toEqual(['a-token', 'a-token']);
    expect(server.paths).toHaveLength(1);
    expect(server.paths[0]).toContain(encodeURIComponent('https://api.botframework.com'));
  });

  it.each(['hang', 'drip', 'headOnly', 'halfPacked'] as const)(
    'that never comes is given up in time, and its connection closed: %s',
    async (how) => {
      server.answering = bad[how];
      const tokens = microsoftTokens(managedIdentity(), ms);
      const since = performance.now();
      await expect(tokens(scope)).rejects.toEqual(new NoTokenError(new Error(`no answer within ${ms} ms`)));
      expect(server.paths).toHaveLength(1);
      expect(performance.now() - since).toBeLessThan(5_000);
      server.answering = token;
      await eventually('it is closed', async () => (await server.openConnections()) === 0, 10_000);
    },
  );

  it('is needed by nobody where nobody is authenticated', async () => {
    const none = { ...managedIdentity(), credential: { type: 'none' as const } };
    expect(await microsoftTokens(none)(scope)).toBeUndefined();
    expect(server.paths).toEqual([]);
  });
});

describe('the bot', () => {
  async function signed(tokens: () => Promise<string | undefined>) {
    const headers = new Map<string, string>();
    const credentials = await new BotCredentials('an-app', tokens).createCredentials(
      'an-app',
      'https://api.botframework.com',
    );
    await credentials.signRequest({ headers } as never);
    return headers.get('authorization');
  }

  it('signs its requests with a token, and with none where there is none', async () => {
    expect(await signed(() => Promise.resolve('abc'))).toBe('Bearer abc');
    expect(await signed(() => Promise.resolve(undefined))).toBeUndefined();
  });

  it('knows itself by its id, and without one nobody is authenticated', async () => {
    const known = new BotCredentials('an-app', () => Promise.resolve(undefined));
    const unnamed = new BotCredentials('', () => Promise.resolve(undefined));
    expect([await known.isValidAppId('an-app'), await known.isValidAppId('another')]).toEqual([true, false]);
    expect([await known.isAuthenticationDisabled(), await unnamed.isAuthenticationDisabled()]).toEqual([
      false,
      true,
    ]);
  });
});

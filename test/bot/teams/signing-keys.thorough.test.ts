import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SigningKeys } from '../../../bot/teams/signing-keys';
import { type Answering, bad, BadServer } from '../../helpers/bad-server';
import { eventually } from '../../helpers/eventually';
import { newKey } from '../../helpers/token-issuer';

const hour = 3_600_000;
const { publicKey } = newKey('known');
const jwk = (kid: string) => ({ ...publicKey.export({ format: 'jwk' }), kid, endorsements: ['msteams'] });

let server: BadServer;
let now: number;
let kids: string[];
beforeEach(async () => {
  server = await new BadServer().start();
  now = 0;
  kids = ['known'];
  server.answering = well;
});
afterEach(() => server.stop());

const well: Answering = ({ url }, response) => {
  const keys = kids.map(jwk);
  response.end(JSON.stringify(url === '/keys' ? { keys } : { jwks_uri: `${server.url}/keys` }));
};
const newKeys = (longestMs = 30_000) =>
  new SigningKeys(`${server.url}/openid`, { longestMs, elapsed: () => now });
const unavailable: unknown = expect.objectContaining({ statusCode: 500 });

describe('a key server', () => {
  it('is asked once a day for the keys, and says which channels each may sign for', async () => {
    const keys = newKeys();
    const pem = publicKey.export({ type: 'spki', format: 'pem' });
    for (let count = 0; count < 3; count++)
      expect(await keys.getKey('known')).toEqual({ key: pem, endorsements: ['msteams'] });
    now = 24 * hour - 1;
    await keys.getKey('known');
    expect(server.paths).toEqual(['/openid', '/keys']);
    now = 24 * hour;
    await keys.getKey('known');
    expect(server.paths).toHaveLength(4);
  });

  it('is asked about keys that nobody knows once an hour, however many are made up', async () => {
    const keys = newKeys();
    for (let count = 0; count < 50; count++) expect(await keys.getKey(`made-up-${count}`)).toBeNull();
    expect(server.paths).toHaveLength(2);
    kids = ['known', 'new'];
    now = hour;
    expect(await keys.getKey('new')).not.toBeNull();
  });

  it('is asked once for activities that come at the same time', async () => {
    const keys = newKeys();
    await Promise.all(Array.from({ length: 20 }, () => keys.getKey('known')));
    expect(server.paths).toHaveLength(2);
  });

  it.each(Object.entries(bad))(
    'that gives nothing usable is given up in time: %s',
    async (_name, answering) => {
      server.answering = answering;
      await expect(newKeys(200).getKey('known')).rejects.toEqual(unavailable);
      await eventually('it is closed', async () => (await server.openConnections()) === 0, 10_000);
      expect(server.paths).not.toContain('/elsewhere');
    },
  );

  it('whose keys are nonsense gives none', async () => {
    server.answering = ({ url }, response) =>
      void response.end(
        url === '/keys'
          ? JSON.stringify({ keys: [{ kid: 'a' }, { kid: 'b', kty: 'RSA', n: 7 }, { kid: 'c', kty: 'oct' }] })
          : JSON.stringify({ jwks_uri: `${server.url}/keys` }),
      );
    const keys = newKeys();
    for (const kid of ['a', 'b', 'c']) expect(await keys.getKey(kid)).toBeNull();
  });

  it('that is down later takes nothing away for five days, and then is believed to be needed', async () => {
    const keys = newKeys(200);
    await keys.getKey('known');
    server.answering = bad.hang;
    now = 25 * hour;
    expect(await keys.getKey('known')).not.toBeNull();
    // The next activities do not wait for it again.
    const asked = server.paths.length;
    for (let count = 0; count < 5; count++) expect(await keys.getKey('known')).not.toBeNull();
    expect(server.paths).toHaveLength(asked);
    now = 121 * hour;
    await expect(keys.getKey('known')).rejects.toEqual(unavailable);
  });

  it('that is back is used at once', async () => {
    server.answering = bad.reset;
    const keys = newKeys();
    await expect(keys.getKey('known')).rejects.toEqual(unavailable);
    server.answering = well;
    now = 10_000;
    expect(await keys.getKey('known')).not.toBeNull();
  });
});

/** A local OpenID provider that signs tokens as the Bot Framework does, and as attackers might. */
import { createHmac, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { ServiceClientCredentialsFactory } from 'botframework-connector';
import { type IdentityOptions } from '../../bot/teams/adapter';

export interface SigningKey {
  readonly kid: string;
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
  readonly endorsements?: readonly string[];
}

export function newKey(kid: string, endorsements?: readonly string[]): SigningKey {
  return {
    kid,
    ...generateKeyPairSync('rsa', { modulusLength: 2048 }),
    ...(endorsements && { endorsements }),
  };
}

export interface LocalIssuer {
  readonly identity: IdentityOptions;
  /** Number of requests it has received. */
  readonly requests: () => number;
  stop(): Promise<void>;
}

/** Serves the public keys; the bot's own requests carry no token from Microsoft. */
export async function startIssuer(appId: string, keys: readonly SigningKey[]): Promise<LocalIssuer> {
  let requests = 0;
  const server = createServer((request, response) => {
    requests++;
    const { port } = server.address() as AddressInfo;
    const configuration = { issuer, jwks_uri: `http://127.0.0.1:${port}/keys` };
    const jwks = keys.map(({ kid, publicKey, endorsements }) => ({
      ...publicKey.export({ format: 'jwk' }),
      ...{ kid, use: 'sig', ...(endorsements && { endorsements }) },
    }));
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(request.url === '/keys' ? { keys: jwks } : configuration));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    identity: {
      issuer: { issuer, metadataUrl: `http://127.0.0.1:${port}/configuration` },
      credentials: new OutgoingToken(appId),
    },
    requests: () => requests,
    stop: () => new Promise<void>((resolve) => void server.close(() => resolve())),
  };
}

export const issuer = 'https://issuer.example.org';

/** Replaces the token that Microsoft would give the bot for its own requests. */
class OutgoingToken extends ServiceClientCredentialsFactory {
  constructor(private readonly appId: string) {
    super();
  }

  isValidAppId(appId = ''): Promise<boolean> {
    return Promise.resolve(appId === this.appId);
  }

  isAuthenticationDisabled(): Promise<boolean> {
    return Promise.resolve(false);
  }

  createCredentials(): ReturnType<ServiceClientCredentialsFactory['createCredentials']> {
    return Promise.resolve({
      signRequest: (request) => {
        request.headers.set('authorization', 'Bearer of-the-bot');
        return Promise.resolve(request);
      },
    });
  }
}

const base64url = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Signs with RS256, or as the header says: `none`, or HS256 with the public key as its secret. */
export function sign(claims: object, key: SigningKey, header: object = {}): string {
  const whole = { typ: 'JWT', alg: 'RS256', kid: key.kid, ...header };
  const content = `${base64url(whole)}.${base64url(claims)}`;
  const { alg } = whole;
  if (alg === 'none') return `${content}.`;
  const secret = key.publicKey.export({ type: 'spki', format: 'pem' });
  const signature =
    alg === 'HS256'
      ? createHmac('sha256', secret).update(content).digest('base64url')
      : createSign('RSA-SHA256').update(content).sign(key.privateKey, 'base64url');
  return `${content}.${signature}`;
}

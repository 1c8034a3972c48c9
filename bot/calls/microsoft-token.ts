/** Tokens from Microsoft Entra ID: for the bot's own credential, and for Azure Tables with any available identity. */
import { type TokenCredential } from '@azure/identity';
import { type Config } from '../config/config';
import { callMs, withinDeadline } from '../../src/deadline';
import { boundedHttpClient } from './bounded-http-client';

export type TokenConfig = Pick<Config, 'appId' | 'tenantId' | 'credential'>;

/** @throws NoTokenError; `undefined` if the bot has no credential, as on loopback */
export type MicrosoftTokens = (scope: string) => Promise<string | undefined>;

/** There is no token for a request, so it was not made. */
export class NoTokenError extends Error {
  override readonly name = 'NoTokenError';
  readonly code = 'NO_TOKEN';

  constructor(cause: unknown) {
    // The identity library's own words, which hold no secret.
    super(cause instanceof Error ? cause.message.split('\n', 1)[0] : String(cause), { cause });
  }
}

/** The library caches tokens until they expire; it is loaded when the first one is needed. */
export function microsoftTokens(config: TokenConfig, ms: number = callMs): MicrosoftTokens {
  let known: Promise<TokenCredential | undefined> | undefined;
  return async (scope) => {
    try {
      const identity = await (known ??= identityOf(config, ms));
      return identity && (await tokenWithin(identity, scope, ms)).token;
    } catch (error) {
      throw new NoTokenError(error);
    }
  };
}

/** The identity that the machine has, as an SDK of Azure takes it. */
export async function machineIdentity(ms: number = callMs) {
  const { DefaultAzureCredential } = await import('@azure/identity');
  const identity = new DefaultAzureCredential({ httpClient: await boundedHttpClient(ms) });
  return { getToken: (scopes: string | string[]) => tokenWithin(identity, scopes, ms) };
}

/** Several requests may be needed for a token, and the library waits between them. */
async function tokenWithin(identity: TokenCredential, scopes: string | string[], ms: number) {
  const token = await withinDeadline((abortSignal) => identity.getToken(scopes, { abortSignal }), ms);
  if (!token) throw new Error('Microsoft gives no token');
  return token;
}

async function identityOf(
  { appId, tenantId, credential }: TokenConfig,
  ms: number,
): Promise<TokenCredential | undefined> {
  if (credential.type === 'none') return undefined;
  const { ClientCertificateCredential, ClientSecretCredential, ManagedIdentityCredential } =
    await import('@azure/identity');
  const options = { httpClient: await boundedHttpClient(ms) };
  switch (credential.type) {
    case 'managed-identity':
      return new ManagedIdentityCredential({ clientId: appId, ...options });
    case 'password':
      return new ClientSecretCredential(tenantId, appId, credential.password, options);
    case 'certificate': {
      const certificate = credential.privateKey + credential.certificate;
      return new ClientCertificateCredential(tenantId, appId, { certificate }, options);
    }
  }
}

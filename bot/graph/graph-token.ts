/** Tokens for Microsoft Graph by the bot's own credential. */
import { type TokenCredential } from '@azure/identity';
import { type Config } from '../config';

/** The library keeps a token until it ends; it is loaded when the first one is needed. */
export function graphToken({
  appId,
  tenantId,
  credential,
  graphUrl,
}: Pick<Config, 'appId' | 'tenantId' | 'credential' | 'graphUrl'>): (
  signal: AbortSignal,
) => Promise<string | undefined> {
  let known: Promise<TokenCredential | undefined> | undefined;
  const scope = `${new URL(graphUrl).origin}/.default`;
  return async (abortSignal) => {
    const identity = await (known ??= identityOf({ appId, tenantId, credential }));
    return (await identity?.getToken(scope, { abortSignal }))?.token;
  };
}

async function identityOf({
  appId,
  tenantId,
  credential,
}: Pick<Config, 'appId' | 'tenantId' | 'credential'>): Promise<TokenCredential | undefined> {
  if (credential.type === 'none') return undefined;
  const { ClientCertificateCredential, ClientSecretCredential, ManagedIdentityCredential } =
    await import('@azure/identity');
  switch (credential.type) {
    case 'managed-identity':
      return new ManagedIdentityCredential({ clientId: appId });
    case 'password':
      return new ClientSecretCredential(tenantId, appId, credential.password);
    case 'certificate': {
      const { certificate, privateKey } = credential;
      return new ClientCertificateCredential(tenantId, appId, { certificate: privateKey + certificate });
    }
  }
}

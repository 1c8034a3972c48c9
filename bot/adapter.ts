import { ActivityTypes, CloudAdapter, ConfigurationServiceClientCredentialFactory } from 'botbuilder';
import { type ServiceClientCredentialsFactory } from 'botframework-connector';
import { type Logger } from 'pino';
import { TeamsAuthentication, type TokenIssuer } from './authentication';
import { type Config, type Credential } from './config';
import { ConnectorCalls } from './connector-calls';

/** Where identity comes from when that is not Microsoft: used by tests. */
export interface IdentityOptions {
  readonly issuer: TokenIssuer;
  readonly credentials: ServiceClientCredentialsFactory;
}

/** The adapter for a single-tenant app; without an app id it authenticates nobody (local use only). */
export function createAdapter(
  config: Config,
  log: Logger,
  identity?: IdentityOptions,
  calls = new ConnectorCalls(),
): CloudAdapter {
  const credentials = identity?.credentials ?? credentialsFactory(config);
  const adapter = new CloudAdapter(new TeamsAuthentication(config, credentials, calls, identity?.issuer));
  adapter.onTurnError = (context, error) => {
    // Turns of our own making (proactive messages) tell their caller.
    if (context.activity.type === String(ActivityTypes.Event)) return Promise.reject(error);
    // A turn that fails must not answer with the error's text: it may hold what somebody typed.
    log.error({ err: error, activity: context.activity.type }, 'turn failed');
    return Promise.resolve();
  };
  return adapter;
}

/** Gets the tokens with which the bot proves to Microsoft that it is itself. */
export function credentialsFactory(config: Config): ServiceClientCredentialsFactory {
  return new ConfigurationServiceClientCredentialFactory(credentialOptions(config));
}

function credentialOptions({ appId, tenantId, credential }: Config): Record<string, string> {
  if (!appId) return {};
  return { MicrosoftAppId: appId, MicrosoftAppTenantId: tenantId, ...optionsOf(credential) };
}

function optionsOf(credential: Credential): Record<string, string> {
  switch (credential.type) {
    case 'none':
      return {};
    case 'managed-identity':
      return { MicrosoftAppType: 'UserAssignedMsi' };
    case 'password':
      return { MicrosoftAppType: 'SingleTenant', MicrosoftAppPassword: credential.password };
    case 'certificate': {
      const { thumbprint, privateKey } = credential;
      return {
        MicrosoftAppType: 'SingleTenant',
        CertificateThumbprint: thumbprint,
        CertificatePrivateKey: privateKey,
      };
    }
  }
}

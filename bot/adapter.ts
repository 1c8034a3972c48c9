import { ActivityTypes, CloudAdapter } from 'botbuilder';
import { type ServiceClientCredentialsFactory } from 'botframework-connector';
import { type Logger } from 'pino';
import { TeamsAuthentication, type TokenIssuer } from './authentication';
import { BotCredentials } from './bot-credentials';
import { type Config } from './config';
import { ConnectorCalls } from './connector-calls';
import { microsoftTokens } from './microsoft-token';

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
  const credentials = identity?.credentials ?? new BotCredentials(config.appId, microsoftTokens(config));
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

import {
  ActivityTypes,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
} from 'botbuilder';
import { type Logger } from 'pino';
import { type Config } from './config';

/** The adapter for a single-tenant app; without an app id it authenticates nobody (local use only). */
export function createAdapter(config: Config, log: Logger): CloudAdapter {
  const identity = config.appId
    ? {
        MicrosoftAppId: config.appId,
        MicrosoftAppPassword: config.appPassword,
        MicrosoftAppTenantId: config.tenantId,
        MicrosoftAppType: 'SingleTenant',
      }
    : {};
  const credentials = new ConfigurationServiceClientCredentialFactory(identity);
  const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication(identity, credentials));
  adapter.onTurnError = (context, error) => {
    // Turns of our own making (proactive messages) tell their caller.
    if (context.activity.type === String(ActivityTypes.Event)) return Promise.reject(error);
    // A turn that fails must not answer with the error's text: it may hold what somebody typed.
    log.error({ err: error, activity: context.activity.type }, 'turn failed');
    return Promise.resolve();
  };
  return adapter;
}

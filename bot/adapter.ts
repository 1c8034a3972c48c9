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
  const adapter = new CloudAdapter(new OneAttemptAuthentication(identity, credentials));
  adapter.onTurnError = (context, error) => {
    // Turns of our own making (proactive messages) tell their caller.
    if (context.activity.type === String(ActivityTypes.Event)) return Promise.reject(error);
    // A turn that fails must not answer with the error's text: it may hold what somebody typed.
    log.error({ err: error, activity: context.activity.type }, 'turn failed');
    return Promise.resolve();
  };
  return adapter;
}

/**
 * The connector client sends a POST again after 500, 502, 503 and a lost answer, which may be a second card for a
 * person. Here every request is made once; the outbox decides what is repeated.
 */
class OneAttemptAuthentication extends ConfigurationBotFrameworkAuthentication {
  override createConnectorFactory(...claims: Parameters<FactoryMaker>): ReturnType<FactoryMaker> {
    return oneAttempt(super.createConnectorFactory(...claims));
  }

  override async authenticateRequest(
    ...request: Parameters<Authenticate>
  ): Promise<Awaited<ReturnType<Authenticate>>> {
    const result = await super.authenticateRequest(...request);
    const { connectorFactory } = result;
    return { ...result, ...(connectorFactory && { connectorFactory: oneAttempt(connectorFactory) }) };
  }
}

function oneAttempt(factory: ReturnType<FactoryMaker>): ReturnType<FactoryMaker> {
  return {
    create: async (serviceUrl, audience) => {
      const connector = await factory.create(serviceUrl, audience);
      const { client } = connector as unknown as { client: { pipeline: Pipeline } };
      client.pipeline.removePolicy({ name: 'defaultRetryPolicy' });
      return connector;
    },
  };
}

type Authenticate = ConfigurationBotFrameworkAuthentication['authenticateRequest'];
type FactoryMaker = ConfigurationBotFrameworkAuthentication['createConnectorFactory'];

interface Pipeline {
  removePolicy(policy: { name: string }): unknown;
}

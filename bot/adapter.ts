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
 * person. Here every request is made once; the outbox decides what is repeated. A client is kept for each connector:
 * making one for every message costs more than the message.
 */
class OneAttemptAuthentication extends ConfigurationBotFrameworkAuthentication {
  private readonly clients = new Map<string, Promise<Client>>();

  override createConnectorFactory(...claims: Parameters<FactoryMaker>): Factory {
    return this.oneAttempt(super.createConnectorFactory(...claims));
  }

  override async authenticateRequest(
    ...request: Parameters<Authenticate>
  ): Promise<Awaited<ReturnType<Authenticate>>> {
    const result = await super.authenticateRequest(...request);
    const { connectorFactory } = result;
    return { ...result, ...(connectorFactory && { connectorFactory: this.oneAttempt(connectorFactory) }) };
  }

  private oneAttempt(factory: Factory): Factory {
    return {
      create: (serviceUrl, audience) => {
        const name = `${serviceUrl} ${audience}`;
        const known = this.clients.get(name);
        if (known) return known;
        const client = factory.create(serviceUrl, audience).then(withoutRetries);
        // A failure is not kept, and no more than Teams' handful of connectors.
        client.catch(() => this.clients.delete(name));
        if (this.clients.size >= mostClients) this.clients.clear();
        this.clients.set(name, client);
        return client;
      },
    };
  }
}

const mostClients = 20;

function withoutRetries(connector: Client): Client {
  const { client } = connector as unknown as { client: { pipeline: Pipeline } };
  client.pipeline.removePolicy({ name: 'defaultRetryPolicy' });
  return connector;
}

type Authenticate = ConfigurationBotFrameworkAuthentication['authenticateRequest'];
type FactoryMaker = ConfigurationBotFrameworkAuthentication['createConnectorFactory'];
type Factory = ReturnType<FactoryMaker>;
type Client = Awaited<ReturnType<Factory['create']>>;

interface Pipeline {
  removePolicy(policy: { name: string }): unknown;
}

/** Clients of Teams' connectors, one for each; they send every request once, with limits on the answer. */
import { type ConnectorFactory } from 'botframework-connector';
import { type ConnectorCalls, type Policy } from '../calls/connector-calls';

/**
 * The connector client sends a POST again after 500, 502, 503 and a lost answer, which may be a second card for a
 * person. Here every request is made once; the outbox decides what is repeated. A client is kept for each connector:
 * making one for every message costs more than the message.
 */
export class ConnectorClients {
  private readonly clients = new Map<string, Promise<Client>>();

  constructor(private readonly calls: ConnectorCalls) {}

  /** The same factory, with the clients that were made before. */
  reusedBy(factory: ConnectorFactory): ConnectorFactory {
    return {
      create: (serviceUrl, audience) => {
        const name = `${serviceUrl} ${audience}`;
        const known = this.clients.get(name);
        if (known) return known;
        const client = factory.create(serviceUrl, audience).then((made) => this.boundedClient(made));
        // Failures are not kept, nor more clients than Teams' handful of connectors need.
        client.catch(() => this.clients.delete(name));
        if (this.clients.size >= mostClients) this.clients.clear();
        this.clients.set(name, client);
        return client;
      },
    };
  }

  /** Redirects are not followed either: they could send a card, and the bot's token, anywhere. */
  private boundedClient(connector: Client): Client {
    const { pipeline } = (connector as unknown as { client: { pipeline: Pipeline } }).client;
    pipeline.removePolicy({ name: 'defaultRetryPolicy' });
    pipeline.removePolicy({ name: 'redirectPolicy' });
    pipeline.addPolicy(this.calls.policy, { phase: 'Sign' });
    return connector;
  }
}

const mostClients = 20;

type Client = Awaited<ReturnType<ConnectorFactory['create']>>;

interface Pipeline {
  removePolicy(policy: { name: string }): unknown;
  addPolicy(policy: Policy, options: { phase: 'Sign' }): void;
}

/** Clients of Teams' connectors: made once for each, and sending every request once. */
import { type ConnectorFactory } from 'botframework-connector';

/**
 * The connector client sends a POST again after 500, 502, 503 and a lost answer, which may be a second card for a
 * person. Here every request is made once; the outbox decides what is repeated. A client is kept for each connector:
 * making one for every message costs more than the message.
 */
export class ConnectorClients {
  private readonly clients = new Map<string, Promise<Client>>();

  /** The same factory, with the clients that were made before. */
  reusedBy(factory: ConnectorFactory): ConnectorFactory {
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

type Client = Awaited<ReturnType<ConnectorFactory['create']>>;

interface Pipeline {
  removePolicy(policy: { name: string }): unknown;
}

/** Teams as far as a load test needs it: takes every message and keeps none, so that it costs next to nothing. */
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';

export interface AgreeingConnector {
  /** The `serviceUrl` for a bot. */
  readonly url: string;
  /** Requests by method: a POST is a message, a PUT a card that was replaced. */
  readonly taken: ReadonlyMap<string, number>;
  stop(): Promise<void>;
}

export async function startAgreeingConnector(): Promise<AgreeingConnector> {
  const taken = new Map<string, number>();
  const server = createServer((request, response) => {
    const method = request.method!;
    taken.set(method, (taken.get(method) ?? 0) + 1);
    request.resume();
    request.once('end', () => {
      response.setHeader('content-type', 'application/json');
      response.end(`{"id":"a:${taken.get(method)}"}`);
    });
  });
  // A connection that is closed just when it is used again is another fault than those looked for.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    taken,
    stop: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => void server.close(() => resolve()));
    },
  };
}

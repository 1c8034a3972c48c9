/** Posts to a bot over connections that stay open, cheaply: the client shares the machine with what it measures. */
import { Agent, request } from 'node:http';

export interface Answered {
  readonly status: number;
  readonly body: string;
}

export interface KeepAlive {
  post(body: string | Buffer, headers?: Readonly<Record<string, string>>): Promise<Answered>;
  close(): void;
}

/** @param sockets most that are open at once; what is more waits */
export function keepAliveTo(endpoint: string, sockets: number): KeepAlive {
  const agent = new Agent({ keepAlive: true, maxSockets: sockets });
  const { hostname, port, pathname } = new URL(endpoint);
  const target = { agent, hostname, port, path: pathname, method: 'POST' };
  const post: KeepAlive['post'] = (body, headers = {}) =>
    new Promise((resolve, reject) => {
      const length = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
      const sent = request({ ...target, headers: { ...length, ...headers } }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.once('end', () =>
          resolve({ status: response.statusCode!, body: Buffer.concat(chunks).toString() }),
        );
        response.once('error', reject);
      });
      sent.once('error', (error: NodeJS.ErrnoException) => {
        // The server closes a connection after five idle seconds, perhaps just when it is used again.
        if (sent.reusedSocket && error.code === 'ECONNRESET') resolve(post(body, headers));
        else reject(error);
      });
      sent.end(body);
    });
  return { post, close: () => agent.destroy() };
}

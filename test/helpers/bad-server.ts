/** A server that answers as told, or not at all, and counts open connections. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';

export type Answering = (request: IncomingMessage, response: ServerResponse) => void;

/** Ways in which an answer never ends or is never understood. */
export const bad = {
  hang: () => undefined,
  headOnly: (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.write('{');
  },
  drip: (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const drip = setInterval(() => response.write(' '), 5);
    response.once('close', () => clearInterval(drip));
  },
  garbage: (_request, response) => void response.end('<html>Sign in</html>'),
  endless: (_request, response) => void response.end(' '.repeat(20 * 1024 * 1024)),
  redirect: (_request, response) => {
    response.writeHead(302, { location: '/elsewhere' });
    response.end();
  },
  error: (_request, response) => {
    response.statusCode = 503;
    response.end();
  },
  reset: (request) => void request.socket.destroy(),
  /** Compressed, and cut off in the middle. */
  halfPacked: (request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
    response.write(Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]));
    setTimeout(() => request.socket.destroy(), 10);
  },
} satisfies Record<string, Answering>;

export class BadServer {
  readonly paths: string[] = [];
  answering: Answering = bad.hang;
  private readonly server = createServer((request, response) => {
    this.paths.push(request.url ?? '');
    request.resume();
    this.answering(request, response);
  });

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  openConnections(): Promise<number> {
    return new Promise((resolve, reject) =>
      this.server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
    );
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => void this.server.close(() => resolve()));
  }
}

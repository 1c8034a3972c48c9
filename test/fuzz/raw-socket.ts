/** A connection to the bot that can send anything, byte by byte. */
import { connect, type Socket } from 'node:net';

/** Everything that the bot answers until it closes the connection. @throws Error if it does not within ten seconds */
export function exchange(endpoint: string, request: string | Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = open(endpoint);
    const answered: Buffer[] = [];
    socket.on('data', (chunk) => answered.push(chunk));
    // A connection that is cut while still sending has already got its answer, or gets none.
    socket.on('error', () => undefined);
    socket.once('close', () => resolve(Buffer.concat(answered).toString()));
    socket.setTimeout(10_000, () => {
      socket.destroy();
      reject(
        new Error(`the connection stays open after ${JSON.stringify(Buffer.concat(answered).toString())}`),
      );
    });
    socket.write(request);
  });
}

export function open(endpoint: string): Socket {
  const { hostname, port } = new URL(endpoint);
  return connect(Number(port), hostname);
}

/** The statuses of the answers, in order. */
export function statusesOf(answered: string): number[] {
  return [...answered.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status));
}

/** A request with these additional headers that asks to close the connection afterwards. */
export function post(body: string | Buffer, headers: Readonly<Record<string, string>> = {}): Buffer {
  const all = {
    ...{ host: 'bot', connection: 'close', 'content-type': 'application/json' },
    ...{ 'content-length': String(Buffer.byteLength(body)), ...headers },
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([
    Buffer.from(`POST /api/messages HTTP/1.1\r\n${lines.join('')}\r\n`),
    Buffer.from(body),
  ]);
}

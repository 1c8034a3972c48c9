import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import http from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** Account and key that every Azurite has, published by Microsoft. */
export const ACCOUNT = 'devstoreaccount1';
export const KEY = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

export interface Azurite {
  readonly port: number;
  readonly connectionString: string;
  readonly stop: () => Promise<void>;
}

/** Starts Azurite's table service in memory on a free local port, and waits until it answers. */
export async function startAzurite(attempts = 3): Promise<Azurite> {
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), 'seuranta-azurite-'));
  const child = spawn(
    process.execPath,
    [
      require.resolve('azurite/dist/src/table/main.js'),
      ...['--inMemoryPersistence', '--silent', '--disableTelemetry'],
      ...['--tableHost', '127.0.0.1', '--tablePort', String(port)],
    ],
    { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const stop = async (): Promise<void> => {
    await stopProcess(child);
    await rm(folder, { recursive: true, force: true });
  };
  if (await started(child)) return { port, connectionString: connectionString(port), stop };
  await stop();
  // Another process may have taken the port in the meantime.
  if (attempts > 1) return startAzurite(attempts - 1);
  throw new Error('Azurite does not start');
}

/**
 * What the proxy does with a request; `lose` lets it take effect, but breaks the connection instead of answering.
 * `answerAfter`: it takes effect at once.
 */
export type Handling =
  | 'pass'
  | { readonly answerAfter: Promise<unknown> }
  | 'lose'
  | 'break'
  | 'hang'
  | { readonly status: number; readonly headers?: http.OutgoingHttpHeaders };

export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly body: string;
}

export interface Front {
  readonly connectionString: string;
  readonly stop: () => Promise<void>;
}

/**
 * An HTTP proxy in front of Azurite that handles each request as `handle` says, to simulate an unreliable network.
 * @param answered called with a request whose answer has been sent
 */
export async function startFront(
  azurite: Azurite,
  handle: (seen: Seen) => Handling | Promise<Handling>,
  answered: (seen: Seen) => void = () => {},
): Promise<Front> {
  const server = http.createServer((request, answer) => {
    void front(azurite, request, answer, { handle, answered }).catch(() => request.socket.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    connectionString: connectionString((server.address() as AddressInfo).port),
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

interface FrontWork {
  readonly handle: (seen: Seen) => Handling | Promise<Handling>;
  readonly answered: (seen: Seen) => void;
}

/** A kept-alive connection would reach the next proxy if that gets the same port. */
const closing = { connection: 'close' };

async function front(
  azurite: Azurite,
  request: http.IncomingMessage,
  answer: http.ServerResponse,
  { handle, answered }: FrontWork,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const { method = '', url = '', headers } = request;
  const seen = { method, path: url, body: body.toString() };
  const handling = await handle(seen);
  if (handling === 'hang') return;
  if (handling === 'break') return void request.socket.destroy();
  if (typeof handling === 'object' && 'status' in handling) {
    // If another test of this process has loaded restify, writeHead returns nothing.
    answer.writeHead(handling.status, { ...handling.headers, ...closing });
    answer.end();
    return;
  }
  const forwarded = http.request({
    host: '127.0.0.1',
    port: azurite.port,
    method,
    path: url,
    headers,
    agent: false,
  });
  forwarded.end(body);
  const [reply] = (await once(forwarded, 'response')) as [http.IncomingMessage];
  if (handling === 'lose') {
    await reply.resume().toArray();
    request.socket.destroy();
    return;
  }
  const received = Buffer.concat((await reply.toArray()) as Buffer[]);
  if (typeof handling === 'object') await handling.answerAfter;
  answer.writeHead(reply.statusCode ?? 500, { ...reply.headers, ...closing });
  answer.end(received);
  answered(seen);
}

/** For Azurite, or for a proxy in front of it on another port. */
export function connectionString(port: number): string {
  const endpoint = `http://127.0.0.1:${port}/${ACCOUNT}`;
  return `DefaultEndpointsProtocol=http;AccountName=${ACCOUNT};AccountKey=${KEY};TableEndpoint=${endpoint};`;
}

/** Waits until it prints that it listens; false if it exits before that. */
async function started(child: ChildProcess): Promise<boolean> {
  for await (const line of createInterface(child.stdout!)) {
    if (!line.includes('successfully started')) continue;
    child.stdout?.resume();
    return true;
  }
  return false;
}

async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

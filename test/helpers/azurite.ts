import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** Account and key that every Azurite has, published by Microsoft. */
export const ACCOUNT = 'devstoreaccount1';
const KEY = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

export interface Azurite {
  readonly port: number;
  readonly connectionString: string;
  readonly stop: () => Promise<void>;
}

/** Starts the table service of Azurite in memory on a free port of this machine, and waits until it answers. */
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
  // Somebody else may have taken the port in between.
  if (attempts > 1) return startAzurite(attempts - 1);
  throw new Error('Azurite does not start');
}

/** For Azurite, or for what stands before it on another port. */
export function connectionString(port: number): string {
  const endpoint = `http://127.0.0.1:${port}/${ACCOUNT}`;
  return `DefaultEndpointsProtocol=http;AccountName=${ACCOUNT};AccountKey=${KEY};TableEndpoint=${endpoint};`;
}

/** It says so once it listens; false when it ends before. */
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

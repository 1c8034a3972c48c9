import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { get } from 'node:http';
import { type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const CONFIGURATION = '.m365agentsplayground.yml';
const LOG = join('devTools', 'm365agentsplayground.log');
const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 5_000;
const POLL_MS = 100;

export interface PlaygroundOptions {
  /** Folder that holds `.m365agentsplayground.yml`; it is only read. Default: this file's folder. */
  directory?: string;
  /** Where the bot listens, e.g. `http://127.0.0.1:3978/api/messages`. It need not be up yet. */
  botEndpoint: string;
  /** Port of the Playground, on all interfaces. If it is in use, starting fails; no other port is tried. */
  port: number;
  /** Gets what the Playground prints, line by line. */
  log?: (line: string) => void;
}

export interface Playground {
  /** Address to open in a browser. */
  url: string;
  /** The `serviceUrl` of all its activities, for messages to people who have never written. */
  connectorUrl: string;
  /** Stops it, waits until it has exited, and removes its working folder. May be called twice. */
  stop(): Promise<void>;
}

/**
 * Starts Microsoft's Agents Playground, a Teams client and connector on this machine, and waits until it
 * answers. It runs in a temporary folder, because it writes its log into the folder where it runs.
 * Throws with the Playground's own log if it exits early (an invalid yml) or does not answer within a minute.
 */
export async function startPlayground(options: PlaygroundOptions): Promise<Playground> {
  const folder = await workingFolder(options.directory ?? __dirname);
  const child = launch(folder, options);
  const output = collect(child, options.log);
  let listener: Socket | undefined;
  const stop = async () => {
    listener?.destroy();
    await end(child);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await untilReady(child, options.port, output);
    listener = await listen(options.port);
  } catch (error) {
    const log = await readFile(join(folder, LOG), 'utf8').catch(() => '');
    await stop();
    throw new Error(`Agents Playground did not start: ${reason(error)}\n${log || output.join('\n')}`, {
      cause: error,
    });
  }
  const url = `http://localhost:${options.port}`;
  return { url, connectorUrl: `${url}/_connector`, stop };
}

async function workingFolder(source: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'seuranta-playground-'));
  await copyFile(join(source, CONFIGURATION), join(folder, CONFIGURATION));
  return folder;
}

function launch(folder: string, { botEndpoint, port }: PlaygroundOptions): ChildProcess {
  const cli = join(dirname(require.resolve('@microsoft/m365agentsplayground/package.json')), 'cli.js');
  const args = [cli, '-e', botEndpoint, '-c', 'msteams', '--disable-telemetry', '-p', String(port)];
  return spawn(process.execPath, args, {
    cwd: folder,
    // The only way to stop it from opening a browser.
    env: { ...process.env, TEAMSAPPTESTER_BROWSER: 'none' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Keeps what the child prints; the list grows while it runs. */
function collect(child: ChildProcess, log?: (line: string) => void): string[] {
  const lines: string[] = [];
  const take = (chunk: Buffer) => {
    const text = chunk.toString().trimEnd();
    lines.push(text);
    log?.(text);
  };
  child.stdout?.on('data', take);
  child.stderr?.on('data', take);
  child.on('error', (error) => lines.push(error.message));
  return lines;
}

/** Resolves once the Playground has printed its port and that port answers. */
async function untilReady(child: ChildProcess, port: number, output: readonly string[]): Promise<void> {
  const deadline = Date.now() + START_LIMIT_MS;
  while (Date.now() < deadline) {
    if (hasEnded(child)) throw new Error(`it ended with ${child.exitCode ?? child.signalCode ?? 'an error'}`);
    const taken = /Listening on (\d+)/.exec(output.join('\n'))?.[1];
    // It takes any free port if the wanted one is in use; then something else answers on ours.
    if (taken !== undefined && taken !== String(port)) throw new Error(`port ${port} is in use`);
    if (taken !== undefined && (await answers(`http://localhost:${port}/_debug/ping`))) return;
    await pause(POLL_MS);
  }
  throw new Error(`no answer within ${START_LIMIT_MS / 1000} s`);
}

/**
 * A socket that only listens. Without one the Playground queues messages until a browser opens, which then loses about
 * half of them; with one nothing is queued, and the demo sends them when the browser reports the install.
 */
function listen(port: number): Promise<Socket> {
  const headers = {
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
  };
  return new Promise((resolve, reject) => {
    const path = '/_ws_conversation/v1/conversations/stream';
    get({ host: 'localhost', port, path, headers })
      .on('upgrade', (_response, socket) => resolve(socket.on('error', () => undefined).resume()))
      .on('response', (response) => reject(new Error(`its socket answered ${response.statusCode}`)))
      .on('error', reject);
  });
}

async function answers(url: string): Promise<boolean> {
  const response = await fetch(url, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
  return response?.ok ?? false;
}

async function end(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
  await ended;
  clearTimeout(timer);
}

/** Whether the child has exited; one that could not be started has no process id. */
function hasEnded(child: ChildProcess): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

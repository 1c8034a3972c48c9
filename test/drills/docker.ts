/**
 * Runs the lines of a runbook that begin with `docker`, on images that are laid out in folders. If that is permitted,
 * containers run without any network, and without the right to write into their image.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { parseEnv } from 'node:util';
import { type Image } from './image';

/** The user `node` of the image. */
const imageUser = 1000;
const isRoot = process.getuid?.() === 0;

export interface Ran {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

interface Container {
  readonly image: Image;
  readonly options: RunOptions;
  process?: ChildProcess;
  readonly lines: string[];
}

interface RunOptions {
  readonly environment: Readonly<Record<string, string>>;
  /** Folders of this machine by their paths in the container. */
  readonly mounts: ReadonlyMap<string, string>;
}

export interface DockerSetup {
  /** By tag: "seuranta:0.2.0". */
  readonly images: Map<string, Image>;
  /** Volumes, and what the runbook calls `/backups`, are folders in it. */
  readonly folder: string;
  /** Without it the containers share this machine's network. */
  readonly isOffline?: boolean;
  /** Variables that each container gets, whatever its line sets. */
  readonly environment?: Readonly<Record<string, string>>;
  /** What a file named by `--env-file` holds. */
  readonly envFile?: string;
}

/** Whether a network of its own, in which nothing but the container itself can be reached, is permitted here. */
export function canBeOffline(): boolean {
  return spawnSync('unshare', ['-n', 'ip', 'link', 'set', 'lo', 'up']).status === 0;
}

export class SimulatedDocker {
  private readonly containers = new Map<string, Container>();

  constructor(private readonly setup: DockerSetup) {}

  /** One line of a runbook. @throws Error if there is no such container, image or command */
  async line(text: string): Promise<Ran> {
    const [docker, verb, ...words] = wordsOf(text);
    if (docker !== 'docker') throw new Error(`not a docker command: ${text}`);
    if (verb === 'run') return this.run(words);
    const [name = '', ...rest] = words;
    const container = this.containers.get(name);
    if (!container) throw new Error(`there is no container ${name}: ${text}`);
    if (verb === 'exec') return this.execute(container, rest);
    if (verb === 'start') return this.start(container);
    if (verb === 'stop') return stop(container);
    if (verb !== 'rm') throw new Error(`unknown: ${text}`);
    this.containers.delete(name);
    return done;
  }

  /** The image's own health check, in the container. */
  health(name: string): Ran {
    const container = this.containers.get(name)!;
    return this.execute(container, container.image.healthCheck);
  }

  /** Log lines of the container. */
  log(name: string): readonly string[] {
    return this.containers.get(name)?.lines ?? [];
  }

  /** A folder of this machine that a container sees as a volume or at `/backups`. */
  place(name: string): string {
    return path.join(this.setup.folder, name);
  }

  async stopAll(): Promise<void> {
    for (const each of this.containers.values()) await stop(each);
  }

  private async run(words: string[]): Promise<Ran> {
    const { isDetached, name, image: tag, command, options } = this.runWords(words);
    const image = this.setup.images.get(tag);
    if (!image) throw new Error(`there is no image ${tag}`);
    const container: Container = { image, options, lines: [] };
    if (!isDetached) return this.once(container, command);
    if (this.containers.has(name)) throw new Error(`there is a container ${name} already`);
    this.containers.set(name, container);
    return this.start(container);
  }

  private runWords(words: string[]) {
    let [name, isDetached] = ['', false];
    const environment: Record<string, string> = {};
    const mounts = new Map<string, string>();
    while (words[0]?.startsWith('-')) {
      const option = words.shift()!;
      if (['--rm', '--read-only'].includes(option)) continue;
      if (option === '-d') isDetached = true;
      else if (option === '--name') name = words.shift()!;
      else if (option === '--env-file')
        Object.assign(environment, words.shift() === '.env' && parseEnv(this.setup.envFile ?? ''));
      else if (option === '-v') this.mount(words.shift()!, mounts);
      else if (['--restart', '--tmpfs', '-p'].includes(option)) words.shift();
      else throw new Error(`unknown option ${option}`);
    }
    const [image = '', ...command] = words;
    return { name, isDetached, image, command, options: { environment, mounts } };
  }

  private mount(text: string, mounts: Map<string, string>): void {
    const [from = '', to = ''] = text.split(':');
    const folder = this.place(from.replace(/^\W+/, ''));
    mkdirSync(folder, { recursive: true });
    if (isRoot) chownSync(folder, imageUser, imageUser);
    mounts.set(to, folder);
  }

  private async start(container: Container): Promise<Ran> {
    this.attachData(container);
    const { program, args, environment } = this.processOf(container, container.image.command);
    const child = spawn(program, args, {
      cwd: path.join(container.image.folder, 'app'),
      env: environment,
      stdio: ['ignore', 'inherit', 'pipe'],
    });
    container.process = child;
    const said = createInterface(child.stderr);
    said.on('line', (line) => void container.lines.push(line));
    const from = container.lines.length;
    const isListening = () => container.lines.slice(from).some((line) => line.includes('"listening"'));
    while (!isListening()) {
      if (child.exitCode !== null) break;
      await Promise.race([once(said, 'line'), once(child, 'exit')]);
    }
    const err = container.lines.slice(from).join('\n');
    return isListening() ? done : { status: child.exitCode, out: '', err };
  }

  private once(container: Container, command: readonly string[]): Ran {
    this.attachData(container);
    return this.execute(container, command);
  }

  /** The volume, at the path that the image has for it. */
  private attachData({ image, options }: Container): void {
    const data = path.join(image.folder, 'data');
    rmSync(data, { recursive: true, force: true });
    const volume = options.mounts.get('/data');
    if (volume !== undefined) return symlinkSync(volume, data);
    mkdirSync(data);
    if (isRoot) chownSync(data, imageUser, imageUser);
  }

  private execute(container: Container, command: readonly string[]): Ran {
    const { program, args, environment } = this.processOf(container, command);
    const run = spawnSync(program, args, {
      cwd: path.join(container.image.folder, 'app'),
      env: environment,
      encoding: 'utf8',
    });
    return { status: run.status, out: run.stdout, err: run.stderr };
  }

  /** In the network of the container's own process, if it has one. */
  private processOf({ image, options, process: own }: Container, command: readonly string[]) {
    const inside = (text: string) => insideOf(text, image, options.mounts);
    const all = { ...image.environment, ...options.environment, ...this.setup.environment };
    const environment = {
      ...Object.fromEntries(Object.entries(all).map(([name, value]) => [name, inside(value)])),
      PATH: `${path.join(image.folder, 'usr/local/bin')}:/usr/local/bin:/usr/bin:/bin`,
    };
    const user = isRoot ? ['setpriv', `--reuid=${imageUser}`, `--regid=${imageUser}`, '--clear-groups'] : [];
    const isRunning = own !== undefined && own.exitCode === null && own.signalCode === null;
    const network = !this.setup.isOffline
      ? []
      : isRunning
        ? ['nsenter', '-t', String(own.pid), '-n']
        : ['unshare', '-n', 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh'];
    const [program, ...args] = [...network, ...user, ...command.map(inside)];
    return { program: program!, args, environment };
  }
}

const done: Ran = { status: 0, out: '', err: '' };

async function stop(container: Container): Promise<Ran> {
  const { process: child } = container;
  if (!child || child.exitCode !== null || child.signalCode !== null) return done;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  // As long as `terminationGracePeriodSeconds` in the Azure template.
  const limit = setTimeout(() => child.kill('SIGKILL'), 30_000);
  const [status] = (await ended) as [number | null];
  clearTimeout(limit);
  return { status, out: '', err: container.lines.join('\n') };
}

/** A path of the container as this machine knows it. */
function insideOf(text: string, image: Image, mounts: ReadonlyMap<string, string>): string {
  for (const [inside, folder] of mounts)
    if (text === inside || text.startsWith(`${inside}/`)) return folder + text.slice(inside.length);
  return /^\/(app|data|usr)\//.test(text) || text === '/data' ? image.folder + text : text;
}

export function wordsOf(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2]!);
}

/** The image's user may read the folder, though it was made for this one only. */
export function openToImageUser(folder: string): void {
  chmodSync(folder, 0o755);
}

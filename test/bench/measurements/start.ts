/** Time from process start until the bot serves, with the five programmes, and resident memory when idle. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { openStore } from '../../../bot/process/store/open-store';
import { loadSeeds } from '../../../seeds/load';
import { startBotProcess } from '../../helpers/bot-process';
import { type Survey } from '../measurement';

const root = path.join(__dirname, '../../..');
const runs = 4;
/** Long enough for the first tick to have ended. */
const idleMs = 3_000;

export default {
  name: 'start',
  survey: async () => {
    execFileSync('npm', ['run', '-s', 'build'], { cwd: root });
    const folder = mkdtempSync(path.join(tmpdir(), 'seuranta-bench-'));
    const store = await openStore({ type: 'sqlite', directory: path.join(folder, 'loaded') });
    await loadSeeds(store);
    await store.close();
    const started = (program: readonly string[], idle: number) =>
      repeatedly((run) => start(path.join(folder, 'loaded'), path.join(folder, String(run)), program, idle));
    const built = await started(containerProgram(), idleMs);
    const sources = await started(['--import', 'tsx', 'bot/main.ts'], 0);
    rmSync(folder, { recursive: true });
    return [
      {
        what: 'until ready, as in the container',
        unit: 'ms',
        figures: built.map(({ ms }) => ms),
        atMost: 700,
      },
      {
        what: 'resident when idle',
        unit: 'MB',
        figures: built.map(({ megabytes }) => megabytes),
        atMost: 110,
      },
      { what: 'until ready, from the sources', unit: 'ms', figures: sources.map(({ ms }) => ms) },
    ];
  },
} satisfies Survey;

/** Node's flags in the container. */
function containerProgram(): string[] {
  const dockerfile = readFileSync(path.join(root, 'deploy/Dockerfile'), 'utf8');
  const [, ...program] = JSON.parse(/^CMD (\["node".*\])$/m.exec(dockerfile)![1]!) as string[];
  return program;
}

/** One run more than is counted: the first fills the disk caches. */
async function repeatedly<T>(once: (run: number) => Promise<T>): Promise<T[]> {
  const all: T[] = [];
  for (let run = 0; run <= runs; run++) all.push(await once(run));
  return all.slice(1);
}

/** Uses a new store: after a forced stop there would be a lease to wait for. */
async function start(loaded: string, own: string, program: readonly string[], idle: number) {
  cpSync(loaded, own, { recursive: true });
  const began = performance.now();
  const bot = await startBotProcess({ SEURANTA_DATA: own }, program);
  const { status } = await fetch(bot.endpoint.replace('/api/messages', '/readyz'));
  const ms = performance.now() - began;
  if (status !== 200) throw new Error(`/readyz answers ${status}`);
  const processorMs = processorTime(bot.pid);
  await setTimeout(idle);
  const megabytes = residentMegabytes(bot.pid);
  await bot.kill();
  rmSync(own, { recursive: true });
  return { ms, processorMs, megabytes };
}

/** Milliseconds, all threads together; Linux counts hundredths of a second, see proc(5). */
function processorTime(pid: number): number {
  const [, rest] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
  const [user, system] = rest!.split(' ').slice(11, 13).map(Number);
  return 10 * (user! + system!);
}

/** As reported by Linux. */
function residentMegabytes(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s*(\d+) kB$/m.exec(status)![1]) / 1024;
}

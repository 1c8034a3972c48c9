/** The bot as in production: a separate process that can be killed. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';

export interface BotProcess {
  readonly pid: number;
  /** Its address for activities. */
  readonly endpoint: string;
  /** Logged errors, and output that is not a log entry; one line each. */
  readonly errors: readonly string[];
  /** All lines of its output. */
  readonly lines: readonly string[];
  /** SIGKILL: work in progress is lost. */
  kill(): Promise<void>;
  /** SIGTERM, as a platform stops it. @returns the exit code; `null` if it had to be killed after a minute. */
  terminate(): Promise<{ readonly code: number | null; readonly ms: number }>;
}

const root = path.join(__dirname, '../..');

/**
 * Starts the bot on a free loopback port with only these variables of its own.
 * @param program what Node runs: the sources, or the build
 */
export async function startBotProcess(
  environment: Readonly<Record<string, string>>,
  program: readonly string[] = ['--import', 'tsx', 'bot/main.ts'],
): Promise<BotProcess> {
  const { PATH, HOME, TMPDIR } = process.env;
  const child = spawn(process.execPath, [...program], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'pipe'],
    env: { PATH, HOME, TMPDIR, ...environment, PORT: '0', LOG_LEVEL: 'info' },
  });
  const errors: string[] = [];
  const said: string[] = [];
  try {
    const port = await portOf(child, errors, said);
    return {
      pid: child.pid!,
      endpoint: `http://127.0.0.1:${port}/api/messages`,
      errors,
      lines: said,
      kill: () => killed(child),
      terminate: () => terminated(child),
    };
  } catch (error) {
    await killed(child);
    throw error;
  }
}

/** Resolves with the port that it prints once it listens; keeps reading its log after that. */
function portOf(child: ChildProcess, errors: string[], said: string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const lines = createInterface(child.stderr!);
    lines.on('line', (line) => {
      said.push(line);
      const entry = logEntry(line);
      if (entry?.msg === 'listening') resolve(entry.port!);
      if (!entry || entry.level >= 50) errors.push(line);
    });
    lines.once('close', () => reject(new Error(`the bot does not start:\n${said.join('\n')}`)));
  });
}

function logEntry(line: string): { level: number; msg?: string; port?: number } | undefined {
  try {
    return JSON.parse(line) as { level: number; msg?: string; port?: number };
  } catch {
    return undefined;
  }
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

async function terminated(child: ChildProcess): Promise<{ code: number | null; ms: number }> {
  const started = performance.now();
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  const limit = setTimeout(() => child.kill('SIGKILL'), 60_000);
  const [code] = (await exited) as [number | null];
  clearTimeout(limit);
  return { code, ms: Math.round(performance.now() - started) };
}

/** A server in a process of its own that says its port and figures to its parent. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { startFlags } from '../helpers/start-flags';
import { type Answers } from './process-figures';

export interface ServedProcess {
  /** Where it takes activities. */
  readonly endpoint: string;
  ask<Q extends keyof Answers>(question: Q): Promise<Answers[Q]>;
  /** What it wrote to standard error: what it logged as a warning or an error, a line each. */
  readonly complaints: readonly string[];
  /** Undefined while it runs; the code, or the signal that ended it. */
  readonly ended: () => number | string | undefined;
  stop(): Promise<void>;
}

/** @param script a file that takes its options as JSON: a source, or compiled */
export async function startServed(
  script: string,
  options: object,
  nodeOptions: readonly string[] = [],
): Promise<ServedProcess> {
  const child = fork(script, [JSON.stringify(options)], {
    cwd: path.join(__dirname, '../..'),
    execArgv: [
      ...startFlags(),
      '--expose-gc',
      ...(script.endsWith('.ts') ? ['--import', 'tsx'] : []),
      ...nodeOptions,
    ],
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
  });
  const complaints: string[] = [];
  child.stderr!.setEncoding('utf8').on('data', (text: string) => complaints.push(text));
  const { port } = await nextMessage<{ port: number }>(child, complaints);
  return {
    endpoint: `http://127.0.0.1:${port}/api/messages`,
    complaints,
    ended: () => child.exitCode ?? child.signalCode ?? undefined,
    ask: async <Q extends keyof Answers>(question: Q) => {
      const answered = nextMessage<{ answer: Answers[Q] }>(child, complaints);
      child.send(question);
      return (await answered).answer;
    },
    stop: () => stopped(child),
  };
}

async function nextMessage<T>(child: ChildProcess, complaints: readonly string[]): Promise<T> {
  const listening = new AbortController();
  const { signal } = listening;
  const ended = once(child, 'exit', { signal }).then(([code, by]) => {
    throw new Error(`the process ended with ${code ?? by}: ${complaints.join('')}`);
  });
  try {
    const [message] = (await Promise.race([once(child, 'message', { signal }), ended])) as [T];
    return message;
  } finally {
    ended.catch(() => undefined);
    listening.abort();
  }
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.disconnect();
  const limit = setTimeout(() => child.kill('SIGKILL'), 20_000);
  await exited;
  clearTimeout(limit);
}

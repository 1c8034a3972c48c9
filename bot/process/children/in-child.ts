/**
 * Runs one piece of work in a separate process, so that long work does not block the bot, and work that takes too much
 * memory or time ends only that process.
 */
import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import { type Logger } from 'pino';
import { RefusedError } from '../../../src/errors';
import { type ChildAnswer } from './child-work';

export interface ChildOptions {
  /** Megabytes of heap. */
  readonly heap: number;
  readonly longestMs: number;
  /** Aborts the running work. */
  readonly stopping?: AbortSignal;
  readonly log: Logger;
}

/** The process ended without an answer, or was killed because it took too long. */
export class ChildEndedError extends Error {
  override readonly name = 'ChildEndedError';
}

const root = path.join(__dirname, '../../..');
/** `.js` if the bot was compiled. */
const ending = path.extname(__filename);

/**
 * @param script file beside this one without its ending; it calls `workForParent`
 * @param order data that can be cloned
 * @throws RefusedError if the work throws it; ChildEndedError; AbortError if it is stopped.
 */
export function inChild<R>(script: string, order: object, options: ChildOptions): Promise<R> {
  const { heap, longestMs, stopping } = options;
  const limit = AbortSignal.timeout(longestMs);
  const child = fork(path.join(__dirname, `${script}${ending}`), {
    cwd: root,
    execArgv: [`--max-old-space-size=${heap}`, ...(ending === '.ts' ? ['--import', 'tsx'] : [])],
    serialization: 'advanced',
    // Node reports a full heap as plain text, which must not get into the log.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    signal: AbortSignal.any([...(stopping ? [stopping] : []), limit]),
    // Ends a process at once by default, even a busy one; the one that makes a PDF ends LibreOffice first.
    killSignal: 'SIGTERM',
  });
  const said = listenTo(child);
  return new Promise<R>((resolve, reject) => {
    child.on('error', (error) =>
      reject(
        limit.aborted && !stopping?.aborted ? new ChildEndedError(`longer than ${longestMs} ms`) : error,
      ),
    );
    // Not 'exit': that may come before the last message.
    child.once('close', (code, signal) => {
      if (said())
        options.log.warn({ script, code, signal, fatal: fatalIn(said()) }, 'a child process complained');
      reject(new ChildEndedError(`${script} ended with ${code ?? signal ?? 'nothing'}`));
    });
    child.once('message', (answer: ChildAnswer<R>) => {
      if (answer.type === 'done') resolve(answer.result);
      else if (answer.type === 'refused') reject(new RefusedError(answer.code, answer.details));
      else reject(new Error(answer.stack));
    });
    child.send(order);
  });
}

const mostSaid = 16 * 1024;

function listenTo({ stdout, stderr }: ChildProcess): () => string {
  let said = '';
  for (const stream of [stdout, stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(0, mostSaid)));
  return () => said;
}

/** Only the engine's own message: anything else may quote somebody's file. */
function fatalIn(said: string): string | undefined {
  return /^FATAL ERROR: [\w -]{1,200}/m.exec(said)?.[0];
}

/** Standard error holds lines of the log and nothing else: what libraries and Node itself would write becomes such a line. */
import { format } from 'node:util';
import { type Logger } from 'pino';

const methods = ['debug', 'error', 'info', 'log', 'trace', 'warn'] as const;

/**
 * For the process's whole life. A fault that nobody catches is logged, and ends the process with code 1 as it does by
 * itself. What a library says may hold a token or what somebody typed, so its words are for the level `debug` alone.
 */
export function captureOutput(log: Logger): void {
  for (const method of methods)
    console[method] = (...said: unknown[]) => {
      const err = said.find((each) => each instanceof Error);
      log.warn({ method, ...(err && { err }) }, 'a library wrote to the console');
      log.debug({ method, said: format(...said) }, 'what it wrote');
    };
  // Node's own listener writes them to standard error.
  process.removeAllListeners('warning');
  process.on('warning', (warning) => log.warn({ err: warning }, 'a warning of Node'));
  process.on('uncaughtException', (error, origin) => {
    log.fatal({ err: error, origin }, 'a fault that nobody caught');
    process.exit(1);
  });
}

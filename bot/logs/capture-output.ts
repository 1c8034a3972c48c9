/** Keeps standard output and standard error to log lines: output of libraries and of Node itself is logged instead. */
import { format } from 'node:util';
import { type Logger } from 'pino';

const methods = ['debug', 'error', 'info', 'log', 'trace', 'warn'] as const;

/**
 * Lasts for the life of the process. An uncaught error is logged and ends the process with code 1, as it would anyway. A
 * library's message may contain a token or what somebody typed, so its text is logged at `debug` only.
 */
export function captureOutput(log: Logger): void {
  for (const method of methods)
    console[method] = (...said: unknown[]) => {
      const err = said.find((each) => each instanceof Error);
      log.warn({ method, ...(err && { err }) }, 'a library wrote to the console');
      log.debug({ method, said: format(...said) }, 'what it wrote');
    };
  // Node's own listener prints them to standard error.
  process.removeAllListeners('warning');
  process.on('warning', (warning) => log.warn({ err: warning }, 'a warning of Node'));
  process.on('uncaughtException', (error, origin) => {
    log.fatal({ err: error, origin }, 'a fault that nobody caught');
    process.exit(1);
  });
}

import { type Logger } from 'pino';
import { type Config, readConfig } from '../../bot/config/config';
import { createLog } from '../../bot/logs/create-log';

export interface CapturedLog {
  readonly log: Logger;
  /** The lines that would be on standard error. */
  readonly lines: string[];
  /** The same, parsed. @throws SyntaxError if a line is not JSON. */
  entries(): LogEntry[];
}

export type LogEntry = Readonly<Record<string, unknown>>;

/** The bot's own log, written to memory. */
export function capturedLog(logLevel = 'info', config: Config = readConfig({})): CapturedLog {
  const lines: string[] = [];
  return {
    log: createLog({ ...config, logLevel }, { write: (line: string) => void lines.push(line) }),
    lines,
    entries: () => lines.map((line) => JSON.parse(line) as LogEntry),
  };
}

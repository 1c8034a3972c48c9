#!/usr/bin/env node
/** The command line: works on the same store as the bot. Data on standard output, logs and errors on standard error. */
import '../config/node-version';
import { createInterface } from 'node:readline/promises';
import { CommanderError } from 'commander';
import pino from 'pino';
import { systemClock } from '../../src/clock';
import { NewerStoreError } from '../../src/errors';
import { newerStoreExitCode } from '../config/config';
import { loadEnvFile } from '../config/env-file';
import { commandLineLimits, registerReader } from '../process/children/register-reader';
import { CliFailure } from './parts/cli-command';
import { runCli } from './run';

// Whoever reads the output has seen enough, as in `seuranta audit | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

loadEnvFile();
runCli(process.argv.slice(2), {
  clock: systemClock,
  print: (line) => void process.stdout.write(`${line}\n`),
  say: (line) => void process.stderr.write(`${line}\n`),
  ...(process.stdin.isTTY && { ask: askAtTerminal }),
  ...(process.stdout.isTTY && { width: process.stdout.columns }),
  readRegister: registerReader(commandLineLimits, pino({ level: 'silent' })),
}).then(
  () => undefined,
  (error: unknown) => {
    if (error instanceof CommanderError && error.exitCode === 0) return;
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = exitCodeOf(error);
  },
);

/** Asks on standard error, since standard output is for data. */
async function askAtTerminal(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await terminal.question(question);
  } finally {
    terminal.close();
  }
}

function exitCodeOf(error: unknown): number {
  if (error instanceof NewerStoreError) return newerStoreExitCode;
  return error instanceof CliFailure ? error.exitCode : 2;
}

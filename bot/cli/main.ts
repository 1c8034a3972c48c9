/** The command line: works on the same store as the bot. Data on standard output, logs and errors on standard error. */
import { CommanderError } from 'commander';
import pino from 'pino';
import { systemClock } from '../../src/clock';
import { NewerStoreError } from '../../src/errors';
import { newerStoreExitCode } from '../config';
import { commandLineLimits, registerReader } from '../registers/register-reader';
import { CliFailure } from './cli-command';
import { runCli } from './run';

runCli(process.argv.slice(2), {
  clock: systemClock,
  print: (line) => void process.stdout.write(`${line}\n`),
  say: (line) => void process.stderr.write(`${line}\n`),
  readRegister: registerReader(commandLineLimits, pino({ level: 'silent' })),
}).then(
  () => undefined,
  (error: unknown) => {
    if (error instanceof CommanderError && error.exitCode === 0) return;
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = exitCodeOf(error);
  },
);

function exitCodeOf(error: unknown): number {
  if (error instanceof NewerStoreError) return newerStoreExitCode;
  return error instanceof CliFailure ? error.exitCode : 2;
}

/** How the bot's process ends when it does not start. */
import { NewerStoreError } from '../../src/errors';
import { ConfigError, configExitCode, newerStoreExitCode } from './config';

export interface Failure {
  readonly exitCode: number;
  /** The kind of error, without its text. */
  readonly why: string;
}

export function failureOf(error: unknown): Failure {
  const why = error instanceof Error ? error.name : 'Error';
  if (error instanceof ConfigError) return { exitCode: configExitCode, why };
  return { exitCode: error instanceof NewerStoreError ? newerStoreExitCode : 1, why };
}

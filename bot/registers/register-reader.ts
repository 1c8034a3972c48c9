/**
 * Reads registers' files, one at a time, each in a process of its own: what a file holds is known only when it is read,
 * and the bot answers others meanwhile, with the memory that it has.
 */
import { type Logger } from 'pino';
import { RefusedError } from '../../src/errors';
import { type ImportedRegister } from '../../src/import/imported';
import { type ReadRegister } from '../../src/import/read-register';
import { ChildEndedError, inChild } from '../in-child';
import { type ReadLimits, type ReadOrder } from './read-in-child';

export interface ReaderLimits {
  /** Megabytes of heap of the process that reads. */
  readonly heap: number;
  readonly longestMs: number;
  readonly most: ReadLimits;
}

/** Of files that are dropped into the chat, where a press is to be answered in ten seconds. */
export const chatLimits: ReaderLimits = {
  heap: 256,
  longestMs: 10_000,
  // More goals are imported on the command line: the bot does nothing else while it compares them.
  most: { goals: 2_000, bytes: 16 * 1024 * 1024 },
};

/** On the command line whoever waits has chosen to. */
export const commandLineLimits: ReaderLimits = {
  heap: 1024,
  longestMs: 120_000,
  most: { goals: Infinity, bytes: Infinity },
};

/** @returns a reader that throws, besides what readRegister does, RefusedError `too-many-goals`, `file-too-heavy`. */
export function registerReader({ heap, longestMs, most }: ReaderLimits, log: Logger): ReadRegister {
  let last: Promise<unknown> = Promise.resolve();
  return (bytes, fileName, { layout } = {}) => {
    const order: ReadOrder = { bytes, fileName, most, ...(layout && { layout }) };
    const read = last.then(() =>
      inChild<ImportedRegister>('registers/read-in-child', order, { heap, longestMs, log }),
    );
    last = read.catch(() => undefined);
    return read.catch((error: unknown) => {
      if (error instanceof ChildEndedError) throw new RefusedError('file-too-heavy');
      throw error;
    });
  };
}

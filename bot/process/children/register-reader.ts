/**
 * Reads the files of registers, one at a time, each in a separate process: a file may unpack to far more than its size,
 * and the bot must keep answering meanwhile.
 */
import { type Logger } from 'pino';
import { RefusedError } from '../../../src/errors';
import { type ImportedRegister } from '../../../src/import/table/imported';
import { type ReadRegister } from '../../../src/import/read-register';
import { ChildEndedError, inChild } from './in-child';
import { type ReadLimits, type ReadOrder } from './read-in-child';

export interface ReaderLimits {
  /** Heap of the reading process, in megabytes. */
  readonly heap: number;
  readonly longestMs: number;
  readonly most: ReadLimits;
}

/** For files that are dropped into the chat, since a button press must be answered within ten seconds. */
export const chatLimits: ReaderLimits = {
  heap: 256,
  longestMs: 10_000,
  // Larger registers are imported on the command line: comparing the goals blocks the bot.
  most: { goals: 2_000, bytes: 16 * 1024 * 1024 },
};

/** On the command line only the person who asked has to wait. */
export const commandLineLimits: ReaderLimits = {
  heap: 1024,
  longestMs: 120_000,
  most: { goals: Infinity, bytes: Infinity },
};

/** @returns a reader that may also throw RefusedError `too-many-goals` and `file-too-heavy` */
export function registerReader({ heap, longestMs, most }: ReaderLimits, log: Logger): ReadRegister {
  let last: Promise<unknown> = Promise.resolve();
  return (bytes, fileName, options = {}) => {
    const order: ReadOrder = { bytes, fileName, most, options };
    const read = last.then(() => inChild<ImportedRegister>('read-in-child', order, { heap, longestMs, log }));
    last = read.catch(() => undefined);
    return read.catch((error: unknown) => {
      if (error instanceof ChildEndedError) throw new RefusedError('file-too-heavy');
      throw error;
    });
  };
}

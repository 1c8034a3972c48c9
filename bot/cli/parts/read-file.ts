import { readFile } from 'node:fs/promises';
import { RefusedError } from '../../../src/errors';

/** The content of a file that an argument names. @throws RefusedError `file-not-read` with the system's code. */
export async function bytesOf(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new RefusedError('file-not-read', { file, reason: (error as NodeJS.ErrnoException).code ?? '' });
  }
}

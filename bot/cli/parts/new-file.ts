import { writeFile } from 'node:fs/promises';
import { RefusedError } from '../../../src/errors';

/**
 * Never over a file that is there: it may be an earlier one of the kind.
 * @throws RefusedError `file-exists`, `file-not-written`.
 */
export async function writeNew(file: string, content: string | Uint8Array): Promise<void> {
  try {
    await writeFile(file, content, { flag: 'wx' });
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? '';
    throw new RefusedError(reason === 'EEXIST' ? 'file-exists' : 'file-not-written', { file, reason });
  }
}

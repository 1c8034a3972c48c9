import { writeFile } from 'node:fs/promises';
import { RefusedError } from '../../../src/errors';

/**
 * Never overwrites a file: it may be an earlier report or export.
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

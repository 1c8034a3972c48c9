import { open } from 'node:fs/promises';

/** Waits until the file is on the disk. @returns its size in bytes */
export async function syncFile(path: string): Promise<number> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
    return (await handle.stat()).size;
  } finally {
    await handle.close();
  }
}

import { rmSync } from 'node:fs';
import { runFolder } from './seeded-file';

/** Removes what the test files of a run shared. */
export default function afterAllFiles(): void {
  const folder = process.env[runFolder];
  if (folder !== undefined) rmSync(folder, { recursive: true });
}

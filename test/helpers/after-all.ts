import { rmSync } from 'node:fs';
import { runFolder } from './seeded-file';

/** Removes what the files of a run shared. */
export default function afterAllFiles(): void {
  rmSync(process.env[runFolder]!, { recursive: true });
}

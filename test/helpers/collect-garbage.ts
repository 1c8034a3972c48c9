/** libsql 0.5 keeps a file open, with its locks, until its statements are garbage-collected (libsql-js #228). */
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

export async function collectGarbage(): Promise<void> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  for (let round = 0; round < 2; round++) {
    await setImmediate();
    collect();
  }
}

/** The process that reads one register's file and ends; see register-reader.ts. */
import { serialize } from 'node:v8';
import { RefusedError } from '../../../src/errors';
import { type ImportedRegister } from '../../../src/import/table/imported';
import { type ReadOptions, readRegister } from '../../../src/import/read-register';
import { workForParent } from './child-work';

export interface ReadOrder {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  readonly options: ReadOptions;
  readonly most: ReadLimits;
}

/** Limits on the result: the process that waits for it has less memory than the one that reads. */
export interface ReadLimits {
  readonly goals: number;
  readonly bytes: number;
}

workForParent<ReadOrder, ImportedRegister>(async ({ bytes, fileName, options, most }) => {
  const register = await readRegister(bytes, fileName, options);
  if (register.goals.length > most.goals)
    throw new RefusedError('too-many-goals', { most: String(most.goals) });
  if (serialize(register).byteLength > most.bytes) throw new RefusedError('file-too-heavy');
  return register;
});

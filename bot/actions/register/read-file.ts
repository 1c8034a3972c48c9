/** Reads the register in a kept file, by what its columns were said to hold if it fits no layout. */
import { isStringKey } from '../../../cards/parts/strings';
import { RefusedError } from '../../../src/errors';
import { loadMappings } from '../../../src/import/column-mappings';
import { type KeptFile, readKeptFile } from '../../../src/import/kept-file';
import { type ImportedRegister, isGuessed } from '../../../src/import/table/imported';
import { type AdminTurn } from '../../views/admin-turn';

/** A kept file, its id, and what it holds. */
export interface OpenedFile {
  readonly id: string;
  readonly file: KeptFile;
  readonly register: ImportedRegister;
}

/** @returns undefined if the file is gone @throws RefusedError as readRegisterFile */
export async function openFile(turn: AdminTurn, id: string): Promise<OpenedFile | undefined> {
  const file = await readKeptFile(turn.deps.store, turn.person.id, id, turn.now);
  return file && { id, file, register: await readRegisterFile(turn, file) };
}

/**
 * If the file fits no layout and nobody has said what its columns hold, they come with what their headings look like;
 * there may then be no goals.
 * @throws RefusedError `file-not-understood`, or the reader's code if there is a text for it
 */
export async function readRegisterFile(
  { deps }: AdminTurn,
  { bytes, fileName, mapping }: KeptFile,
): Promise<ImportedRegister> {
  const options = mapping
    ? { choices: mapping }
    : { remembered: await loadMappings(deps.store), guess: true, toChoose: true };
  try {
    const register = await deps.readRegister(bytes, fileName, options);
    if (register.goals.length > 0 || register.columns) return register;
  } catch (error) {
    if (!(error instanceof RefusedError) || isStringKey(`refused.${error.code}`)) throw error;
  }
  throw new RefusedError('file-not-understood');
}

/** Whether somebody has to say first what the columns hold. */
export function asksForColumns(register: ImportedRegister): boolean {
  return register.goals.length === 0 || isGuessed(register);
}

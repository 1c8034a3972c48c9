/** The seam between files and registers. */
import { type Layout, type Register } from '../goals/schema';
import { type ImportedRegister } from './imported';

/**
 * Reads a file by what its bytes are; `layout` where it is not to be recognised. What is wrong in rows stands among
 * the problems; a file that is no register at all has no goals.
 */
export type ReadRegister = (
  bytes: Uint8Array,
  fileName: string,
  options: { readonly layout?: Layout },
) => Promise<ImportedRegister>;

/** Writes a register as a workbook in the plain layout, which reads back as it was. */
export type ExportRegister = (register: Register) => Promise<Buffer>;

/** Reads the inputs of a form's rows from a submit. */
import { readRowInputId, rowPrefix } from '../../../cards/form/row-input';
import { RefusedError } from '../../../src/errors';
import { type Typed } from '../../../src/replies/draft';
import { inputValue } from '../../views/turn';

/** What was typed into the inputs of one row, and what the row had shown. Nothing in it is trusted. */
export interface ShownRow {
  readonly goalId: string;
  readonly typed: Typed;
  /** The version of the reply that the row showed; 0 for none. */
  readonly version: number;
  /** The row showed the person's draft. */
  readonly draft: boolean;
}

/** More rows than any page has. */
const mostRows = 50;

/** The rows by their inputs. @throws RefusedError `malformed` if a name or a value is not one of the form's. */
export function typedRows(data: object): ShownRow[] {
  const rows = new Map<string, Omit<ShownRow, 'typed'> & { typed: [string, string][] }>();
  for (const [key, value] of Object.entries(data)) {
    if (!key.startsWith(rowPrefix)) continue;
    const input = readRowInputId(key);
    if (!input) throw new RefusedError('malformed');
    const { goalId, fieldId, version, draft } = input;
    const row = rows.get(goalId) ?? { goalId, version, draft, typed: [] };
    rows.set(goalId, row);
    if (row.version !== version || row.draft !== draft) throw new RefusedError('malformed');
    row.typed.push([fieldId, inputValue(value)]);
  }
  if (rows.size > mostRows) throw new RefusedError('malformed');
  return [...rows.values()].map((row) => ({ ...row, typed: Object.fromEntries(row.typed) }));
}

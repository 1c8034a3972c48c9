import { type Field } from '../../src/goals/schema';

/** Groups neighbours that have the same key, in order. */
export function runsBy(fields: readonly Field[], keyOf: (field: Field) => string | undefined): Field[][] {
  const runs: Field[][] = [];
  for (const field of fields) {
    const last = runs.at(-1);
    if (last && keyOf(last[0]!) === keyOf(field)) last.push(field);
    else runs.push([field]);
  }
  return runs;
}

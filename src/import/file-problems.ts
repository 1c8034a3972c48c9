/** Problems of any layout: rows that people do not see as valid, and codes that repeat. Pure. */
import { RefusedError } from '../errors';
import { type LeftOut, type Sheet } from './file/sheet';
import {
  type ImportedGoal,
  type ImportedRegister,
  type ImportProblem,
  type Place,
  saysAll,
} from './table/imported';
import { problemAt } from './table/table';

export function withFileProblems(register: ImportedRegister, sheets: readonly Sheet[]): ImportedRegister {
  refuseFormulas(sheets, register);
  const left = sheets
    .flatMap(({ name, left: rows = [] }) => rows.map((row) => ({ ...row, sheet: name })))
    .filter(({ why }) => why !== 'formula');
  const struck = new Set(left.filter(({ why }) => why === 'struck').map(rowKey));
  // Without its struck text, the row has no title: it was struck as a whole.
  const isStruckRow = ({ code, place }: ImportProblem) =>
    (code === 'title-missing' || code === 'task-missing') && struck.has(rowKey(place));
  const rows = new Set(register.problems.filter(isStruckRow).map(({ place }) => rowKey(place)));
  const told = new Set<string>();
  const leftOut = left.flatMap((each) => {
    const key = rowKey(each);
    if (told.has(key)) return [];
    told.add(key);
    return [leftProblem(each, rows.has(key))];
  });
  return {
    ...register,
    problems: [
      ...register.problems.filter((problem) => !isStruckRow(problem)),
      ...leftOut,
      ...(saysAll(register) ? [] : repeatedCodes(register)),
    ],
  };
}

/**
 * @param register what was read, if anything; of a mapped table only the columns that are read matter
 * @throws RefusedError `formulas-without-values`
 */
export function refuseFormulas(sheets: readonly Sheet[], register?: ImportedRegister): void {
  const read = register?.columns?.filter(({ meaning }) => meaning !== undefined && meaning !== 'ignore');
  for (const { name, left = [] } of sheets)
    for (const { why, row, text } of left)
      if (why === 'formula' && (!read || read.some(({ column }) => column === text)))
        throw new RefusedError('formulas-without-values', { sheet: name, cell: `${text}${row}` });
}

function rowKey({ sheet, row }: Pick<Place, 'sheet' | 'row'>): string {
  return `${sheet}|${row}`;
}

function leftProblem(
  { sheet, row, why, text }: LeftOut & { readonly sheet: string },
  isWholeRow: boolean,
): ImportProblem {
  const code = why === 'hidden' ? 'row-hidden' : isWholeRow ? 'row-struck' : 'text-struck';
  return problemAt('warning', code, { sheet, row }, text);
}

/** Excel makes 1.1 of 1.10, so a code that repeats may be another one. */
function repeatedCodes({ goals, problems }: ImportedRegister): ImportProblem[] {
  const known = new Set(
    problems.filter(({ code }) => code === 'code-repeated').map(({ place }) => rowKey(place)),
  );
  const first = new Map<string, ImportedGoal>();
  return goals.flatMap((goal) => {
    const { code, place } = goal;
    if (code === undefined) return [];
    const seen = first.get(code);
    if (!seen) first.set(code, goal);
    if (!seen || known.has(rowKey(place))) return [];
    return [problemAt('error', 'code-repeated', place, code, { row: String(seen.place.row) })];
  });
}

/** Unknown owners that many rows name in the same words are told once, with the rows. Pure. */
import { type ImportProblem } from '../table/imported';

export interface ProblemGroup {
  readonly problem: ImportProblem;
  /** Of its sheet, each once. */
  readonly rows: readonly number[];
}

const owners: ReadonlySet<ImportProblem['code']> = new Set([
  ...(['owner-unknown', 'owner-unclear', 'owner-role-unknown'] as const),
]);

/** In the order of the first problem of each group. */
export function groupedProblems(problems: readonly ImportProblem[]): ProblemGroup[] {
  const groups = new Map<string, { problem: ImportProblem; rows: Set<number> }>();
  for (const [at, problem] of problems.entries()) {
    const { severity, code, place, value, details = {} } = problem;
    const isOwner = owners.has(code);
    const same = [severity, code, place.sheet, place.column ?? '', value, details['standIn'] ?? ''];
    const key = isOwner ? same.join('\u001f') : String(at);
    const group = groups.get(key) ?? { problem, rows: new Set() };
    group.rows.add(place.row);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ problem, rows }) => ({ problem, rows: [...rows] }));
}

/** Rows that fit on a line. */
const mostRows = 12;

export function rowNumbers(rows: readonly number[]): string {
  return [...rows.slice(0, mostRows), ...(rows.length > mostRows ? ['…'] : [])].join(', ');
}

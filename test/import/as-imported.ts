/** Registers as a reader of files hands them over: made from stored ones, with ids only where the layout has them. */
import { type Goal, type Layout, type Programme } from '../../src/goals/schema';
import {
  type ImportedField,
  type ImportedGoal,
  type ImportedRegister,
} from '../../src/import/table/imported';
import { omit } from '../../src/omit';

export interface AsImportedOptions {
  readonly layout?: Layout;
  /** What the file reports for its period: by goal id and field id. */
  readonly answers?: ReadonlyMap<string, Readonly<Record<string, string>>>;
  /** Left out where the document has no codes. */
  readonly codes?: boolean;
}

export function asImported(
  { headings }: Pick<Programme, 'headings'>,
  goals: readonly Goal[],
  { layout = 'plain', answers, codes = true }: AsImportedOptions = {},
): ImportedRegister {
  const hasIds = layout === 'plain';
  const rows = goals.reduce<number[]>((all, goal) => [...all, (all.at(-1) ?? 2) + goal.fields.length], [2]);
  return {
    layout,
    headings,
    goals: goals.map((goal, at) => {
      const row = rows[at]!;
      const place = { sheet: 'Sheet1', row, column: 'A' };
      const words = omit(goal, 'id', 'code', 'owners', 'groups', 'fields', 'changedIn');
      return {
        ...words,
        ...(hasIds && { id: goal.id }),
        ...(codes && { code: goal.code }),
        ownersText: goal.owners.join('; '),
        groups: goal.groups.map(({ owners, ...group }) => ({
          ...group,
          ...(owners.length > 0 && { ownersText: owners.join(', ') }),
        })),
        fields: goal.fields.map(({ owners, id, askedWhen, ...field }, index): ImportedField => ({
          ...field,
          // A condition names its field by the id.
          ...(hasIds && { id, ...(askedWhen && { askedWhen }) }),
          ...(owners.length > 0 && { ownersText: owners.join(', ') }),
          ...(answers?.get(goal.id)?.[id] !== undefined && { answer: answers.get(goal.id)![id]! }),
          place: { sheet: 'Sheet1', row: row + index },
        })),
        place,
      } satisfies ImportedGoal;
    }),
    problems: [],
  };
}

/** The file with some of its goals changed. */
export function withGoals(
  file: ImportedRegister,
  change: (goals: readonly ImportedGoal[]) => readonly ImportedGoal[],
): ImportedRegister {
  return { ...file, goals: change(file.goals) };
}

/** What an import has made of a register, in few words. */
import { type Goal } from '../../src/goals/schema';
import { type ImportProblem } from '../../src/import/table/imported';
import { savePeople } from '../../src/people/directory';
import { type EntityStore } from '../../src/storage/store';
import { readFile } from '../../seeds/read';
import { peopleSchema } from '../../seeds/schema';
import { peopleOf } from '../helpers/fixtures';
import { seed } from './county-files';

export interface Made {
  readonly goals: number;
  /** How many goals each has, by the local parts of the addresses; the first eight owners. */
  readonly owners: string;
  /** Figures of the targets, in order; "–" where there is a text only. */
  readonly targets?: string;
  /** The cells of each problem by its code, or how many there are. */
  readonly problems: Readonly<Record<string, string | number>>;
}

/** The persons of the documents, and those of the other files. */
export async function saveOfficePeople(store: EntityStore): Promise<void> {
  await savePeople(store, readFile('seeds/people.json', peopleSchema));
  for (const folder of ['strategic-goals', 'county-survey']) await savePeople(store, seed(folder).people);
  await savePeople(store, peopleOf(['anna@example.org', 'bo@example.org', 'coordinator@example.org']));
}

/** Beyond these, files are described by counts. */
const few = 8;

export function madeOf(
  problems: readonly Pick<ImportProblem, 'severity' | 'code' | 'place'>[],
  goals: readonly Goal[],
): Made {
  const targets = goals.flatMap(({ fields }) =>
    fields.flatMap((field) => field.targets.map(({ value, low }) => value ?? low ?? '–')),
  );
  const owners = new Map<string, number>();
  for (const owner of goals.flatMap((goal) => goal.owners))
    owners.set(owner.split('@')[0]!, (owners.get(owner.split('@')[0]!) ?? 0) + 1);
  const cells = new Map<string, string[]>();
  for (const { severity, code, place } of problems) {
    const key = severity === 'error' ? `error ${code}` : code;
    cells.set(key, [...(cells.get(key) ?? []), `${place.column ?? ''}${place.row}`]);
  }
  const isSmall = goals.length <= few;
  return {
    goals: goals.length,
    owners: [...owners]
      .map(([owner, count]) => `${owner} ${count}`)
      .slice(0, few)
      .join(', '),
    ...(isSmall && targets.length > 0 && { targets: targets.join(' ') }),
    problems: Object.fromEntries(
      [...cells].map(([code, where]) => [code, isSmall ? where.join(' ') : where.length]),
    ),
  };
}

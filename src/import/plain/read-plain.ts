/** Reads the plain layout, which holds everything: goals, fields, groups, lists, and the programme's settings. */
import { fieldKindRules } from '../../goals/field-kinds';
import { type Locale } from '../../goals/schema';
import { type ImportedField, type ImportedGoal, type ImportProblem, type Place } from '../table/imported';
import { cellProblems, type LayoutReader, type ReadRegister } from '../layouts/layout';
import { figuresIn } from '../layouts/targets-in-text';
import { type Sheet } from '../file/sheet';
import { ownersIn, placeIn, problemAt, type Table, tablesIn } from '../table/table';
import {
  fieldColumns,
  type FieldKey,
  goalColumns,
  type GoalKey,
  groupColumns,
  type GroupKey,
  levelKeys,
  listColumns,
  type ListKey,
} from './columns';
import { type Entry, entriesIn, idsIn, localizedIn, numberIn, textIn, wordIn } from './entries';
import { goalProblems } from './goal-problems';
import { fieldsIn, groupsIn, type Lists, listsIn } from './parts';
import { besideIn } from './read-beside';
import { programmeIn } from './read-settings';
import { answerWords } from '../settings/words';

export const plain: LayoutReader = {
  layout: 'plain',
  columns: goalColumns,
  more: [fieldColumns, groupColumns, listColumns],
  read: (sheets) => {
    const goals = tables(sheets, goalColumns);
    if (goals.length === 0) return undefined;
    const read = programmeIn(sheets);
    const main = read.programme?.languages[0] ?? goals[0]!.language;
    return registerOf(sheets, goals, main, read);
  },
};

function tables<K extends string>(
  sheets: readonly Sheet[],
  columns: Parameters<typeof tablesIn<K>>[1],
): Table<K>[] {
  return sheets.flatMap((sheet) => tablesIn(sheet, columns));
}

function registerOf(
  sheets: readonly Sheet[],
  goalTables: readonly Table<GoalKey>[],
  main: Locale,
  { programme, settings, problems: settingProblems }: ReturnType<typeof programmeIn>,
): ReadRegister {
  const fieldTables = tables<FieldKey>(sheets, fieldColumns);
  const groupTables = tables<GroupKey>(sheets, groupColumns);
  const listTables = tables<ListKey>(sheets, listColumns);
  const problems: ImportProblem[] = [...settingProblems];
  for (const table of [...goalTables, ...fieldTables, ...groupTables, ...listTables])
    problems.push(...cellProblems<string>([table], []));
  const entries = {
    goals: entriesIn(goalTables),
    fields: byGoal(entriesIn(fieldTables)),
    groups: byGoal(entriesIn(groupTables)),
    lists: byGoal(entriesIn(listTables)),
  };
  const goals = entries.goals.map((entry) => goalOf(entry, entries, main, problems));
  problems.push(...strays(entries), ...repeatedIds(goals), ...goals.flatMap(goalProblems));
  const beside = besideIn(sheets);
  return {
    ...(beside && { beside }),
    ...(programme && { programme }),
    ...(settings && { settings }),
    headings:
      programme?.headings ??
      levelKeys.slice(0, goals[0]?.headings.length ?? 1).map((_key, level) => levelName(level + 1)),
    ...{ goals, problems },
  };
}

function levelName(level: number): Record<Locale, string> {
  return { fi: `Taso ${level}`, sv: `Nivå ${level}`, en: `Level ${level}` };
}

interface Entries {
  readonly goals: readonly Entry<GoalKey>[];
  readonly fields: ReadonlyMap<string, readonly Entry<FieldKey>[]>;
  readonly groups: ReadonlyMap<string, readonly Entry<GroupKey>[]>;
  readonly lists: ReadonlyMap<string, readonly Entry<ListKey>[]>;
}

function byGoal<K extends string>(entries: readonly Entry<K | 'goal'>[]): Map<string, Entry<K | 'goal'>[]> {
  const groups = new Map<string, Entry<K | 'goal'>[]>();
  for (const entry of entries) {
    const id = textIn(entry, 'goal') ?? '';
    groups.set(id, [...(groups.get(id) ?? []), entry]);
  }
  return groups;
}

function goalOf(entry: Entry<GoalKey>, all: Entries, main: Locale, problems: ImportProblem[]): ImportedGoal {
  const [id = '', code] = (['goal', 'code'] as const).map((key) => textIn(entry, key));
  const lists: Lists = listsIn(all.lists.get(id) ?? [], entry.place, problems);
  const [description, unit] = (['description', 'unit'] as const).map((key) => localizedIn(entry, key));
  const title = localizedIn(entry, 'title');
  if (!title) problems.push(problemAt('error', 'title-missing', entry.place, code ?? id));
  const changedIn = numberIn(entry, 'changedIn', main, problems);
  const respondents = idsIn(entry, 'respondents');
  const isContact = wordIn(entry, 'contact', answerWords, problems) === 'yes';
  const groups = groupsIn(all.groups.get(id) ?? [], lists, entry.place, problems);
  const fields = fieldsIn(all.fields.get(id) ?? [], lists, main, problems);
  problems.push(...titleProblems(entry, title?.[main] ?? '', fields, main));
  return {
    ...{ id, ...(code !== undefined && { code }), title: title ?? { [main]: code ?? (id || '?') } },
    ...(description && { description }),
    headings: levelKeys.flatMap((level) => localizedIn(entry, level) ?? []),
    ...(unit && { unit }),
    ...(changedIn !== undefined && { changedIn }),
    ...(respondents && { respondents }),
    ...(isContact && { contact: true as const }),
    ...ownersIn(entry.table, entry.row, 'owners'),
    ...{ actions: [...lists.actions], groups },
    fields,
    place: entry.place,
  };
}

/** Targets that the title states but no measure of the goal has. */
function titleProblems(
  entry: Entry<GoalKey>,
  title: string,
  fields: readonly ImportedField[],
  main: Locale,
): ImportProblem[] {
  const measures = fields.filter(
    ({ kind, role }) => role === 'measure' && fieldKindRules[kind].answeredBy === 'figure',
  );
  const { stated } = figuresIn(title, main);
  if (!stated || stated.unclear || measures.length === 0) return [];
  const known = new Set(
    measures.flatMap(({ targets, baseline }) => [
      ...targets.flatMap(({ value, low }) => [value, low]),
      baseline?.value,
    ]),
  );
  const unused = stated.targets.filter(({ value, low }) => !known.has(value ?? low));
  if (unused.length === 0) return [];
  const place = placeIn(entry.table, entry.row, `title-${main}` as const);
  return [problemAt('warning', 'figure-unused', place, unused.map(({ raw }) => raw).join(', '))];
}

/** Rows for a goal that the goals sheet does not have. */
function strays({ goals, fields, groups, lists }: Entries): ImportProblem[] {
  const known = new Set(goals.map((entry) => textIn(entry, 'goal')));
  return [fields, groups, lists].flatMap((rows) =>
    [...rows].flatMap(([id, [first]]) =>
      known.has(id) ? [] : [problemAt('error', 'goal-unknown', first!.place, id)],
    ),
  );
}

function repeatedIds(goals: readonly ImportedGoal[]): ImportProblem[] {
  const first = new Map<string, Place>();
  return goals.flatMap(({ id = '', place }) => {
    const seen = first.get(id);
    if (!seen) first.set(id, place);
    return seen ? [problemAt('error', 'goal-id-repeated', place, id, { row: String(seen.row) })] : [];
  });
}

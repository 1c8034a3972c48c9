/** Turns a table that fits no layout into goals, by what its columns mean. Pure. */
import { type Locale, type LocalizedText } from '../../goals/schema';
import { type Sheet } from '../file/sheet';
import { answerProblems } from '../layouts/figure-problems';
import { labels } from '../layouts/labels';
import { oneLine } from '../layouts/layout';
import {
  type ColumnMeaning,
  type ImportedField,
  type ImportedGoal,
  type ImportedRegister,
  type ImportProblem,
} from '../table/imported';
import { problemAt } from '../table/table';
import { omit } from '../../omit';
import { type ColumnChoice, findColumns, type FoundColumns } from './columns';
import { measureIn } from './measure';
import {
  cellOf,
  goalColumn,
  goalRows,
  type GoalRows,
  type MappedTable,
  mappedTable,
  ownersOf,
  placeOf,
  textOf,
} from './rows';

/**
 * Undefined if no column is known to hold goals or measures.
 * @throws RefusedError those of findColumns
 */
export function readMapped(
  sheets: readonly Sheet[],
  said: readonly ColumnChoice[],
): ImportedRegister | undefined {
  const found = findColumns(sheets, said);
  if (!found?.columns.some(({ meaning }) => meaning === 'goal' || meaning === 'measure')) return undefined;
  const { columns, language } = found;
  const tables = found.tables.map(({ sheet, head }) => mappedTable(sheet, head, columns, language));
  const read = tables.map(readTable);
  const levels = columns.filter(({ meaning }) => meaning === 'heading');
  return {
    ...{ layout: 'plain', columns },
    headings: levels.slice(0, mostLevels).map(({ text }) => ({ [language]: text })),
    goals: read.flatMap(({ goals }) => goals),
    problems: [...notRead(found), ...read.flatMap(({ problems }) => problems)],
  };
}

/** A programme has at most four levels of headings. */
const mostLevels = 4;

function readTable(table: MappedTable): { goals: ImportedGoal[]; problems: ImportProblem[] } {
  const { goals, problems } = goalRows(table);
  const read = goals.map((goal) => goalOf(table, goal));
  return {
    goals: read.map(({ goal }) => goal),
    problems: [...cellErrors(table), ...problems, ...read.flatMap((each) => each.problems)],
  };
}

function goalOf(
  table: MappedTable,
  { rows, headings }: GoalRows,
): { goal: ImportedGoal; problems: readonly ImportProblem[] } {
  const { language } = table;
  const [first] = rows as [GoalRows['rows'][number]];
  const read = rows.map((row) => measureIn(table, row));
  const measures = read.flatMap(({ fields }) => fields);
  const text = (meaning: 'code' | 'owner' | 'description') => textOf(table, first, meaning);
  const above = headings.filter((heading) => heading !== '').slice(0, mostLevels);
  const named = above.length > 0 ? above : [areaOf(table)];
  const place = placeOf(table, first, goalColumn(table));
  const owners = text('owner');
  const goal: ImportedGoal = {
    ...(text('code') !== '' && { code: text('code') }),
    title: { [language]: textOf(table, first, goalColumn(table)) },
    ...(text('description') !== '' && { description: { [language]: text('description') } }),
    headings: named.map((heading): LocalizedText => ({ [language]: heading })),
    unit: { [language]: named[0]! },
    ...ownersOf(table, first),
    ...{ actions: [], groups: [], place },
    fields: [
      ...(measures.length > 0 ? measures.map((field) => withOwners(field, owners)) : [stateOf(table, first)]),
      { ...followUp, place },
    ],
  };
  const problems = [...read.flatMap((each) => each.problems), ...answerProblems(goal.fields, language)];
  return { goal, problems };
}

/** Each goal needs a heading: often there is a sheet for each area. */
function areaOf({ sheet, language }: MappedTable): string {
  const isGeneric = /^(?:sheet|taul|taulukko|blad|tabell|table|csv)?[\s_-]?\d{0,3}$/i.test(sheet.trim());
  return isGeneric ? goalsWord[language] : oneLine(sheet);
}

const goalsWord = { fi: 'Tavoitteet', sv: 'Mål', en: 'Goals' } satisfies Record<Locale, string>;

/** A measure has its own owners only if they differ from its goal's. */
function withOwners(field: ImportedField, ofGoal: string): ImportedField {
  const { ownersText = ofGoal } = field;
  return ownersText === ofGoal ? omit(field, 'ownersText', 'ownersPlace') : field;
}

/** A goal without a measure is judged by its owner. */
function stateOf(table: MappedTable, row: GoalRows['rows'][number]): ImportedField {
  const value = cellOf(table, row, 'value');
  return {
    ...{ kind: 'light', label: state, required: true, role: 'state', targets: [] },
    ...(value && value.kind !== 'error' && { answer: oneLine(value.text) }),
    place: placeOf(table, row, goalColumn(table)),
  };
}

const state = { fi: 'Tilanne', sv: 'Läge', en: 'Status' } satisfies Record<Locale, string>;

const followUp = {
  ...{ kind: 'text', label: labels.followUp, required: false, role: 'narrative' },
  ...{ maxLength: 2000, targets: [] },
} as const satisfies Omit<ImportedField, 'place'>;

/** Failed formulas; one in the column of values loses only that value. */
function cellErrors(table: MappedTable): ImportProblem[] {
  return table.rows.flatMap((row) =>
    [...table.at.keys()].flatMap((meaning) => {
      const cell = cellOf(table, row, meaning);
      if (cell?.kind !== 'error' || cell.merged) return [];
      const severity = meaning === 'value' ? 'warning' : 'error';
      return [problemAt(severity, 'cell-error', placeOf(table, row, meaning), cell.text)];
    }),
  );
}

/** Columns without a meaning, except those that somebody said to ignore. */
function notRead({ columns, tables }: FoundColumns): ImportProblem[] {
  const [{ sheet, head }] = tables as [FoundColumns['tables'][number]];
  const place = { sheet: sheet.name, row: head.number };
  const has = (wanted: ColumnMeaning) => columns.some(({ meaning }) => meaning === wanted);
  return [
    ...columns
      .filter(({ meaning }) => meaning === undefined)
      .map(({ column, text }) => problemAt('warning', 'column-unknown', { ...place, column }, text)),
    ...(has('target') ? [] : [problemAt('warning', 'target-column-missing', place)]),
  ];
}

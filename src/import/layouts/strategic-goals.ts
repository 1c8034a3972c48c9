/** Council-binding strategic goals: a table of goals by focus, and a table of their tasks. */
import { type ColumnName } from '../table/headings';
import { type ImportedGoal, type ImportedOwners, type ImportProblem } from '../table/imported';
import { type SheetRow } from '../file/sheet';
import { cellIn, filledDown, ownersIn, placeIn, problemAt, type Table, tablesIn } from '../table/table';
import { labels } from './labels';
import { cellProblems, codeColumn, type LayoutReader, localized, oneLine, ownersColumn } from './layout';
import { itemsIn } from './list-items';
import { summaryField, targetFields } from './strategic-fields';
import { readTasks, type Task, taskColumns, taskFields, taskGroup } from './strategic-tasks';

type Key = 'focus' | 'goal' | 'kpi' | 'unit' | 'summary' | 'code' | 'owners';

const columns: readonly ColumnName<Key>[] = [
  {
    key: 'focus',
    names: {
      fi: ['Strateginen painopiste', 'Painopiste'],
      sv: ['Strategiskt fokusområde', 'Fokusområde', 'Strategisk tyngdpunkt', 'Strategiskt insatsområde'],
      en: ['Strategic focus'],
    },
    required: true,
  },
  {
    key: 'goal',
    names: {
      fi: ['Tavoite', 'Sitova tavoite', 'Strateginen tavoite'],
      sv: ['Mål', 'Strategiskt mål'],
      en: ['Goal'],
    },
    required: true,
  },
  {
    key: 'kpi',
    names: {
      fi: ['KPI-mittari', 'KPI-mittarit', 'Mittari', 'Mittarit', 'KPI', 'KPI:t'],
      sv: ['KPI-mätare', 'Mätare', 'Mått', 'Indikator', 'KPI'],
      en: ['KPI', 'KPIs', 'Measure', 'Indicator'],
    },
    required: true,
  },
  {
    key: 'unit',
    names: {
      fi: ['Vastuutaho', 'Vastuutoimiala'],
      sv: ['Ansvarig enhet', 'Ansvarig sektor', 'Ansvarig instans', 'Ansvarig'],
      en: ['Responsible unit'],
    },
    required: true,
  },
  { key: 'summary', names: { fi: ['Tiivistelmä'], sv: ['Sammanfattning'], en: ['Summary'] } },
  codeColumn,
  { ...ownersColumn, names: { fi: ownersColumn.names.fi!, sv: ['Ansvarig person', 'Ansvariga personer'] } },
];

export const strategicGoals: LayoutReader = {
  layout: 'strategic-goals',
  columns,
  more: [taskColumns],
  read: (sheets) => {
    const tables = sheets.flatMap((sheet) => tablesIn(sheet, columns));
    if (tables.length === 0) return undefined;
    const { language } = tables[0]!;
    const tasks = readTasks(sheets.flatMap((sheet) => tablesIn(sheet, taskColumns)));
    const listed = tables.map(readTable);
    const goals = listed.flatMap((table) => table.goals);
    const { tasksOf, problems } = assigned(tasks.tasks, goals);
    return {
      headings: [{ [language]: oneLine(tables[0]!.headings.get('focus') ?? '') }, labels.subFocus],
      goals: goals.map((goal) => withTasks(goal, tasksOf.get(goal) ?? [])),
      problems: [
        ...cellProblems(tables, ['summary']),
        ...listed.flatMap((table) => table.problems),
        ...tasks.problems,
        ...problems,
      ],
    };
  },
};

function readTable(table: Table<Key>): { goals: ImportedGoal[]; problems: ImportProblem[] } {
  const goals: ImportedGoal[] = [];
  const problems: ImportProblem[] = [];
  for (const [row, [focus = '', unit = '']] of filledDown(table, ['focus', 'unit'])) {
    const title = cellIn(table, row, 'goal')?.text;
    if (title === undefined) {
      const kpi = cellIn(table, row, 'kpi');
      if (kpi) problems.push(problemAt('error', 'title-missing', placeIn(table, row, 'goal'), kpi.text));
      continue;
    }
    if (focus === '')
      problems.push(problemAt('error', 'heading-missing', placeIn(table, row, 'focus'), title));
    const read = targetFields(
      ...([oneLine(title), itemsIn(cellIn(table, row, 'kpi')?.text ?? ''), table.language] as const),
      { goal: placeIn(table, row, 'goal'), kpi: placeIn(table, row, 'kpi') },
    );
    problems.push(...read.problems);
    goals.push({ ...goalOf(table, row, focus, unit), fields: [...read.targets, summaryOf(table, row)] });
  }
  return { goals, problems };
}

function goalOf(table: Table<Key>, row: SheetRow, focus: string, unit: string): Omit<ImportedGoal, 'fields'> {
  const code = cellIn(table, row, 'code')?.text;
  const kpi = cellIn(table, row, 'kpi')?.text;
  return {
    ...(code !== undefined && { code }),
    title: localized(cellIn(table, row, 'goal')!.text, table.language),
    ...(kpi !== undefined && { description: localized(`KPI: ${itemsIn(kpi).join(', ')}`, table.language) }),
    headings: focusLevels(focus).map((text) => localized(text, table.language)),
    ...(unit !== '' && { unit: localized(unit, table.language) }),
    ...ownersOf(table, row, unit),
    ...{ actions: [], groups: [], place: placeIn(table, row, 'goal') },
  };
}

/** Without a column of owners, the unit answers for its goals. */
function ownersOf(table: Table<Key>, row: SheetRow, unit: string): ImportedOwners {
  const named = ownersIn(table, row, 'owners');
  if (named.ownersText !== undefined || unit === '') return named;
  return { ...ownersIn(table, row, 'unit'), ownersText: unit };
}

/** The focus, and its sub-focuses, which are lines that begin with a dash. */
function focusLevels(focus: string): string[] {
  const first = focus.split('\n').findIndex((line) => /^\s*[-–—•]/.test(line));
  if (first <= 0) return focus === '' ? [] : [oneLine(focus)];
  const lines = focus.split('\n');
  return [oneLine(lines.slice(0, first).join(' ')), itemsIn(lines.slice(first).join('\n')).join('; ')];
}

function summaryOf(table: Table<Key>, row: SheetRow) {
  const cell = cellIn(table, row, 'summary');
  const place = placeIn(table, row, 'summary');
  return summaryField(place, cell && cell.kind !== 'error' ? cell.text : undefined);
}

/** Tasks name their goal by its title; if several goals have that title, it is unclear which one is meant. */
function assigned(tasks: readonly Task[], goals: readonly ImportedGoal[]) {
  const comparable = (text: string) =>
    text
      .toLowerCase()
      .replace(/[\s.]+/g, ' ')
      .trim();
  const byTitle = new Map<string, ImportedGoal[]>();
  for (const goal of goals) {
    const title = comparable(Object.values(goal.title).join(' '));
    byTitle.set(title, [...(byTitle.get(title) ?? []), goal]);
  }
  const tasksOf = new Map<ImportedGoal, Task[]>();
  const problems: ImportProblem[] = [];
  for (const task of tasks) {
    const meant = byTitle.get(comparable(task.goal)) ?? [];
    const [goal] = meant;
    if (!goal || meant.length > 1)
      problems.push(
        problemAt('error', goal ? 'task-goal-unclear' : 'task-goal-unknown', task.place, task.goal),
      );
    else tasksOf.set(goal, [...(tasksOf.get(goal) ?? []), task]);
  }
  return { tasksOf, problems };
}

/** The summary remains the last field. */
function withTasks(goal: ImportedGoal, tasks: readonly Task[]): ImportedGoal {
  const last = goal.fields.length - 1;
  const summary = tasks.find((task) => task.summary !== undefined)?.summary;
  const summed = { ...(summary !== undefined && { answer: summary }), ...goal.fields[last]! };
  return {
    ...goal,
    groups: tasks.map(taskGroup),
    fields: [...goal.fields.slice(0, last), ...tasks.flatMap(taskFields), summed],
  };
}

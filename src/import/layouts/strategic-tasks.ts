/** The tasks of strategic goals: their own owners, a percentage or "Ei mittaria", and a work state. */
import { parseNumber } from '../../goals/answers/parse-number';
import { type ColumnName } from '../table/headings';
import {
  type ImportedField,
  type ImportedGroup,
  type ImportedOwners,
  type ImportProblem,
  type Place,
} from '../table/imported';
import { defined } from '../../omit';
import { type SheetRow } from '../file/sheet';
import { cellIn, filledDown, ownersIn, placeIn, problemAt, type Table } from '../table/table';
import { labels } from './labels';
import { cellProblems, localized, oneLine, ownersColumn } from './layout';

type Key = 'goal' | 'task' | 'owners' | 'description' | 'situation' | 'progress' | 'summary';

export const taskColumns: readonly ColumnName<Key>[] = [
  { key: 'goal', names: { fi: ['Tavoite'], sv: ['Mål'], en: ['Goal'] }, required: true },
  {
    key: 'task',
    names: {
      fi: ['Päätehtävät', 'Päätehtävä', 'Tehtävä', 'Tehtävät'],
      sv: ['Huvuduppgifter', 'Huvuduppgift', 'Uppgift', 'Uppgifter'],
      en: ['Main tasks'],
    },
    required: true,
  },
  { ...ownersColumn, required: true },
  { key: 'description', names: { fi: ['Kuvaus'], sv: ['Beskrivning'], en: ['Description'] } },
  {
    key: 'situation',
    names: { fi: ['Tilanne', 'Tila'], sv: ['Läge', 'Situation'], en: ['Status'] },
    required: true,
  },
  { key: 'progress', names: { fi: ['Etenemä'], sv: ['Framskridande'], en: ['Progress'] } },
  { key: 'summary', names: { fi: ['Tiivistelmä'], sv: ['Sammanfattning'], en: ['Summary'] } },
];

export interface Task extends ImportedOwners {
  /** The title of its goal, as in the file. */
  readonly goal: string;
  readonly label: ImportedGroup['label'];
  readonly description?: ImportedGroup['label'];
  readonly progress?: string;
  readonly state?: string;
  /** The goal's summary, if its rows have one. */
  readonly summary?: string;
  readonly place: Place;
}

export function readTasks(tables: readonly Table<Key>[]): { tasks: Task[]; problems: ImportProblem[] } {
  const read = tables.map(readTable);
  return {
    tasks: read.flatMap(({ tasks }) => tasks),
    problems: [
      ...cellProblems(tables, ['situation', 'progress', 'summary'], ['situation', 'progress']),
      ...read.flatMap(({ problems }) => problems),
    ],
  };
}

function readTable(table: Table<Key>): { tasks: Task[]; problems: ImportProblem[] } {
  const tasks: Task[] = [];
  const problems: ImportProblem[] = [];
  for (const [row, [goal = '']] of filledDown(table, ['goal'])) {
    const text = (key: Key) => cellIn(table, row, key)?.text;
    const label = text('task');
    if (label === undefined) {
      const said = text('situation') ?? text('owners');
      if (said !== undefined)
        problems.push(problemAt('error', 'task-missing', placeIn(table, row, 'task'), said));
      continue;
    }
    const [description, summary] = (['description', 'summary'] as const).map(text);
    tasks.push({
      ...{ goal, label: localized(label, table.language), place: placeIn(table, row, 'task') },
      ...(description !== undefined && { description: localized(description, table.language) }),
      ...ownersIn(table, row, 'owners'),
      ...(summary !== undefined && { summary }),
      ...situationOf(table, row),
    });
  }
  return { tasks, problems };
}

/** "90 %", "Työ edistyy suunnitellusti", or both in one cell, on separate lines. */
function situationOf(table: Table<Key>, row: SheetRow): Pick<Task, 'progress' | 'state'> {
  const cells = [cellIn(table, row, 'progress'), cellIn(table, row, 'situation')];
  const lines = cells.flatMap((cell) =>
    cell && cell.kind !== 'error' && cell.kind !== 'date' ? cell.text.split('\n') : [],
  );
  const figure = lines.find(isProgress);
  const state = oneLine(lines.filter((line) => line !== figure).join(' '));
  return { ...(figure !== undefined && { progress: figure.trim() }), ...(state !== '' && { state }) };
}

function isProgress(line: string): boolean {
  const parsed = parseNumber(line, 'fi');
  return parsed.kind !== 'unparsed' || parsed.reason === 'no-measure';
}

const groupId = (index: number) => `task${index + 1}`;

export function taskGroup(
  { label, description, ownersText, ownersPlace }: Task,
  index: number,
): ImportedGroup {
  return {
    ...{ id: groupId(index), kind: 'task', label },
    ...(description && { description }),
    ...defined({ ownersText, ownersPlace }),
  };
}

export function taskFields({ progress, state, place }: Task, index: number): ImportedField[] {
  const group = groupId(index);
  return [
    {
      ...{ kind: 'percent', label: labels.progress, hint: labels.progressHint, required: false },
      ...{ role: 'progress', min: 0, max: 100, targets: [], group, place },
      ...(progress !== undefined && { answer: progress }),
    },
    {
      ...{ kind: 'work-state', label: labels.taskState, required: true, role: 'state', targets: [] },
      ...{ group, place, ...(state !== undefined && { answer: state }) },
    },
  ];
}

/** A productivity programme: spearhead › target › measure, with a project state and a verbal description. */
import { type Locale, type LocalizedText } from '../../goals/schema';
import { type ColumnName } from '../table/headings';
import { type ImportedField, type ImportedGoal, type ImportProblem } from '../table/imported';
import { type SheetRow } from '../file/sheet';
import { cellIn, filledDown, ownersIn, placeIn, problemAt, type Table, tablesIn } from '../table/table';
import { unusedFigures } from './figure-problems';
import { labels } from './labels';
import {
  cellProblems,
  headingProblems,
  type LayoutReader,
  levelNames,
  localized,
  oneLine,
  ownersColumn,
} from './layout';
import { listItems } from './list-items';

const levels = ['spearhead', 'target'] as const;
type Key = (typeof levels)[number] | 'mechanism' | 'state' | 'description' | 'owners';

const columns: readonly ColumnName<Key>[] = [
  {
    key: 'spearhead',
    names: { fi: ['Tuottavuuskärki'], sv: ['Produktivitetsspets', 'Spets'], en: ['Spearhead'] },
    required: true,
  },
  {
    key: 'target',
    names: {
      fi: ['Tuottavuuskohde'],
      sv: ['Produktivitetsobjekt', 'Produktivitetsmål', 'Objekt'],
      en: ['Target'],
    },
    required: true,
  },
  {
    key: 'mechanism',
    names: {
      fi: [
        'Tuottavuusmekanismi ja konkreettiset toimenpiteet',
        ...['Tuottavuusmekanismi', 'Konkreettiset toimenpiteet'],
      ],
      sv: ['Produktivitetsmekanism och konkreta åtgärder', 'Produktivitetsmekanism', 'Konkreta åtgärder'],
      en: ['Productivity mechanism and concrete actions'],
    },
    required: true,
  },
  {
    key: 'state',
    names: {
      fi: ['Projektin tila', 'Hankkeen tila'],
      sv: ['Projektets läge', 'Projektets status', 'Projektstatus'],
      en: ['Project status'],
    },
    required: true,
  },
  {
    key: 'description',
    names: {
      fi: ['Sanallinen kuvaus'],
      sv: ['Beskrivning i ord', 'Verbal beskrivning', 'Skriftlig beskrivning'],
      en: ['Verbal description'],
    },
    required: true,
  },
  ownersColumn,
];

export const productivityProgramme: LayoutReader = {
  layout: 'productivity-programme',
  columns,
  read: (sheets) => {
    const tables = sheets.flatMap((sheet) => tablesIn(sheet, columns));
    if (tables.length === 0) return undefined;
    const read = tables.map(readTable);
    const goals = read.flatMap((table) => table.goals);
    return {
      headings: levelNames(tables[0]!, levels),
      goals,
      problems: [
        ...cellProblems(tables, ['state', 'description']),
        ...read.flatMap(({ problems }) => problems),
        ...repeatedCodes(goals),
      ],
    };
  },
};

function readTable(table: Table<Key>): { goals: ImportedGoal[]; problems: ImportProblem[] } {
  const goals: ImportedGoal[] = [];
  const problems: ImportProblem[] = [];
  for (const [row, headings] of filledDown(table, levels)) {
    const mechanism = cellIn(table, row, 'mechanism')?.text;
    const said = cellIn(table, row, 'state') ?? cellIn(table, row, 'description');
    if (mechanism === undefined) {
      if (said)
        problems.push(problemAt('error', 'title-missing', placeIn(table, row, 'mechanism'), said.text));
      continue;
    }
    problems.push(...headingProblems(table, row, { levels, headings, title: mechanism }));
    const names = namesOf(mechanism, headings, table.language);
    const title = Object.values(names.title).join(' ');
    problems.push(...unusedFigures(title, [], table.language, placeIn(table, row, 'mechanism')));
    goals.push({
      ...names,
      headings: headings.filter(Boolean).map((heading) => localized(heading, table.language)),
      ...ownersIn(table, row, 'owners'),
      ...{ groups: [], fields: fieldsOf(table, row), place: placeIn(table, row, 'mechanism') },
    });
  }
  return { goals, problems };
}

/** "a) …", "a+c) …", "a, c) …" */
const letters = /^([a-zåäö](?:\s?[+,&]\s?[a-zåäö])*)\s?[).:]\s+/i;

/** The numbers and letters that the document uses: "1.2 a+c". */
function namesOf(
  mechanism: string,
  headings: readonly string[],
  language: Locale,
): Pick<ImportedGoal, 'code' | 'title' | 'description' | 'actions'> {
  const letter = letters.exec(mechanism);
  const { lead, items } = listItems(mechanism.slice(letter?.[0].length ?? 0));
  const numbers = [numberOf(headings[0]), numberOf(headings[1])];
  const number = numbers[1]?.includes('.') ? numbers[1] : numbers.filter(Boolean).join('.');
  const code = [number, letter?.[1]!.toLowerCase().replace(/\s/g, '')].filter(Boolean).join(' ');
  const [title, description] = firstSentence(oneLine(lead || items[0]!));
  return {
    ...(code !== '' && { code }),
    title: localized(title, language),
    ...(description !== undefined && { description: localized(description, language) }),
    actions: (lead ? items : items.slice(1)).map((item): LocalizedText => localized(item, language)),
  };
}

/** "1. Palvelurakenne" → "1", "1.2 Kotihoito" → "1.2". */
function numberOf(heading = ''): string | undefined {
  return /^(\d+(?:\.\d+)*)[.)]?\s/.exec(heading)?.[1];
}

const abbreviations =
  /(?:^|[\s(])(?:mm|esim|n|ns|tms|yms|jne|kts|ks|vs|sis|ml|bl\.a|t\.ex|ca|dvs|osv|m\.m|p|v|nro)\.$/i;

/** A paragraph of several sentences is too long for a title: the rest becomes the description. */
function firstSentence(text: string): [string, string | undefined] {
  for (const end of text.matchAll(/[.!?]\s+(?=\p{Lu})/gu)) {
    const sentence = text.slice(0, end.index + 1);
    if (abbreviations.test(sentence) || sentence.length < 20) continue;
    return [sentence, text.slice(end.index + end[0].length)];
  }
  return [text, undefined];
}

function fieldsOf(table: Table<Key>, row: SheetRow): ImportedField[] {
  const answer = (key: Key) => {
    const cell = cellIn(table, row, key);
    return cell && cell.kind !== 'error' ? { answer: cell.text } : {};
  };
  return [
    {
      ...{ kind: 'work-state', label: labels.projectState, required: true, role: 'state', targets: [] },
      ...{ place: placeIn(table, row, 'state'), ...oneLineAnswer(answer('state')) },
    },
    {
      ...{ kind: 'text', label: labels.description, required: false, role: 'narrative', maxLength: 5000 },
      ...{ targets: [], place: placeIn(table, row, 'description'), ...answer('description') },
    },
  ];
}

/** A state is a word of a vocabulary, regardless of line breaks in its cell. */
export function oneLineAnswer({ answer }: Pick<ImportedField, 'answer'>): Pick<ImportedField, 'answer'> {
  return answer === undefined ? {} : { answer: oneLine(answer) };
}

/** Codes must be unique: goals are recognised by them when the file is imported again. */
function repeatedCodes(goals: readonly ImportedGoal[]): ImportProblem[] {
  const seen = new Map<string, ImportedGoal>();
  return goals.flatMap((goal) => {
    const first = goal.code === undefined ? undefined : seen.get(goal.code);
    if (goal.code !== undefined && !first) seen.set(goal.code, goal);
    if (!first) return [];
    const details = { code: goal.code!, row: String(first.place.row) };
    return [problemAt('error', 'code-repeated', goal.place, goal.code, details)];
  });
}

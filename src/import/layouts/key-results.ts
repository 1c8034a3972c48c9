/** Productivity key results: one per row, with one figure, which is a confidence or the measured value. */
import { parseNumber } from '../../goals/answers/parse-number';
import { type Locale } from '../../goals/schema';
import { directionOf } from '../table/figures';
import { type ColumnName } from '../table/headings';
import { type ImportedField, type ImportedGoal, type ImportProblem, type Place } from '../table/imported';
import { type Cell, type SheetRow } from '../file/sheet';
import { cellIn, filledDown, ownersIn, placeIn, problemAt, type Table, tablesIn } from '../table/table';
import { answerProblems, figureProblems } from './figure-problems';
import { labels } from './labels';
import {
  cellProblems,
  headingProblems,
  codeColumn,
  type LayoutReader,
  levelNames,
  localized,
  oneLine,
  ownersColumn,
} from './layout';
import { type FiguresInText, figuresIn, type StatedTargets } from './targets-in-text';

const levels = ['division', 'area', 'goal'] as const;
type Key = (typeof levels)[number] | 'result' | 'figure' | 'code' | 'owners';

const columns: readonly ColumnName<Key>[] = [
  {
    key: 'division',
    names: { fi: ['Toimiala'], sv: ['Sektor', 'Verksamhetsområde'], en: ['Division'] },
    required: true,
  },
  {
    key: 'area',
    names: { fi: ['Tulosalue', 'Palvelualue'], sv: ['Resultatområde', 'Serviceområde'], en: ['Area'] },
    required: true,
  },
  { key: 'goal', names: { fi: ['Tavoite'], sv: ['Mål'], en: ['Goal'] }, required: true },
  {
    key: 'result',
    names: {
      fi: ['Avaintulos', 'Avaintulokset'],
      sv: ['Nyckelresultat', 'Nyckelresultaten'],
      en: ['Key result', 'Key results'],
    },
    required: true,
  },
  {
    key: 'figure',
    names: {
      fi: ['Luottavaisuusarvio', 'Luottamusarvio'],
      sv: ['Konfidensbedömning', 'Förtroendebedömning', 'Tillitsbedömning'],
      en: ['Confidence'],
    },
    required: true,
  },
  codeColumn,
  ownersColumn,
];

export const keyResults: LayoutReader = {
  layout: 'key-results',
  columns,
  read: (sheets) => {
    const tables = sheets.flatMap((sheet) => tablesIn(sheet, columns));
    if (tables.length === 0) return undefined;
    const read = tables.map(readTable);
    return {
      headings: levelNames(tables[0]!, levels),
      goals: read.flatMap(({ goals }) => goals),
      problems: [
        ...cellProblems(tables, ['figure'], ['figure']),
        ...read.flatMap(({ problems }) => problems),
      ],
    };
  },
};

function readTable(table: Table<Key>): { goals: ImportedGoal[]; problems: ImportProblem[] } {
  const goals: ImportedGoal[] = [];
  const problems: ImportProblem[] = [];
  for (const [row, headings] of filledDown(table, levels)) {
    const title = cellIn(table, row, 'result')?.text;
    const figure = cellIn(table, row, 'figure');
    if (title === undefined) {
      if (figure)
        problems.push(problemAt('error', 'title-missing', placeIn(table, row, 'result'), figure.text));
      continue;
    }
    problems.push(...headingProblems(table, row, { levels, headings, title }));
    const figures = figuresIn(oneLine(title), table.language);
    const place = placeIn(table, row, 'figure');
    const fields = fieldsOf(oneLine(title), figures, figure, { language: table.language, place });
    problems.push(
      ...bareTarget(figures, fields, placeIn(table, row, 'result')),
      ...figureProblems(figures, placeIn(table, row, 'result'), fields.some(isJudged)),
      ...answerProblems(fields, table.language),
    );
    goals.push({ ...goalOf(table, row, headings, title), fields });
  }
  return { goals, problems };
}

function goalOf(
  table: Table<Key>,
  row: SheetRow,
  headings: readonly string[],
  title: string,
): Omit<ImportedGoal, 'fields'> {
  const named = headings.filter((heading) => heading !== '');
  const code = cellIn(table, row, 'code')?.text;
  return {
    ...(code !== undefined && { code }),
    title: localized(title, table.language),
    headings: named.map((heading) => localized(heading, table.language)),
    ...(headings[0] !== '' && { unit: localized(headings[0]!, table.language) }),
    ...ownersIn(table, row, 'owners'),
    ...{ actions: [], groups: [], place: placeIn(table, row, 'result') },
  };
}

const yesNoMark = /\(\s*(?:kyllä|k|ja|j|yes)\s*\/\s*(?:ei|e|nej|n|no)\s*\)/i;

/** Words for work done to a certain percentage: there the answer says how confident people are. */
const changeOrWork =
  /vähen|lyhen|pienen|lask[ie]|kasva[av]|tehostu|lisää|tuotteiste|kattaa|kattavuus|laadit|\btehty|saavuteta|minsk|sjunk|öka|förkort|utarbeta|gjor[dt]|täck/i;

/** A bare percentage is judged, so a person has to see what it was taken for. */
function bareTarget(
  { stated }: FiguresInText,
  fields: readonly ImportedField[],
  place: Place,
): ImportProblem[] {
  if (!stated?.unclear || stated.change || !fields.some(isJudged)) return [];
  const raws = stated.targets.map(({ raw }) => raw).join(', ');
  return [problemAt('warning', 'target-bare', place, raws)];
}

function isJudged({ targets }: ImportedField): boolean {
  return targets.length > 0;
}

interface Asked {
  readonly language: Locale;
  readonly place: Place;
}

/**
 * Each row has one field. It is yes/no if the text or the figure says so, and a measure if the text states a target;
 * else a figure from 0 to 100 is a confidence, and any other figure is a measured value.
 */
function fieldsOf(
  title: string,
  { stated }: FiguresInText,
  cell: Cell | undefined,
  { language, place }: Asked,
): ImportedField[] {
  const answer: Pick<ImportedField, 'answer'> =
    cell && cell.kind !== 'error' && cell.kind !== 'date' ? { answer: cell.text } : {};
  const parsed = parseNumber(cell?.text ?? '', language);
  const outside = parsed.kind === 'number' && (parsed.value < 0 || parsed.value > 100);
  const { confidence, measure } = blankFields(place);
  if (yesNoMark.test(title) || saysYesOrNo(cell)) return [{ ...measure, kind: 'yes-no', ...answer }];
  if (!stated || stated.change || (stated.unclear && changeOrWork.test(title)))
    return [outside ? { ...measure, kind: 'number', ...answer } : { ...confidence, ...answer }];
  return [{ ...measure, ...judged(stated, title), ...answer }];
}

function blankFields(place: Place) {
  const confidence: ImportedField = {
    ...{ kind: 'percent', label: labels.confidence, required: true, role: 'confidence' },
    ...{ min: 0, max: 100, targets: [], place },
  };
  const measure: Omit<ImportedField, 'kind'> = {
    ...{ label: labels.value, required: true, role: 'measure', targets: [], place },
  };
  return { confidence, measure };
}

function judged({ targets, baseline, kind, unit, max }: StatedTargets, title: string) {
  const [only, ...others] = targets;
  const direction = others.length === 0 ? (directionOf(baseline, only) ?? directionIn(title)) : undefined;
  return {
    ...{ kind, targets: [...targets] },
    ...(unit && { unit }),
    ...(max !== undefined && { max }),
    ...(baseline && { baseline }),
    ...(direction && { direction }),
  };
}

/** The direction that the text states ("Osuus nostetaan 37 %:iin"); a text that states both has none. */
function directionIn(title: string): 'up' | 'down' | undefined {
  const isUp = /(?<!\p{L})(?:nous|nost|kasva|lisää|öka|höj|stig)/iu.test(title);
  const isDown = /(?<!\p{L})(?:lask[ie]|vähen|pienen|lyhen|minsk|sjunk|sänk)/iu.test(title);
  if (isUp === isDown) return undefined;
  return isUp ? 'up' : 'down';
}

function saysYesOrNo(cell: Cell | undefined): boolean {
  return cell?.kind === 'boolean' || /^(?:kyllä|ei|ja|nej|yes|no)$/i.test(cell?.text ?? '');
}

/** Productivity key results: a row each, with one figure that is a confidence or the measured value. */
import { parseNumber } from '../../goals/parse-number';
import { type Locale, type Target } from '../../goals/schema';
import { directionOf } from '../figures';
import { type ColumnName } from '../headings';
import { type ImportedField, type ImportedGoal, type ImportProblem, type Place } from '../imported';
import { type Cell, type SheetRow } from '../sheet';
import { cellIn, filledDown, placeIn, problemAt, type Table, tablesIn } from '../table';
import { labels } from './labels';
import {
  cellProblems,
  codeColumn,
  type LayoutReader,
  levelNames,
  localized,
  oneLine,
  ownersColumn,
} from './layout';
import { type StatedTargets, statedTargets } from './targets-in-text';

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
    names: { fi: ['Avaintulos', 'Avaintulokset'], sv: ['Nyckelresultat'], en: ['Key result'] },
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
    const missing = levels.find((_level, index) => headings[index] === '');
    if (missing !== undefined)
      problems.push(problemAt('error', 'heading-missing', placeIn(table, row, missing), title));
    const { fields, unclear, notYesOrNo } = fieldsOf(
      oneLine(title),
      figure,
      table.language,
      placeIn(table, row, 'figure'),
    );
    if (unclear !== undefined)
      problems.push(problemAt('warning', 'target-unclear', placeIn(table, row, 'result'), unclear));
    if (notYesOrNo !== undefined)
      problems.push(problemAt('warning', 'figure-for-yes-no', placeIn(table, row, 'figure'), notYesOrNo));
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
  const [code, owners] = (['code', 'owners'] as const).map((key) => cellIn(table, row, key)?.text);
  return {
    ...(code !== undefined && { code }),
    title: localized(title, table.language),
    headings: named.map((heading) => localized(heading, table.language)),
    ...(headings[0] !== '' && { unit: localized(headings[0]!, table.language) }),
    ...(owners !== undefined && { ownersText: owners }),
    ...{ actions: [], groups: [], place: placeIn(table, row, 'result') },
  };
}

const yesNoMark = /\(\s*(?:kyllä|k|ja|j|yes)\s*\/\s*(?:ei|e|nej|n|no)\s*\)/i;

const change = /vähen|lyhen|pienen|lask[ie]|kasva[av]|tehostu|lisää|minsk|sjunk|öka|förkort/i;
const work = /tuotteiste|kattaa|kattavuus|laadit|\btehty|saavuteta|utarbeta|gjor[dt]|täck/i;

/**
 * Each row has one field. It is a yes or no where the text or the figure says so, and a measure where the text states a
 * target; else a figure from 0 to 100 is a confidence, and any other one a measured value.
 */
function fieldsOf(
  title: string,
  cell: Cell | undefined,
  language: Locale,
  place: Place,
): { fields: ImportedField[]; unclear?: string; notYesOrNo?: string } {
  const answer: Pick<ImportedField, 'answer'> =
    cell && cell.kind !== 'error' && cell.kind !== 'date' ? { answer: cell.text } : {};
  const parsed = parseNumber(cell?.text ?? '', language);
  const outside = parsed.kind === 'number' && (parsed.value < 0 || parsed.value > 100);
  const { confidence, measure } = blankFields(place);
  if (yesNoMark.test(title) || saysYesOrNo(cell)) {
    const isOther = parsed.kind === 'number' && (parsed.value < 0 || parsed.value > 1);
    return {
      fields: [{ ...measure, kind: 'yes-no', ...answer }],
      ...(isOther && { notYesOrNo: cell!.text }),
    };
  }
  const stated = statedTargets(title, language);
  const unclear = stated?.unclear ? { unclear: stated.targets.map(({ raw }) => raw).join(', ') } : {};
  // "Vähenee 20 %", "kattaa 90 %": there the figure says how sure people are of it.
  if (!stated || stated.mixed || (stated.unclear && (change.test(title) || work.test(title))))
    return {
      fields: [outside ? { ...measure, kind: 'number', ...answer } : { ...confidence, ...answer }],
      ...(stated?.mixed && unclear),
    };
  const targets = change.test(title) ? stated.targets.map(asChange) : stated.targets;
  return { fields: [{ ...measure, ...judged({ ...stated, targets }, title), ...answer }], ...unclear };
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

/** "Vähentää 5–10 %" is reached at its lower bound; "nousee 98–100 %:iin" is a range to be inside of. */
function asChange(target: Target): Target {
  const { raw, low, label } = target;
  if (low === undefined || /%:?\p{L}+$/u.test(raw)) return target;
  return { raw, value: low, comparator: 'at-least', ...(label && { label }) };
}

function judged({ targets, baseline, kind, unit }: StatedTargets, title: string) {
  const [only, ...others] = targets;
  const direction = others.length === 0 ? (directionOf(baseline, only) ?? directionIn(title)) : undefined;
  return {
    ...{ kind, targets: [...targets] },
    ...(unit && { unit }),
    ...(baseline && { baseline }),
    ...(direction && { direction }),
  };
}

/** "Osuus nostetaan 37 %:iin": the text says which way; a text that says both says neither. */
function directionIn(title: string): 'up' | 'down' | undefined {
  const isUp = /(?<!\p{L})(?:nous|nost|kasva|lisää|öka|höj|stig)/iu.test(title);
  const isDown = /(?<!\p{L})(?:lask[ie]|vähen|pienen|lyhen|minsk|sjunk|sänk)/iu.test(title);
  if (isUp === isDown) return undefined;
  return isUp ? 'up' : 'down';
}

function saysYesOrNo(cell: Cell | undefined): boolean {
  return cell?.kind === 'boolean' || /^(?:kyllä|ei|ja|nej|yes|no)$/i.test(cell?.text ?? '');
}

/** The measure of one row of a mapped table: its figures are read whole or not at all. Pure. */
import { currencyOf, measuringUnit } from '../../goals/answers/measuring-unit';
import { isShare } from '../../goals/answers/answer-size';
import { type Baseline, type Field, type Target } from '../../goals/schema';
import { type Cell, type SheetRow } from '../file/sheet';
import { figureProblems } from '../layouts/figure-problems';
import { labels } from '../layouts/labels';
import { oneLine } from '../layouts/layout';
import { figuresIn, type StatedTargets } from '../layouts/targets-in-text';
import { type CellFigure, directionOf, isYear, readFigure } from '../table/figures';
import { type ImportedField, type ImportProblem } from '../table/imported';
import { problemAt } from '../table/table';
import { figurePhrases } from '../text-figures/phrases';
import { cellOf, type MappedTable, ownersOf, placeOf, textOf } from './rows';

export interface ReadMeasure {
  readonly fields: readonly ImportedField[];
  readonly problems: readonly ImportProblem[];
}

/** No fields if the row has no measure: nothing in it says what would be measured. */
export function measureIn(table: MappedTable, row: SheetRow): ReadMeasure {
  const named = textOf(table, row, 'measure');
  const title = textOf(table, row, 'goal');
  const asked = ['target', 'baseline'] as const;
  if (asked.some((meaning) => cellOf(table, row, meaning)) || textOf(table, row, 'unit') !== '')
    return fromCells(table, row, named || title);
  const inText = figuresIn(named || title, table.language);
  const { stated } = inText;
  const place = placeOf(table, row, named === '' ? 'goal' : 'measure');
  const bare =
    stated?.unclear && !stated.change ? [problemAt('warning', 'target-bare', place, rawsOf(stated))] : [];
  const problems = [...bare, ...figureProblems(inText, place)];
  if (stated) return { fields: [statedField(table, row, named, stated)], problems };
  if (named === '') return { fields: [], problems };
  return {
    fields: [{ ...blank(table, row, named), kind: kindByValue(table, row) }],
    problems: [...noTarget(table, row, named), ...problems],
  };
}

function rawsOf({ targets }: StatedTargets): string {
  return targets.map(({ raw }) => raw).join(', ');
}

/** Nothing for a table without a column of targets: that is reported once for the whole table. */
function noTarget(table: MappedTable, row: SheetRow, named: string): ImportProblem[] {
  if (!table.at.has('target')) return [];
  return [problemAt('warning', 'target-missing', placeOf(table, row, 'measure'), named)];
}

function blank(table: MappedTable, row: SheetRow, named: string): Omit<ImportedField, 'kind'> {
  const value = cellOf(table, row, 'value');
  const isRead = value && value.kind !== 'error' && value.kind !== 'date';
  return {
    label: named === '' ? labels.measureValue : { [table.language]: named },
    ...{ required: true, role: 'measure', targets: [], place: placeOf(table, row, 'measure') },
    ...(isRead && { answer: oneLine(value.text) }),
    ...ownersOf(table, row),
  };
}

function statedField(
  table: MappedTable,
  row: SheetRow,
  named: string,
  { targets, baseline, kind, unit, max }: StatedTargets,
): ImportedField {
  const direction = targets.length === 1 ? directionOf(baseline, targets[0]) : undefined;
  return {
    ...{ ...blank(table, row, named), kind, targets: [...targets] },
    ...(unit && { unit }),
    ...(max !== undefined && { max }),
    ...(baseline && { baseline }),
    ...(direction && { direction }),
  };
}

/** 85 % reached so far is a percentage. */
function kindByValue(table: MappedTable, row: SheetRow): 'percent' | 'number' {
  const value = cellOf(table, row, 'value');
  return value && isPercentage(value) ? 'percent' : 'number';
}

function isPercentage({ kind, text }: Cell): boolean {
  return kind === 'percentage' || /^[^%]{0,20}\d\s?%/.test(text);
}

function fromCells(table: MappedTable, row: SheetRow, named: string): ReadMeasure {
  const { language } = table;
  const shown = unitOf(table, row);
  const { kind, unit } = kindOfUnit(shown ?? unitInFigures(table, row));
  const field: Pick<Field, 'kind' | 'unit'> = {
    kind,
    ...(unit !== undefined && { unit: { [language]: unit } }),
  };
  const problems: ImportProblem[] = [];
  const target = figure(table, row, 'target', field, problems);
  const baseline = figure(table, row, 'baseline', field, problems);
  if (!target) problems.push(...noTarget(table, row, named));
  const direction = directionIn(table, row, problems) ?? directionOf(baseline, target);
  return {
    fields: [
      {
        ...blank(table, row, named),
        ...{ kind, ...(field.unit && { unit: field.unit }), targets: target ? [target] : [] },
        ...(baseline && { baseline }),
        ...(direction && { direction }),
      },
    ],
    problems,
  };
}

/** The column of units, or the unit in brackets at the end of the measure: "Vasteaika (min)". */
function unitOf(table: MappedTable, row: SheetRow): string | undefined {
  const said = textOf(table, row, 'unit');
  if (said !== '' && said !== '-') return said;
  const bracket = /\(([^()]{1,20})\)$/.exec(textOf(table, row, 'measure') || textOf(table, row, 'goal'));
  return bracket && measuringUnit(bracket[1]!).known ? bracket[1] : undefined;
}

/** "alle 14,5 päivää/htv" is in days a year of work. */
function unitInFigures(table: MappedTable, row: SheetRow): string | undefined {
  const cells = (['target', 'baseline', 'value'] as const).flatMap(
    (meaning) => cellOf(table, row, meaning) ?? [],
  );
  for (const cell of cells) {
    if (isPercentage(cell)) return '%';
    const [phrase] = figurePhrases(oneLine(cell.text).slice(0, 200), table.language);
    if (phrase?.at === 0 && phrase.percent) return '%';
    // "8/10" is a score, not eight of a unit.
    const unit = phrase?.at === 0 ? phrase.unitText : undefined;
    if (unit !== undefined && !unit.startsWith('/')) return unit;
  }
  return undefined;
}

function kindOfUnit(unit: string | undefined): { kind: 'number' | 'percent' | 'money'; unit?: string } {
  if (unit === undefined) return { kind: 'number' };
  const { base, scale } = measuringUnit(unit);
  if (base === '%') return { kind: 'percent' };
  if (currencyOf({ base }) !== '€') return { kind: 'number', unit };
  return base === '€' && scale === 1 ? { kind: 'money' } : { kind: 'money', unit };
}

function figure(
  table: MappedTable,
  row: SheetRow,
  meaning: 'target' | 'baseline',
  field: Pick<Field, 'kind' | 'unit'>,
  problems: ImportProblem[],
): (Target & Baseline) | undefined {
  const cell = cellOf(table, row, meaning);
  if (!cell || cell.kind === 'error') return undefined;
  const raw = oneLine(cell.text);
  const tell = (
    severity: ImportProblem['severity'],
    code: ImportProblem['code'],
    details?: Readonly<Record<string, string>>,
  ) => problems.push(problemAt(severity, code, placeOf(table, row, meaning), raw, details));
  if (cell.kind === 'date' || cell.kind === 'boolean') {
    tell('error', cell.kind === 'date' ? 'date-for-figure' : 'boolean-for-figure');
    return { raw };
  }
  const read = readFigure(raw, field, table.language);
  if (read.unread) {
    tell('warning', read.unread);
    return { raw };
  }
  if (meaning === 'target') doubts(read, cell, field, tell);
  if (read.leftover !== undefined) tell('warning', 'target-leftover', { rest: read.leftover });
  const { value, low, high, comparator } = read;
  if (low !== undefined && high !== undefined) return { raw, low, high, comparator: 'range' };
  return { raw, ...(value !== undefined && { value }), ...(comparator && { comparator }) };
}

/** 0,85 may be 85 %, and 2027 the year in which something else is reached. */
function doubts(
  { value, percent }: CellFigure,
  { kind, text }: Cell,
  field: Pick<Field, 'kind'>,
  tell: (severity: 'warning', code: ImportProblem['code']) => void,
): void {
  if (value === undefined) return;
  const isPercent = percent || kind === 'percentage';
  if (field.kind === 'percent' && !isPercent && isShare(value)) tell('warning', 'share-for-percent');
  if (isYear(value) && /^\d{4}$/.test(text.trim())) tell('warning', 'target-year');
}

const directions = {
  up: /^(?:up|grow|increas|rais|kasva|nous|lisä|öka|höj|stig|↑)/i,
  down: /^(?:down|reduc|decreas|lower|vähen|lask|pienen|minsk|sänk|sjunk|↓)/i,
  keep: /^(?:keep|maintain|stable|säily|pysy|ennallaan|bibehåll|behåll|oförändra|→)/i,
} as const;

function directionIn(table: MappedTable, row: SheetRow, problems: ImportProblem[]): Field['direction'] {
  const text = textOf(table, row, 'direction');
  const found = (['up', 'down', 'keep'] as const).find((direction) => directions[direction].test(text));
  if (text !== '' && !found)
    problems.push(problemAt('warning', 'word-unknown', placeOf(table, row, 'direction'), text));
  return found;
}

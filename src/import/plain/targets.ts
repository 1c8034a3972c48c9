/** Targets and baselines of the plain layout: a text, a number beside it, and a comparator. Pure. */
import { defined } from '../../omit';
import { isShare } from '../../goals/answers/answer-size';
import { fieldKindRules } from '../../goals/field-kinds';
import { type Baseline, type Locale, type Target } from '../../goals/schema';
import { type CellFigure, comparatorIn, type FigureField, isYear, readFigure } from '../table/figures';
import { type ImportProblem, type ImportProblemCode } from '../table/imported';
import { cellIn, placeIn, problemAt } from '../table/table';
import { type FieldKey } from './columns';
import { type Entry, localizedIn, numberIn, textIn, wordIn } from './entries';
import { comparatorWords, idFor } from '../settings/words';

type NumberKey = 'targetValue' | 'low' | 'high' | 'baselineValue';

interface Cells {
  readonly text: 'target' | 'baseline';
  readonly numbers: readonly NumberKey[];
  readonly comparator: 'targetComparator' | 'baselineComparator';
}
const targetCells: Cells = {
  ...{ text: 'target', numbers: ['targetValue', 'low', 'high'], comparator: 'targetComparator' },
};
const baselineCells: Cells = {
  ...{ text: 'baseline', numbers: ['baselineValue'], comparator: 'baselineComparator' },
};

/** A number beside the text is the figure; if there is none, the text is read. */
export function targetIn(
  entry: Entry<FieldKey>,
  field: FigureField,
  main: Locale,
  problems: ImportProblem[],
): Target | undefined {
  const read = figureIn(entry, targetCells, field, main, problems);
  const label = localizedIn(entry, 'targetLabel');
  return read && { ...read, ...(label && { label }) };
}

export function baselineIn(
  entry: Entry<FieldKey>,
  field: FigureField,
  main: Locale,
  problems: ImportProblem[],
): Baseline | undefined {
  return figureIn(entry, baselineCells, field, main, problems);
}

function figureIn(
  entry: Entry<FieldKey>,
  cells: Cells,
  field: FigureField,
  main: Locale,
  problems: ImportProblem[],
): Target | undefined {
  const text = textIn(entry, cells.text);
  const isNone = cells.numbers.some((key) => idFor(comparatorWords, textIn(entry, key) ?? '') === 'none');
  const before = problems.length;
  const [value, low, high] = isNone ? [] : cells.numbers.map((key) => numberIn(entry, key, main, problems));
  const comparator = wordIn(entry, cells.comparator, comparatorWords, problems);
  const raw = text ?? shownNumbers(entry, cells);
  if (raw === undefined) return undefined;
  const said: Said = { entry, cells, field, raw, main, problems };
  const given = { ...defined({ value, low, high }), ...compared(comparator) };
  const isTold = isNone || comparator === 'none' || problems.length > before;
  if (value === undefined && low === undefined && high === undefined)
    return isTold ? { raw, ...given } : fromText(said, comparator);
  if (text !== undefined) checkAgainstText(said, { value, low, high }, comparator);
  if (text === undefined)
    checkSize(said, {
      percent: cellIn(entry.table, entry.row, cells.numbers[0]!)?.kind === 'percentage',
      ...defined({ value }),
    });
  const inText = comparator === undefined && low === undefined ? comparatorIn(raw, main) : undefined;
  return { raw, ...given, ...(inText && { comparator: inText }) };
}

interface Said {
  readonly entry: Entry<FieldKey>;
  readonly cells: Cells;
  readonly field: FigureField;
  readonly raw: string;
  readonly main: Locale;
  readonly problems: ImportProblem[];
}

function shownNumbers(entry: Entry<FieldKey>, { numbers }: Cells): string | undefined {
  const texts = numbers.map((key) => textIn(entry, key));
  if (texts.every((text) => text === undefined)) return undefined;
  return texts[0] ?? `${texts[1]}–${texts[2]}`;
}

type ComparatorWord = keyof typeof comparatorWords | undefined;

function compared(comparator: ComparatorWord): Pick<Target, 'comparator'> {
  return comparator === undefined || comparator === 'none' ? {} : { comparator };
}

function tell(
  { entry, cells, field, raw, problems }: Said,
  severity: 'error' | 'warning',
  code: ImportProblemCode,
  details?: Readonly<Record<string, string>>,
) {
  // A text or a date may have a target in words.
  if (fieldKindRules[field.kind].answeredBy !== 'figure') return;
  const key = textIn(entry, cells.text) === undefined ? cells.numbers[0]! : cells.text;
  problems.push(problemAt(severity, code, placeIn(entry.table, entry.row, key), raw, details));
}

function fromText(said: Said, comparator: ComparatorWord): Target {
  const { entry, cells, raw, field, main } = said;
  const cell = cellIn(entry.table, entry.row, cells.text);
  if (cell?.kind === 'date' || cell?.kind === 'boolean') {
    tell(said, 'error', cell.kind === 'date' ? 'date-for-figure' : 'boolean-for-figure');
    return { raw, ...compared(comparator) };
  }
  const read = readFigure(raw, field, main);
  if (read.unread) {
    tell(said, 'warning', read.unread);
    return { raw, ...compared(comparator) };
  }
  checkSize(said, cell?.kind === 'percentage' ? { ...read, percent: true } : read);
  checkComparator(said, read, comparator);
  if (read.leftover !== undefined) tell(said, 'warning', 'target-leftover', { rest: read.leftover });
  const { value, low, high } = read;
  if (low !== undefined) return { raw, ...defined({ low, high }), comparator: 'range' };
  return { raw, ...defined({ value, comparator: read.comparator }), ...compared(comparator) };
}

/** The number counts; a text that states another one is reported. */
function checkAgainstText(
  said: Said,
  number: {
    readonly value?: number | undefined;
    readonly low?: number | undefined;
    readonly high?: number | undefined;
  },
  comparator: ComparatorWord,
): void {
  const read = readFigure(said.raw, said.field, said.main);
  // "5–10 %" as a change is reached at its lower end.
  const isEnd =
    (comparator === 'at-least' && number.value === read.low) ||
    (comparator === 'at-most' && number.value === read.high);
  const differs = (['value', 'low', 'high'] as const).some(
    (key) => read[key] !== undefined && number[key] !== read[key] && !isEnd,
  );
  if (differs) {
    const shown = [number.value, number.low, number.high].filter((each) => each !== undefined);
    tell(said, 'warning', 'number-differs', {
      number: shown.map((each) => String(each).replace('.', ',')).join('–'),
    });
  }
  checkComparator(said, read, comparator);
}

const sides: Readonly<Record<string, 'up' | 'down'>> = {
  ...{ 'at-least': 'up', above: 'up', 'at-most': 'down', below: 'down' },
};

function checkComparator(said: Said, { comparator }: CellFigure, given: ComparatorWord): void {
  const [text, word] = [sides[comparator ?? ''], sides[given ?? '']];
  if (text && word && text !== word) tell(said, 'warning', 'comparator-differs', { comparator: given! });
}

/** Reports 0,85 if 85 % may be meant, and a year in place of a target. */
function checkSize(said: Said, { value, percent }: Pick<CellFigure, 'value' | 'percent'>): void {
  if (value === undefined || said.cells.text !== 'target') return;
  if (said.field.kind === 'percent' && !percent && isShare(value)) tell(said, 'warning', 'share-for-percent');
  if (isYear(value) && /^\d{4}$/.test(said.raw)) tell(said, 'warning', 'target-year');
}

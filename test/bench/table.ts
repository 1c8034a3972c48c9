/** Results as lines of a table. Pure. */
import { figureText, goalText, type SurveyResult } from './reading';
import { type Result, type SizeResult } from './result';

type Columns = readonly (readonly [heading: string, width: number])[];

/** A negative width is that of a column of words, which begin at its left. */
const columns: Columns = [
  ['measurement', -24],
  ['size', 16],
  ['median', 12],
  ['spread', 8],
  ['processor', 12],
  ['× time', 8],
  ['peak memory', 13],
  ['goal', 10],
];

const surveyColumns: Columns = [
  ['measurement', -14],
  ['figure', -50],
  ['median', 14],
  ['spread', 8],
  ['goal', 19],
];

export const headLine = lineOf(
  columns,
  columns.map(([heading]) => heading),
);

export const surveyHeadLine = lineOf(
  surveyColumns,
  surveyColumns.map(([heading]) => heading),
);

export function resultLines({ name, of, sizes, timeGrowth, memoryGrowth }: Result): string[] {
  const lines = sizes.map((each, index) =>
    lineOf(columns, [
      index === 0 ? name : '',
      `${each.size.toLocaleString('en')} ${of}`,
      milliseconds(each.median),
      spreadText(each),
      milliseconds(each.processor),
      ratio(each, sizes[index - 1]),
      `${each.peakMegabytes.toFixed(0)} MB`,
      each.within === undefined ? '' : milliseconds(each.within),
    ]),
  );
  const growth = [timeGrowth, memoryGrowth].map((exponent) => exponent?.toFixed(2));
  return growth[0] === undefined
    ? lines
    : [...lines, lineOf(columns, ['', '', '', '', 'exponent', growth[0], growth[1] ?? '', ''])];
}

export function surveyLines({ name, readings }: SurveyResult): string[] {
  return readings.map((each, index) =>
    lineOf(surveyColumns, [
      index === 0 ? name : '',
      each.what,
      figureText(each, each.median),
      each.runs === 1 ? '' : spreadText(each),
      goalText(each),
    ]),
  );
}

/** How much longer than at the size before. */
function ratio(each: SizeResult, before: SizeResult | undefined): string {
  return before ? (each.processor / before.processor).toFixed(1) : '';
}

function spreadText(each: { readonly spread: number }): string {
  return `${each.spread.toFixed(0)} %`;
}

function milliseconds(figure: number): string {
  return `${figure < 10 ? figure.toFixed(2) : figure.toFixed(0)} ms`;
}

function lineOf(widths: Columns, cells: readonly string[]): string {
  return cells
    .map((cell, index) => {
      const width = widths[index]![1];
      return width < 0 ? cell.padEnd(-width) : cell.padStart(width);
    })
    .join('')
    .trimEnd();
}

/** Results as lines of a table. Pure. */
import { type Result, type SizeResult } from './result';

const columns = [
  ['measurement', -24],
  ['size', 16],
  ['median', 12],
  ['spread', 8],
  ['processor', 12],
  ['× time', 8],
  ['peak memory', 13],
  ['goal', 10],
] as const;

export const headLine = lineOf(columns.map(([heading]) => heading));

export function resultLines({ name, of, sizes, timeGrowth, memoryGrowth }: Result): string[] {
  const lines = sizes.map((each, index) =>
    lineOf([
      index === 0 ? name : '',
      `${each.size.toLocaleString('en')} ${of}`,
      milliseconds(each.median),
      `${each.spread.toFixed(0)} %`,
      milliseconds(each.processor),
      ratio(each, sizes[index - 1]),
      `${each.peakMegabytes.toFixed(0)} MB`,
      each.within === undefined ? '' : milliseconds(each.within),
    ]),
  );
  const growth = [timeGrowth, memoryGrowth].map((exponent) => exponent?.toFixed(2));
  return growth[0] === undefined
    ? lines
    : [...lines, lineOf(['', '', '', '', 'exponent', growth[0], growth[1] ?? '', ''])];
}

/** How much longer than at the size before. */
function ratio(each: SizeResult, before: SizeResult | undefined): string {
  return before ? (each.processor / before.processor).toFixed(1) : '';
}

function milliseconds(figure: number): string {
  return `${figure < 10 ? figure.toFixed(2) : figure.toFixed(0)} ms`;
}

function lineOf(cells: readonly string[]): string {
  return cells
    .map((cell, index) => {
      const width = columns[index]![1];
      return width < 0 ? cell.padEnd(-width) : cell.padStart(width);
    })
    .join('')
    .trimEnd();
}

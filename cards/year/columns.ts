/** The columns of a strip in a fixed-width font: their width, and the heading above them. Pure. */

/** Ordinary spaces would collapse, and lines would break at them. */
const space = '\u00a0';

/** With at most this many, columns may be wider, so that the first year is named too. */
const fewPeriods = 4;

export interface StripColumns {
  /** Characters per column: its sign and the space after it. */
  readonly width: number;
  /** One or two lines: the years, and the quarters, half-years or months in them. */
  readonly head: readonly string[];
}

/** @param periods of one rhythm or several, the oldest first */
export function stripColumns(periods: readonly string[]): StripColumns {
  const numbers = periods.map((period) => period.slice(6).replace(/^0/, ''));
  const years = periods.map((period) => period.slice(2, 4));
  const isFirst = (index: number) => years[index] !== years[index - 1];
  const endsAtOnce = (index: number) => index < years.length - 1 && isFirst(index + 1);
  const isNarrow =
    numbers.every(({ length }) => length === 1) &&
    years.every(
      (_, index) => (index === 0 && years.length > fewPeriods) || !isFirst(index) || !endsAtOnce(index),
    );
  const width = isNarrow ? 2 : 3;
  // A year's two digits need two narrow columns; if the first year has no room, the next one makes it plain.
  const hasRoom = (index: number) => width > 2 || !endsAtOnce(index);
  const head = [
    years.map((year, index) => (isFirst(index) && hasRoom(index) ? year : '')),
    ...(numbers.some((number) => number !== '') ? [numbers] : []),
  ];
  return { width, head: head.map((line) => line.map((label) => inColumn(label, width)).join('')) };
}

export function inColumn(text: string, width: number): string {
  return text.padEnd(width, space);
}

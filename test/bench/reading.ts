/** The figures of a survey (a measurement of other kinds), and which of its goals they miss. Pure. */
import { type Reading, type Survey } from './measurement';
import { median, spread } from './statistics';

export interface SurveyResult {
  readonly name: string;
  readonly readings: readonly ReadingResult[];
  /** What is missed, in words. */
  readonly missed: readonly string[];
}

export interface ReadingResult extends Omit<Reading, 'figures'> {
  readonly runs: number;
  readonly median: number;
  /** Percent of the median. */
  readonly spread: number;
}

export function judgedReadings({ name }: Pick<Survey, 'name'>, readings: readonly Reading[]): SurveyResult {
  const results = readings.map(({ figures, ...reading }) => ({
    ...reading,
    ...{ runs: figures.length, median: median(figures), spread: spread(figures) },
  }));
  const missed = results.filter(isMissed).map((result) => {
    const { what } = result;
    return `${name}, ${what}: ${figureText(result, result.median)}, not ${goalText(result)}`;
  });
  return { name, readings: results, missed };
}

function isMissed({ median: figure, atMost = Infinity, atLeast = -Infinity }: ReadingResult): boolean {
  return figure > atMost || figure < atLeast;
}

/** "at most 150 MB"; empty if there is no goal. */
export function goalText(reading: Pick<Reading, 'unit' | 'atMost' | 'atLeast'>): string {
  const { atMost, atLeast } = reading;
  return [
    ...(atLeast === undefined ? [] : [`at least ${figureText(reading, atLeast)}`]),
    ...(atMost === undefined ? [] : [`at most ${figureText(reading, atMost)}`]),
  ].join(', ');
}

/** With three significant digits, or all digits before the point: "0.456", "45.6 ms", "1,234". */
export function figureText({ unit }: Pick<Reading, 'unit'>, figure: number): string {
  const digits = { minimumSignificantDigits: 1, maximumSignificantDigits: 3 };
  const number =
    Math.abs(figure) >= 100 ? Math.round(figure).toLocaleString('en') : figure.toLocaleString('en', digits);
  return unit === '' ? number : `${number} ${unit}`;
}

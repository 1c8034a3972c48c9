/** How much of a year has passed at the end of a period. Pure. */
import { monthsIn, parsePeriod, type Period, type Rhythm } from './period';

/**
 * The share of a year's target that is due at the end of the period, above 0 and at most 1.
 * @param shares the programme's own, one for each period of a year. Default: an equal part in each
 */
export function elapsedShare(period: Period, shares?: readonly number[]): number {
  const { rhythm, number } = parsePeriod(period);
  return shares?.[number - 1] ?? (number * monthsIn[rhythm]) / 12;
}

/** What is wrong with a programme's own shares; `undefined` if nothing is. */
export function yearSharesProblem(rhythm: Rhythm, shares: readonly number[]): string | undefined {
  const count = 12 / monthsIn[rhythm];
  if (shares.length !== count) return `a year has ${count} periods, these are ${shares.length} shares`;
  if (shares.some((share, index) => index > 0 && share < shares[index - 1]!)) return 'shares cannot fall';
  return shares.at(-1) === 1 ? undefined : 'the last share is 1';
}

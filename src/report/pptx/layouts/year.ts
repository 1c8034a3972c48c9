import { nextPeriod, parsePeriod, type Period, periodContaining } from '../../../periods/period';

/** All periods of the same length in this period's year, in order. */
export function periodsOfYear(period: Period): Period[] {
  const { year, rhythm } = parsePeriod(period);
  const periods: Period[] = [];
  let next = periodContaining(rhythm, new Date(Date.UTC(year, 0, 15)), 'UTC');
  while (parsePeriod(next).year === year) {
    periods.push(next);
    next = nextPeriod(next);
  }
  return periods;
}

/** Whatever the calendar: the rounds that are due or have passed are those that a look at every period finds. */
import fc from 'fast-check';
import { duePeriods, passedPeriods, roundCalendar, type RoundSchedule } from '../../src/periods/calendar';
import { dayAfter, nextPeriod, type Period, rhythms } from '../../src/periods/period';
import { calendar } from './day-by-day';
import { helsinki, holidays, scheduleOf } from './schedules';
import { wallTime } from './wall-clock';

const firstPeriod = {
  month: '2022-M01',
  quarter: '2022-Q1',
  tertial: '2022-T1',
  'half-year': '2022-H1',
  year: '2022',
};
const moments = fc
  .tuple(
    fc.date({ min: new Date('2025-01-01'), max: new Date('2026-12-31'), noInvalidDate: true }),
    fc.integer({ min: 0, max: 500 * 24 * 60 }),
  )
  .map(([now, minutes]) => ({ now, since: new Date(now.getTime() - minutes * 60_000) }));

/** The rounds of every period that has ended; nothing where the calendar fits not all of them. */
function everyRound(programme: RoundSchedule, first: Period, now: Date) {
  const today = wallTime(now, helsinki).slice(0, 10);
  const periods: Period[] = [];
  for (let period = first; dayAfter(period) <= today; period = nextPeriod(period)) periods.push(period);
  try {
    return periods.map((period) => ({ period, ...roundCalendar(programme, period, holidays) }));
  } catch {
    return [];
  }
}

test('due and passed rounds', () => {
  fc.assert(
    fc.property(fc.constantFrom(...rhythms), calendar, moments, (rhythm, rules, { now, since }) => {
      const programme = scheduleOf(rhythm, rules);
      const rounds = everyRound(programme, firstPeriod[rhythm], now);
      fc.pre(rounds.length > 0);
      const names = (of: typeof rounds) => of.map(({ period }) => period);
      expect(duePeriods(programme, now, holidays)).toEqual(
        names(rounds.filter(({ opens, closes }) => opens <= now && now < closes)),
      );
      expect(passedPeriods(programme, since, now, holidays)).toEqual(
        names(rounds.filter(({ closes }) => since < closes && closes <= now)),
      );
    }),
    { numRuns: 100 },
  );
});

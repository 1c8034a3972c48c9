import fc from 'fast-check';
import { locales } from '../../src/locales';
import {
  comparePeriods,
  dayAfter,
  formatPeriod,
  nextPeriod,
  parsePeriod,
  periodBounds,
  periodContaining,
  periodInWords,
  periodSchema,
  previousPeriod,
  type Rhythm,
  periodsOfYear,
  samePeriodLastYear,
} from '../../src/periods/period';

const zone = 'Europe/Helsinki';
const rhythms: Rhythm[] = ['month', 'quarter', 'tertial', 'half-year', 'year'];

describe('names of periods', () => {
  const cases: [string, object, string, string][] = [
    ['2026-Q3', { year: 2026, rhythm: 'quarter', number: 3 }, 'Q3/2026', 'Q3/2026'],
    ['2026-H1', { year: 2026, rhythm: 'half-year', number: 1 }, '1–6/2026', 'Jan–Jun 2026'],
    ['2026-H2', { year: 2026, rhythm: 'half-year', number: 2 }, '7–12/2026', 'Jul–Dec 2026'],
    ['2026-T2', { year: 2026, rhythm: 'tertial', number: 2 }, '5–8/2026', 'May–Aug 2026'],
    ['2026-M10', { year: 2026, rhythm: 'month', number: 10 }, '10/2026', '10/2026'],
    ['2026-M01', { year: 2026, rhythm: 'month', number: 1 }, '1/2026', '1/2026'],
    ['2026', { year: 2026, rhythm: 'year', number: 1 }, '2026', '2026'],
  ];
  test.each(cases)('%s', (period, parts, finnish, english) => {
    expect(periodSchema.parse(period)).toBe(period);
    expect(parsePeriod(period)).toEqual(parts);
    expect(formatPeriod(period, 'fi')).toBe(finnish);
    expect(formatPeriod(period, 'sv')).toBe(finnish);
    expect(formatPeriod(period, 'en')).toBe(english);
  });
  test.each([
    '2026-Q5',
    '2026-Q0',
    '2026-H3',
    '2026-T4',
    '2026-M1',
    '2026-M13',
    '2026-q3',
    '2026Q3',
    '26-Q3',
    '',
    '2026-',
    '1066',
    '2026-Q3\n',
  ])('%j is no period', (text) => {
    expect(periodSchema.safeParse(text).success).toBe(false);
    expect(() => parsePeriod(text)).toThrow(RangeError);
  });
});

describe('bounds', () => {
  test.each([
    ['2026-Q3', '2026-06-30T21:00:00.000Z', '2026-09-30T21:00:00.000Z'],
    ['2026-H1', '2025-12-31T22:00:00.000Z', '2026-06-30T21:00:00.000Z'],
    ['2026-T2', '2026-04-30T21:00:00.000Z', '2026-08-31T21:00:00.000Z'],
    ['2026-M02', '2026-01-31T22:00:00.000Z', '2026-02-28T22:00:00.000Z'],
    ['2026', '2025-12-31T22:00:00.000Z', '2026-12-31T22:00:00.000Z'],
  ])('%s is local time, and ends where the next one starts', (period, start, end) => {
    const bounds = periodBounds(period, zone);
    expect([bounds.start, bounds.end].map((moment) => moment.toUTC().toISO())).toEqual([start, end]);
  });
  test('an unknown time zone is an error, not a period that never comes', () => {
    expect(() => periodBounds('2026', 'Europe/Vasa')).toThrow(RangeError);
    expect(() => periodContaining('year', new Date(0), 'Europe/Vasa')).toThrow(RangeError);
  });
});

test.each([
  ['2026-12-31T21:59:59Z', ['2026-M12', '2026-Q4', '2026-T3', '2026-H2', '2026']],
  ['2026-12-31T22:00:00Z', ['2027-M01', '2027-Q1', '2027-T1', '2027-H1', '2027']],
  ['2026-08-31T20:59:59Z', ['2026-M08', '2026-Q3', '2026-T2', '2026-H2', '2026']],
])('%s lies in %j', (instant, periods) => {
  expect(rhythms.map((rhythm) => periodContaining(rhythm, new Date(instant), zone))).toEqual(periods);
});

test.each([
  ['2026-Q4', '2027-Q1'],
  ['2026-Q1', '2026-Q2'],
  ['2026-H2', '2027-H1'],
  ['2026-T3', '2027-T1'],
  ['2026-M09', '2026-M10'],
  ['2026-M12', '2027-M01'],
  ['2026', '2027'],
])('after %s comes %s, and before it', (one, other) => {
  expect(nextPeriod(one)).toBe(other);
  expect(previousPeriod(other)).toBe(one);
});

test('periods sort by their end, the shorter first', () => {
  const sorted = [
    '2025',
    '2026-M03',
    '2026-Q1',
    '2026-M04',
    '2026-T1',
    '2026-H1',
    '2026-M12',
    '2026-Q4',
    '2026-T3',
    '2026-H2',
    '2026',
  ];
  expect(sorted.toReversed().sort(comparePeriods)).toEqual(sorted);
});

test.each([
  ['2026-Q3', ['2026-Q1', '2026-Q2', '2026-Q3', '2026-Q4'], '2025-Q3'],
  ['2026-H2', ['2026-H1', '2026-H2'], '2025-H2'],
  ['2026-T1', ['2026-T1', '2026-T2', '2026-T3'], '2025-T1'],
  ['2026', ['2026'], '2025'],
])('the year of %s, and the same period a year earlier', (period, all, before) => {
  expect(periodsOfYear(period)).toEqual(all);
  expect(samePeriodLastYear(period)).toBe(before);
});

test('a year has twelve months', () => {
  expect(periodsOfYear('2026-M05').at(-1)).toBe('2026-M12');
  expect(periodsOfYear('2026-M05')).toHaveLength(12);
  expect(samePeriodLastYear('2026-M05')).toBe('2025-M05');
});

test('every moment lies inside its period, and periods follow each other without a gap', () => {
  const instants = fc.date({ min: new Date('2000-01-02'), max: new Date('2099-12-30'), noInvalidDate: true });
  fc.assert(
    fc.property(instants, fc.constantFrom(...rhythms), (instant, rhythm) => {
      const period = periodContaining(rhythm, instant, zone);
      const { start, end } = periodBounds(period, zone);
      expect(start.toMillis()).toBeLessThanOrEqual(instant.getTime());
      expect(end.toMillis()).toBeGreaterThan(instant.getTime());
      expect(periodBounds(nextPeriod(period), zone).start.toMillis()).toBe(end.toMillis());
      expect(previousPeriod(nextPeriod(period))).toBe(period);
      expect(comparePeriods(period, nextPeriod(period))).toBeLessThan(0);
      expect(end.toFormat('yyyy-MM-dd')).toBe(dayAfter(period));
    }),
  );
});

it.each([
  ['2026-Q1', 'tammi–maaliskuu 2026', 'januari–mars 2026', 'January–March 2026'],
  ['2026-Q4', 'loka–joulukuu 2026', 'oktober–december 2026', 'October–December 2026'],
  ['2026-H1', 'tammi–kesäkuu 2026', 'januari–juni 2026', 'January–June 2026'],
  ['2026-T2', 'touko–elokuu 2026', 'maj–augusti 2026', 'May–August 2026'],
  ['2026-M03', 'maaliskuu 2026', 'mars 2026', 'March 2026'],
  ['2026', '2026', '2026', '2026'],
])('says %s in words', (period, fi, sv, en) => {
  expect(locales.map((locale) => periodInWords(period, locale))).toEqual([fi, sv, en]);
});

/** The days of an absence, and when it is asked about. */
import {
  absenceIn,
  isOver,
  isSame,
  isSoon,
  isSubstituted,
  isWithin,
} from '../../../src/people/absences/absence';
import { holidayCalendar } from '../../../src/periods/working-days';

const holidays = holidayCalendar();
const [anna, bo] = ['anna@example.org', 'bo@example.org'];
const scheduled = (start: string, end: string) => ({
  type: 'scheduled' as const,
  start: new Date(start),
  end: new Date(end),
});
const days = (start: string, end: string, today = '2026-10-01') =>
  absenceIn(scheduled(start, end), today, holidays);

describe('an absence', () => {
  it.each([
    ['from midnight to midnight', '2026-12-14T22:00Z', '2027-01-02T22:00Z', '2026-12-15', '2027-01-02'],
    ['from the evening to the morning', '2026-10-16T13:00Z', '2026-10-26T06:00Z', '2026-10-17', '2026-10-25'],
    [
      'from within a day to within a day',
      '2026-10-12T08:00Z',
      '2026-10-14T09:00Z',
      '2026-10-12',
      '2026-10-14',
    ],
    ['for one working day', '2026-10-12T06:00Z', '2026-10-12T12:00Z', '2026-10-12', '2026-10-12'],
    // The clocks change on the 25th: 9:00 is 6:00 UTC before it, and 7:00 after it.
    ['across the end of summer time', '2026-10-23T06:00Z', '2026-10-26T13:00Z', '2026-10-23', '2026-10-26'],
    [
      'until the first morning of winter time',
      '2026-10-22T05:00Z',
      '2026-10-26T07:00Z',
      '2026-10-22',
      '2026-10-25',
    ],
  ])('%s has its days in Finland', (_what, start, end, from, to) => {
    expect(days(start, end)).toEqual({ from, to });
  });

  it.each([
    ['of a few hours', '2026-10-12T07:00Z', '2026-10-12T10:00Z'],
    ['of an afternoon and a morning', '2026-10-12T09:00Z', '2026-10-13T08:00Z'],
    ['of a night', '2026-10-12T13:00Z', '2026-10-13T06:00Z'],
    ['of a weekend', '2026-10-16T13:00Z', '2026-10-19T06:00Z'],
    ['of a holiday', '2026-12-24T13:00Z', '2026-12-27T22:00Z'],
    ['that ends before it begins', '2026-10-23T13:00Z', '2026-10-12T06:00Z'],
  ])('%s is none', (_what, start, end) => {
    expect(days(start, end)).toBeUndefined();
  });

  it('is none once its last working day is over', () => {
    const until = (today: string) => days('2026-10-12T05:00Z', '2026-10-17T21:00Z', today);
    expect(until('2026-10-16')).toEqual({ from: '2026-10-12', to: '2026-10-17' });
    expect(until('2026-10-17')).toBeUndefined();
  });

  it('without an end begins today', () => {
    expect(absenceIn({ type: 'on' }, '2026-10-12', holidays)).toEqual({ from: '2026-10-12' });
    expect(absenceIn({ type: 'none' }, '2026-10-12', holidays)).toBeUndefined();
    expect(absenceIn({ type: 'forbidden' }, '2026-10-12', holidays)).toBeUndefined();
  });
});

it.each([
  ['a Tuesday from Monday on', '2026-10-13', '2026-10-11', '2026-10-12'],
  ['a Monday from Friday on', '2026-10-19', '2026-10-15', '2026-10-16'],
  ['a Saturday from Friday on', '2026-10-17', '2026-10-15', '2026-10-16'],
  ['the day after Christmas from the 23rd on', '2026-12-28', '2026-12-22', '2026-12-23'],
])('is asked about for %s', (_what, from, tooEarly, soon) => {
  expect(isSoon({ from }, tooEarly, holidays)).toBe(false);
  expect(isSoon({ from }, soon, holidays)).toBe(true);
  expect(isSoon({ from }, from, holidays)).toBe(true);
});

it('is the same with another end or another beginning, and without an end for 90 days', () => {
  const week = { from: '2026-10-12', to: '2026-10-18' };
  expect(isSame({ from: '2026-10-12', to: '2026-11-01' }, week)).toBe(true);
  expect(isSame({ from: '2026-10-09', to: '2026-10-12' }, week)).toBe(true);
  expect(isSame({ from: '2026-10-19', to: '2026-10-23' }, week)).toBe(false);
  expect(isSame({ from: '2026-10-18' }, week)).toBe(true);
  expect(isSame({ from: '2026-12-20', to: '2026-12-31' }, { from: '2026-10-12' })).toBe(false);
  expect(isSame({ from: '2027-01-10' }, { from: '2026-10-12' })).toBe(true);
  expect(isSame({ from: '2027-01-11' }, { from: '2026-10-12' })).toBe(false);
});

it('is of concern to what is on its days, and without an end for a fortnight', () => {
  const round = { from: '2026-10-26', to: '2026-11-04' };
  expect(isWithin({ from: '2026-10-20', to: '2026-10-25' }, round)).toBe(false);
  expect(isWithin({ from: '2026-10-20', to: '2026-10-26' }, round)).toBe(true);
  expect(isWithin({ from: '2026-11-05' }, round)).toBe(false);
  expect(isWithin({ from: '2026-10-12' }, round)).toBe(true);
  expect(isWithin({ from: '2026-10-11' }, round)).toBe(false);
});

it('is over after its last day, and without an end after a fortnight', () => {
  const over = (today: string) => [
    isOver({ from: '2026-10-12', to: '2026-10-18' }, today),
    isOver({ from: '2026-10-12' }, today),
  ];
  expect(over('2026-10-18')).toEqual([false, false]);
  expect(over('2026-10-26')).toEqual([true, false]);
  expect(over('2026-10-27')).toEqual([true, true]);
});

it('has a substitute only if the person has one on some of the days', () => {
  const absence = { from: '2026-10-12', to: '2026-10-18' };
  const substitution = { personId: anna, substituteId: bo, from: '2026-10-18', to: '2026-10-20' };
  expect(isSubstituted(absence, anna, [substitution])).toBe(true);
  expect(isSubstituted(absence, bo, [substitution])).toBe(false);
  expect(isSubstituted(absence, anna, [{ ...substitution, from: '2026-10-19' }])).toBe(false);
});

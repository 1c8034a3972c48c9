import fc from 'fast-check';
import { holidaysAroundNow } from '../../deploy/holidays';
import finnish from '../../src/periods/holidays-fi.json';
import {
  addWorkingDays,
  holidayCalendar,
  isWorkingDay,
  withClosedDays,
} from '../../src/periods/working-days';

const holidays = holidayCalendar();

describe('Finnish offices', () => {
  test.each([
    ['2026-01-01', 'New Year'],
    ['2026-01-06', 'Epiphany'],
    ['2026-04-03', 'Good Friday'],
    ['2026-04-06', 'Easter Monday'],
    ['2026-05-01', 'May Day'],
    ['2026-05-14', 'Ascension Day'],
    ['2026-06-19', 'Midsummer Eve'],
    ['2026-12-24', 'Christmas Eve'],
    ['2026-12-25', 'Christmas Day'],
    ['2026-05-02', 'a Saturday'],
    ['2026-05-03', 'a Sunday'],
  ])('are closed on %s, %s', (day) => {
    expect(isWorkingDay(day, holidays)).toBe(false);
  });
  test.each([
    ['2026-12-31', 'New Year’s Eve'],
    ['2026-04-30', 'the eve of May Day'],
    ['2026-04-02', 'Maundy Thursday'],
    ['2026-05-15', 'the day after Ascension Day'],
  ])('work on %s, %s', (day) => {
    expect(isWorkingDay(day, holidays)).toBe(true);
  });
  // Worked out from Easter by another algorithm (Meeus/Jones/Butcher) and the holiday law, not with date-holidays.
  test.each([
    [2024, '01-01 03-29 04-01 05-01 05-09 06-21 12-06 12-24 12-25 12-26'],
    [2025, '01-01 01-06 04-18 04-21 05-01 05-29 06-20 12-24 12-25 12-26'],
    [2026, '01-01 01-06 04-03 04-06 05-01 05-14 06-19 12-24 12-25'],
    [2027, '01-01 01-06 03-26 03-29 05-06 06-25 12-06 12-24'],
    [2028, '01-06 04-14 04-17 05-01 05-25 06-23 12-06 12-25 12-26'],
    [2029, '01-01 03-30 04-02 05-01 05-10 06-22 12-06 12-24 12-25 12-26'],
    [2030, '01-01 04-19 04-22 05-01 05-30 06-21 12-06 12-24 12-25 12-26'],
  ])('are closed on no other weekdays of %d than %s', (year, expected) => {
    const closed: string[] = [];
    for (
      let day = new Date(`${year}-01-01`);
      day.getUTCFullYear() === year;
      day = new Date(+day + 86_400_000)
    )
      if (day.getUTCDay() % 6 !== 0 && !isWorkingDay(day.toISOString().slice(0, 10), holidays))
        closed.push(day.toISOString().slice(5, 10));
    expect(closed.join(' ')).toBe(expected);
  });
  test('may be closed on days of their own', () => {
    const bridged = withClosedDays(holidays, [{ from: '2026-05-15', to: '2026-05-15' }]);
    expect(isWorkingDay('2026-05-15', bridged)).toBe(false);
    expect(addWorkingDays('2026-05-13', 1, bridged)).toBe('2026-05-18');
    expect(isWorkingDay('2026-05-15', holidays)).toBe(true);
  });
});

test('the holidays that are kept are those that date-holidays has', () => {
  expect(holidaysAroundNow()).toEqual(finnish);
});

test('years that are not kept are looked up', () => {
  // Good Friday.
  expect(isWorkingDay('2046-03-23', holidays)).toBe(false);
  expect(isWorkingDay('2046-03-22', holidays)).toBe(true);
});

describe('counting working days', () => {
  test.each([
    ['2026-04-02', 1, '2026-04-07'],
    ['2026-04-07', -1, '2026-04-02'],
    ['2026-12-23', 1, '2026-12-28'],
    ['2026-12-31', 1, '2027-01-04'],
    ['2026-05-02', 0, '2026-05-04'],
    ['2026-05-04', 0, '2026-05-04'],
    ['2026-05-02', 1, '2026-05-04'],
    ['2026-06-30', 10, '2026-07-14'],
    ['2026-06-30', -8, '2026-06-17'],
  ])('from %s by %d is %s', (day, n, expected) => {
    expect(addWorkingDays(day, n, holidays)).toBe(expected);
  });
  test('there and back again', () => {
    const days = fc.date({ min: new Date('2024-01-01'), max: new Date('2030-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 60 }), (date, n) => {
        const start = addWorkingDays(date.toISOString().slice(0, 10), 0, holidays);
        const end = addWorkingDays(start, n, holidays);
        expect(isWorkingDay(end, holidays)).toBe(true);
        expect(addWorkingDays(end, -n, holidays)).toBe(start);
      }),
    );
  });
  test('half days and days that do not exist are refused', () => {
    expect(() => addWorkingDays('2026-05-04', 0.5, holidays)).toThrow(RangeError);
    expect(() => isWorkingDay('2.5.2026', holidays)).toThrow(RangeError);
  });
});

test('a country without known holidays is refused', () => {
  expect(() => holidayCalendar('ZZ')).toThrow(RangeError);
});

test('New Year’s Eve is left to the country', () => {
  const swedish = holidayCalendar('SE');
  expect(isWorkingDay('2026-06-06', swedish)).toBe(false);
  expect(isWorkingDay('2026-12-07', swedish)).toBe(true);
});

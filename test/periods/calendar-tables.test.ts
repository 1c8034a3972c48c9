/**
 * Openings and deadlines of Europe/Helsinki 2024–2030 as a printed calendar has them.
 * Made with a Python script of its own (Easter by Meeus/Jones/Butcher, the Finnish holidays, Midsummer Eve, Christmas
 * Eve; New Year's Eve works), which shares nothing with the code; those under "by hand" were also counted by hand.
 */
import { roundCalendar } from '../../src/periods/calendar';
import { holidays, iso, on, scheduleOf, wallTimes } from './schedules';

/** As the table writes a round: both days, when both are at their time of day. */
function days(programme: Parameters<typeof wallTimes>[0], period: string): string {
  const { opens, deadline, closes } = wallTimes(programme, period);
  expect(closes).toBe(deadline);
  expect([opens.slice(11), deadline.slice(11)]).toEqual(['08:00', '16:15']);
  return `${opens.slice(0, 10)}–${deadline.slice(0, 10)}`;
}

describe('monthly: opens on the 5th working day 08:00, is due on the 25th 16:15', () => {
  // January to December; a month that is not after the followed one is in the next year.
  test.each([
    [
      '2024',
      '02-07 03-07 04-08 05-08 06-07 07-05 08-07 09-06 10-07 11-07 12-09 01-09',
      '03-06 04-08 05-07 06-06 07-08 08-02 09-04 10-04 11-04 12-05 01-13 02-06',
    ],
    [
      '2025',
      '02-07 03-07 04-07 05-08 06-06 07-07 08-07 09-05 10-07 11-07 12-05 01-09',
      '03-07 04-04 05-08 06-06 07-07 08-04 09-04 10-03 11-04 12-05 01-09 02-06',
    ],
    [
      '2026',
      '02-06 03-06 04-09 05-08 06-05 07-07 08-07 09-07 10-07 11-06 12-07 01-11',
      '03-06 04-07 05-08 06-08 07-06 08-04 09-04 10-05 11-04 12-04 01-08 02-08',
    ],
    [
      '2027',
      '02-05 03-05 04-07 05-10 06-07 07-07 08-06 09-07 10-07 11-05 12-08 01-10',
      '03-05 04-06 05-05 06-07 07-06 08-04 09-03 10-05 11-04 12-03 01-07 02-07',
    ],
    [
      '2028',
      '02-07 03-07 04-07 05-08 06-07 07-07 08-07 09-07 10-06 11-07 12-08 01-08',
      '03-06 04-04 05-10 06-06 07-06 08-04 09-04 10-05 11-03 12-05 01-10 02-05',
    ],
    [
      '2029',
      '02-07 03-07 04-09 05-08 06-07 07-06 08-07 09-07 10-05 11-07 12-10 01-08',
      '03-07 04-06 05-08 06-06 07-06 08-03 09-04 10-05 11-02 12-05 01-11 02-05',
    ],
    [
      '2030',
      '02-07 03-07 04-05 05-08 06-07 07-05 08-07 09-06 10-07 11-07 12-09 01-09',
      '03-07 04-04 05-08 06-06 07-08 08-02 09-04 10-04 11-04 12-05 01-13 02-06',
    ],
  ])('%s', (year, opens, deadlines) => {
    const ends = deadlines.split(' ');
    const inYear = (day: string, month: number) =>
      `${Number(day.slice(0, 2)) > month ? year : +year + 1}-${day}`;
    const expected = opens
      .split(' ')
      .map((day, index) => `${inYear(day, index + 1)}–${inYear(ends[index]!, index + 1)}`);
    const months = expected.map((_, index) => `${year}-M${String(index + 1).padStart(2, '0')}`);
    expect(months.map((period) => days(scheduleOf('month'), period))).toEqual(expected);
  });
});

describe('opens on the 5th working day 08:00, is due on the 25th 16:15', () => {
  test.each([
    ['2024-Q', '2024-04-08–2024-05-07 2024-07-05–2024-08-02 2024-10-07–2024-11-04 2025-01-09–2025-02-06'],
    ['2025-Q', '2025-04-07–2025-05-08 2025-07-07–2025-08-04 2025-10-07–2025-11-04 2026-01-09–2026-02-06'],
    ['2026-Q', '2026-04-09–2026-05-08 2026-07-07–2026-08-04 2026-10-07–2026-11-04 2027-01-11–2027-02-08'],
    ['2027-Q', '2027-04-07–2027-05-05 2027-07-07–2027-08-04 2027-10-07–2027-11-04 2028-01-10–2028-02-07'],
    ['2028-Q', '2028-04-07–2028-05-10 2028-07-07–2028-08-04 2028-10-06–2028-11-03 2029-01-08–2029-02-05'],
    ['2029-Q', '2029-04-09–2029-05-08 2029-07-06–2029-08-03 2029-10-05–2029-11-02 2030-01-08–2030-02-05'],
    ['2030-Q', '2030-04-05–2030-05-08 2030-07-05–2030-08-02 2030-10-07–2030-11-04 2031-01-09–2031-02-06'],
  ])('quarterly: %s', (name, expected) => {
    const rounds = [1, 2, 3, 4].map((number) => days(scheduleOf('quarter'), `${name}${number}`));
    expect(rounds.join(' ')).toBe(expected);
  });
  test.each([
    ['2024-T', '2024-05-08–2024-06-06 2024-09-06–2024-10-04 2025-01-09–2025-02-06'],
    ['2025-T', '2025-05-08–2025-06-06 2025-09-05–2025-10-03 2026-01-09–2026-02-06'],
    ['2026-T', '2026-05-08–2026-06-08 2026-09-07–2026-10-05 2027-01-11–2027-02-08'],
    ['2027-T', '2027-05-10–2027-06-07 2027-09-07–2027-10-05 2028-01-10–2028-02-07'],
    ['2028-T', '2028-05-08–2028-06-06 2028-09-07–2028-10-05 2029-01-08–2029-02-05'],
    ['2029-T', '2029-05-08–2029-06-06 2029-09-07–2029-10-05 2030-01-08–2030-02-05'],
    ['2030-T', '2030-05-08–2030-06-06 2030-09-06–2030-10-04 2031-01-09–2031-02-06'],
  ])('by tertial: %s', (name, expected) => {
    const rounds = [1, 2, 3].map((number) => days(scheduleOf('tertial'), `${name}${number}`));
    expect(rounds.join(' ')).toBe(expected);
  });
  test.each([
    ['2024', '2024-07-05–2024-08-02', '2025-01-09–2025-02-06'],
    ['2025', '2025-07-07–2025-08-04', '2026-01-09–2026-02-06'],
    ['2026', '2026-07-07–2026-08-04', '2027-01-11–2027-02-08'],
    ['2027', '2027-07-07–2027-08-04', '2028-01-10–2028-02-07'],
    ['2028', '2028-07-07–2028-08-04', '2029-01-08–2029-02-05'],
    ['2029', '2029-07-06–2029-08-03', '2030-01-08–2030-02-05'],
    ['2030', '2030-07-05–2030-08-02', '2031-01-09–2031-02-06'],
  ])('half-yearly, and yearly as the second half: %s', (year, first, second) => {
    expect(days(scheduleOf('half-year'), `${year}-H1`)).toBe(first);
    expect(days(scheduleOf('half-year'), `${year}-H2`)).toBe(second);
    expect(days(scheduleOf('year'), year)).toBe(second);
  });
  test.each([
    ['2024', '2025-01-09–2025-02-06'],
    ['2026-H1', '2026-07-07–2026-08-04'],
    ['2027-T1', '2027-05-10–2027-06-07'],
    ['2028-Q1', '2028-04-07–2028-05-10'],
    ['2029-M05', '2029-06-07–2029-07-06'],
  ])('once: %s', (onlyPeriod, expected) => {
    expect(days(scheduleOf('once', {}, { onlyPeriod }), onlyPeriod)).toBe(expected);
  });
});

describe('by hand', () => {
  test.each([
    // 29.2. is a Thursday: 7.2. and four weeks without a holiday is 6.3., in 2025 it is 7.3.
    ['2024-M01', '2024-02-07–2024-03-06'],
    ['2025-M01', '2025-02-07–2025-03-07'],
    // From Friday 1.3. on; 28.3. is the 20th, then Good Friday 29.3. and Easter Monday 1.4.: the 25th is Monday 8.4.
    ['2024-M02', '2024-03-07–2024-04-08'],
    // 1.4. is Easter Monday: 2.–5.4. and Monday 8.4.; May Day is a Wednesday.
    ['2024-Q1', '2024-04-08–2024-05-07'],
    // Good Friday 18.4., Easter Monday 21.4., and May Day, a Thursday.
    ['2025-Q1', '2025-04-07–2025-05-08'],
    // 1. and 2.4., Good Friday 3.4., Easter Monday 6.4., then 7.–9.4.; May Day is a Friday.
    ['2026-Q1', '2026-04-09–2026-05-08'],
    // From Monday 1.6. on; Midsummer Eve is Friday 19.6.: a Monday instead of the Friday before it.
    ['2026-M05', '2026-06-05–2026-07-06'],
    // Independence Day is a Sunday; Christmas Eve and Day are Thursday and Friday, New Year a Friday, Epiphany a
    // Wednesday; 26.12. is a Saturday; New Year's Eve works.
    ['2026-M11', '2026-12-07–2027-01-08'],
    // Independence Day is a Monday, Christmas Eve a Friday, Christmas and New Year a weekend, Epiphany a Thursday.
    ['2027-M11', '2027-12-08–2028-01-07'],
    // 1.5. is a Saturday; 3.–5.5., Ascension Day 6.5. (Easter 28.3.), 7. and 10.5.; four weeks without a holiday.
    ['2027-T1', '2027-05-10–2027-06-07'],
    // New Year is a Saturday: 3.–5.1., Epiphany on Thursday, 7. and 10.1.; four weeks.
    ['2027', '2028-01-10–2028-02-07'],
    // May Day is a Monday, Ascension Day Thursday 25.5. (Easter 16.4.).
    ['2028-T1', '2028-05-08–2028-06-06'],
    // 1.4. is a Saturday; Good Friday 14.4., Easter Monday 17.4., May Day a Monday.
    ['2028-Q1', '2028-04-07–2028-05-10'],
    // Easter Sunday is 1.4.: 3.–6. and 9.4.
    ['2029-Q1', '2029-04-09–2029-05-08'],
  ])('%s', (period, expected) => {
    expect(days(scheduleOf('once', {}, { onlyPeriod: period }), period)).toBe(expected);
  });
});

describe('the yearly survey by date, 15.1. 08:00 to 2.5. 16:15, also on weekends and in leap years', () => {
  const survey = scheduleOf('year', { opens: on('01-15', '08:00'), deadline: on('05-02', '16:15') });
  test.each([
    ['2024', '2025-01-15T06:00:00.000Z', '2025-05-02T13:15:00.000Z'],
    ['2025', '2026-01-15T06:00:00.000Z', '2026-05-02T13:15:00.000Z'],
    ['2026', '2027-01-15T06:00:00.000Z', '2027-05-02T13:15:00.000Z'],
    ['2027', '2028-01-15T06:00:00.000Z', '2028-05-02T13:15:00.000Z'],
    ['2028', '2029-01-15T06:00:00.000Z', '2029-05-02T13:15:00.000Z'],
    ['2029', '2030-01-15T06:00:00.000Z', '2030-05-02T13:15:00.000Z'],
    ['2030', '2031-01-15T06:00:00.000Z', '2031-05-02T13:15:00.000Z'],
  ])('%s', (period, opens, deadline) => {
    const times = roundCalendar(survey, period, holidays);
    expect(iso([times.opens, times.deadline])).toEqual([opens, deadline]);
  });
});

describe('a deadline by date on the Sunday of a clock change', () => {
  // The change is at 03:00 in spring (02:59 is winter time, 03:30 is 04:30) and at 04:00 in autumn (03:30 comes twice).
  test.each([
    ['2024-03-31', '2024-03-31T00:59Z 2024-03-31T01:30Z 2024-03-31T13:15Z'],
    ['2024-10-27', '2024-10-26T23:59Z 2024-10-27T00:30Z 2024-10-27T14:15Z'],
    ['2025-03-30', '2025-03-30T00:59Z 2025-03-30T01:30Z 2025-03-30T13:15Z'],
    ['2025-10-26', '2025-10-25T23:59Z 2025-10-26T00:30Z 2025-10-26T14:15Z'],
    ['2026-03-29', '2026-03-29T00:59Z 2026-03-29T01:30Z 2026-03-29T13:15Z'],
    ['2026-10-25', '2026-10-24T23:59Z 2026-10-25T00:30Z 2026-10-25T14:15Z'],
    ['2027-03-28', '2027-03-28T00:59Z 2027-03-28T01:30Z 2027-03-28T13:15Z'],
    ['2027-10-31', '2027-10-30T23:59Z 2027-10-31T00:30Z 2027-10-31T14:15Z'],
    ['2028-03-26', '2028-03-26T00:59Z 2028-03-26T01:30Z 2028-03-26T13:15Z'],
    ['2028-10-29', '2028-10-28T23:59Z 2028-10-29T00:30Z 2028-10-29T14:15Z'],
    ['2029-03-25', '2029-03-25T00:59Z 2029-03-25T01:30Z 2029-03-25T13:15Z'],
    ['2029-10-28', '2029-10-27T23:59Z 2029-10-28T00:30Z 2029-10-28T14:15Z'],
    ['2030-03-31', '2030-03-31T00:59Z 2030-03-31T01:30Z 2030-03-31T13:15Z'],
    ['2030-10-27', '2030-10-26T23:59Z 2030-10-27T00:30Z 2030-10-27T14:15Z'],
  ])('%s', (day, expected) => {
    expect(['02:59', '03:30', '16:15'].map((at) => dueAt(day, at)).join(' ')).toBe(expected);
  });

  function dueAt(day: string, at: string): string {
    const programme = scheduleOf('year', { opens: on('01-15'), deadline: on(day.slice(5), at) });
    return roundCalendar(programme, String(+day.slice(0, 4) - 1), holidays)
      .deadline.toISOString()
      .replace(':00.000', '');
  }
});

/** An organisation's own closed days are no working days: what is counted in those moves, what is a date does not. */
import { type z } from 'zod';
import { roundCalendar, roundSteps } from '../../src/periods/calendar';
import { calendarSchema, closedDaysSchema } from '../../src/periods/calendar-schema';
import { addWorkingDays, isWorkingDay, withClosedDays } from '../../src/periods/working-days';
import { after, before, holidays, on, scheduleOf, stepTimes, wallTimes } from './schedules';

type ClosedDays = z.input<typeof calendarSchema>['closedDays'];
const july: ClosedDays = [{ from: '07-01', to: '07-31' }];
const overNewYear: ClosedDays = [{ from: '12-23', to: '01-06' }];
const reminders = [before(3), before(1)];

describe('closed in July, every year', () => {
  test.each([
    // 1.8. is a Saturday in 2026 and a Sunday in 2027: five and twenty-five working days of August and September.
    ['2026-H1', { opens: '2026-08-07 08:00', deadline: '2026-09-04 16:15' }],
    ['2027-H1', { opens: '2027-08-06 08:00', deadline: '2027-09-03 16:15' }],
    // A leap year changes nothing: 1.8.2028 is a Tuesday.
    ['2028-H1', { opens: '2028-08-07 08:00', deadline: '2028-09-04 16:15' }],
    // Elsewhere in the year nothing moves.
    ['2026-H2', { opens: '2027-01-11 08:00', deadline: '2027-02-08 16:15' }],
  ])('%s', (period, expected) => {
    expect(wallTimes(scheduleOf('half-year', { closedDays: july }), period)).toEqual({
      ...expected,
      closes: expected.deadline,
    });
  });

  test('the round of May, which else ends on 6.7., ends in August, and is reminded of there', () => {
    const programme = scheduleOf('month', { closedDays: july, reminders });
    // Twenty-one working days of June, without Midsummer Eve, and 3.–6.8.
    expect(wallTimes(programme, '2026-M05')).toEqual({
      opens: '2026-06-05 08:00',
      deadline: '2026-08-06 16:15',
      closes: '2026-08-06 16:15',
    });
    expect(stepTimes(programme, '2026-M05', 'remind')).toEqual(['2026-08-03 09:00', '2026-08-05 09:00']);
  });

  test('reminders before an August deadline may be due in June', () => {
    const programme = scheduleOf('month', {
      ...{ closedDays: july, reminders, opens: after(1), deadline: on('08-04', '16:15') },
    });
    expect(stepTimes(programme, '2026-M05', 'remind')).toEqual(['2026-06-29 09:00', '2026-08-03 09:00']);
  });

  test('a deadline by date stays where it is', () => {
    const programme = scheduleOf('month', {
      closedDays: july,
      opens: after(1),
      deadline: on('07-10', '16:15'),
    });
    expect(wallTimes(programme, '2026-M05').deadline).toBe('2026-07-10 16:15');
  });

  test('grace and escalations are counted over it', () => {
    const programme = scheduleOf('month', {
      ...{ closedDays: july, opens: after(1), deadline: on('06-30', '16:15'), graceWorkingDays: 5 },
      escalations: [{ to: 'coordinator', workingDaysAfter: 2, at: '10:00' }],
    });
    expect(wallTimes(programme, '2026-M05').closes).toBe('2026-08-07 16:15');
    expect(stepTimes(programme, '2026-M05', 'escalate')).toEqual(['2026-08-04 10:00']);
  });
});

describe('closed over New Year, every year', () => {
  const programme = scheduleOf('month', { closedDays: overNewYear, reminders });
  test.each([
    // 2026: 7. and 8.1., then 11.–13.1.; 2027: 7.1. is a Friday.
    ['2026-M12', '2027-01-13 08:00', '2027-02-10 16:15'],
    ['2027-M12', '2028-01-13 08:00', '2028-02-10 16:15'],
    // December 2026 has sixteen working days before it, without Independence Day, which is a Sunday.
    ['2026-M11', '2026-12-07 08:00', '2027-01-19 16:15'],
    // December 2027 has fifteen; Independence Day is a Monday.
    ['2027-M11', '2027-12-08 08:00', '2028-01-20 16:15'],
  ])('%s', (period, opens, deadline) => {
    expect(wallTimes(programme, period)).toEqual({ opens, deadline, closes: deadline });
  });
  test('both ends are closed, the days beside them are not', () => {
    const own = withClosedDays(holidays, programme.calendar.closedDays);
    const days = ['2026-12-22', '2026-12-23', '2026-12-31', '2027-01-05', '2027-01-07', '2025-12-23'];
    expect(days.map((day) => isWorkingDay(day, own))).toEqual([true, false, false, false, true, false]);
  });
  test('reminders before a deadline in January are due before Christmas', () => {
    const early = scheduleOf('month', {
      ...{ closedDays: overNewYear, reminders, opens: after(1), deadline: on('01-08', '16:15') },
    });
    expect(stepTimes(early, '2026-M11', 'remind')).toEqual(['2026-12-21 09:00', '2027-01-07 09:00']);
  });
});

describe('closed on dates', () => {
  test.each([
    ['a bridge day', [{ from: '2026-05-15', to: '2026-05-15' }], '2026-05-13', 1, '2026-05-18'],
    ['the year after it is open', [{ from: '2026-05-15', to: '2026-05-15' }], '2027-05-13', 1, '2027-05-14'],
    ['over a New Year', [{ from: '2026-12-21', to: '2027-01-10' }], '2026-12-18', 1, '2027-01-11'],
    ['over that New Year only', [{ from: '2026-12-21', to: '2027-01-10' }], '2027-12-20', 1, '2027-12-21'],
    [
      'several, backwards',
      [...july, { from: '2026-08-03', to: '2026-08-07' }],
      '2026-08-10',
      -1,
      '2026-06-30',
    ],
    ['29.2. every year', [{ from: '02-29', to: '02-29' }], '2028-02-28', 1, '2028-03-01'],
    ['30.–31.2.: never', [{ from: '02-30', to: '02-31' }], '2028-02-28', 1, '2028-02-29'],
  ])('%s', (_what, closedDays, day, n, expected) => {
    const own = withClosedDays(holidays, calendarSchema.shape.closedDays.parse(closedDays));
    expect(addWorkingDays(day, n, own)).toBe(expected);
  });
  test.each([
    [{ from: '2026-08-07', to: '2026-08-03' }],
    [{ from: '2026-02-30', to: '2026-03-01' }],
    [{ from: '07-01', to: '2026-07-31' }],
    [{ from: '13-01', to: '13-02' }],
  ])('%j are no closed days', (range) => {
    expect(closedDaysSchema.safeParse(range).success).toBe(false);
  });
});

describe('too few working days', () => {
  const cases: [string, ClosedDays][] = [
    ['every day of every year', [{ from: '01-01', to: '12-31' }]],
    ['in two halves', overNewYear.concat({ from: '01-07', to: '12-22' })],
    ['ten years', [{ from: '2025-01-01', to: '2034-12-31' }]],
    // Counted on, the 25th would come some 35 years later.
    ['every day but one', [{ from: '01-03', to: '12-31' }]],
  ];
  test.each(cases)('are refused, and soon: %s', (_what, closedDays) => {
    let asked = 0;
    const counting = { isClosed: (day: string) => (asked += 1) > 0 && holidays.isClosed(day) };
    const dated = { opens: on('01-10'), deadline: on('06-01'), closedDays };
    const counted = scheduleOf('year', { closedDays });
    const withGrace = scheduleOf('year', { ...dated, graceWorkingDays: 25 });
    const reminding = scheduleOf('year', { ...dated, reminders: [before(25)] });
    const tooFew = /too few working days within two years/;
    expect(() => roundCalendar(counted, '2026', counting)).toThrow(tooFew);
    expect(() => roundCalendar(withGrace, '2026', counting)).toThrow(tooFew);
    const times = roundCalendar(reminding, '2026', counting);
    expect(() => roundSteps(reminding, times, counting)).toThrow(tooFew);
    expect(() => roundCalendar(counted, '2026', counting)).toThrow(RangeError);
    expect(asked).toBeLessThan(4 * 2 * 366);
  });
  test('a year of closure may be waited for', () => {
    const closedDays = [{ from: '2027-01-01', to: '2027-12-31' }];
    expect(wallTimes(scheduleOf('year', { closedDays }), '2026').opens).toBe('2028-01-10 08:00');
  });
});

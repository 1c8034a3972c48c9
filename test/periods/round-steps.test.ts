/** What happens in a round by the calendar, and when it closes. */
import { type z } from 'zod';
import { roundSteps, type RoundTimes } from '../../src/periods/calendar';
import { type calendarSchema } from '../../src/periods/calendar-schema';
import {
  after,
  before,
  helsinki,
  holidays,
  on,
  scheduleOf,
  stepsOf,
  stepTimes,
  wallTimes,
} from './schedules';
import { wallTime } from './wall-clock';

type Input = Partial<z.input<typeof calendarSchema>>;

/** The second quarter of 2026: opens Tuesday 7.7. 08:00, is due Friday 31.7. 16:15. */
const summer = (changes: Input = {}) => scheduleOf('quarter', { deadline: on('07-31', '16:15'), ...changes });
const late = (workingDaysAfter: number, at = '09:00') => ({ workingDaysAfter, at });

describe('grace', () => {
  test('none: the round closes at its deadline', () => {
    expect(wallTimes(summer(), '2026-Q2')).toEqual({
      opens: '2026-07-07 08:00',
      deadline: '2026-07-31 16:15',
      closes: '2026-07-31 16:15',
    });
  });
  test.each([
    ['over a weekend', on('07-31', '16:15'), 1, '2026-08-03 16:15'],
    ['a week', on('07-31', '16:15'), 5, '2026-08-07 16:15'],
    ['from a Saturday', on('08-01', '16:15'), 1, '2026-08-03 16:15'],
    ['at the end of a day', after(19, '23:59'), 1, '2026-07-28 23:59'],
    // From summer to winter time: 16:15 all the same.
    ['over the clock change', on('10-23', '16:15'), 1, '2026-10-26 16:15'],
    // Independence Day is a Sunday; 24. and 25.12. are closed, 31.12. is not.
    ['over Christmas', on('12-22', '16:15'), 5, '2026-12-31 16:15'],
    ['over Christmas and New Year', on('12-22', '16:15'), 6, '2027-01-04 16:15'],
    ['the longest', on('07-31', '16:15'), 60, '2026-10-23 16:15'],
  ])('%s', (_what, deadline, graceWorkingDays, closes) => {
    expect(wallTimes(summer({ deadline, graceWorkingDays }), '2026-Q2').closes).toBe(closes);
  });
  test.each([-1, 61, 1.5])('not %d days', (graceWorkingDays) => {
    expect(() => summer({ graceWorkingDays })).toThrow();
  });
});

describe('digests of a round with grace', () => {
  const digests = (changes: Input) => stepTimes(summer(changes), '2026-Q2', 'digest');
  const weekly = ['2026-07-13 08:00', '2026-07-20 08:00', '2026-07-27 08:00'];
  test('without grace there is none at the deadline: closing has its own', () => {
    expect(digests({})).toEqual(weekly);
  });
  test('go out at the deadline, and weekly until the closing', () => {
    expect(digests({ graceWorkingDays: 6 })).toEqual([
      ...weekly,
      '2026-07-31 16:15',
      '2026-08-03 08:00',
      '2026-08-10 08:00',
    ]);
  });
  test('not at the closing itself', () => {
    const digest = { weekday: 1, at: '16:15' };
    expect(digests({ graceWorkingDays: 1, digest }).at(-1)).toBe('2026-07-31 16:15');
    expect(digests({ graceWorkingDays: 2, digest }).at(-1)).toBe('2026-08-03 16:15');
  });
  test('once where the deadline is the hour of the weekly one', () => {
    const digest = { weekday: 5, at: '16:15' };
    const expected = ['2026-07-10', '2026-07-17', '2026-07-24', '2026-07-31', '2026-08-07'];
    expect(digests({ graceWorkingDays: 6, digest })).toEqual(expected.map((day) => `${day} 16:15`));
  });
  test.each([
    ['2026-10-08 09:00', '2026-10-19 09:00'],
    ['2026-10-19 09:00', '2026-10-20 09:00'],
  ])('keep to their weekday and clear of opening and closing: %s–%s', (from, to) => {
    const at = (local: string) => new Date(`${local.replace(' ', 'T')}+03:00`);
    const times = { opens: at(from), deadline: at(to), closes: at(to) };
    for (let weekday = 1; weekday <= 7; weekday += 1)
      for (const hour of ['08:59', '09:00', '09:01'])
        for (const step of roundSteps(summer({ digest: { weekday, at: hour } }), times, holidays)) {
          expect(step.at.getTime()).toBeGreaterThan(times.opens.getTime());
          expect(step.at.getTime()).toBeLessThan(times.closes.getTime());
          expect(new Date(wallTime(step.at, helsinki).slice(0, 10)).getUTCDay()).toBe(weekday % 7);
        }
  });
});

describe('reminders and escalations after the deadline', () => {
  const ladder: Input['escalations'] = [
    { to: 'substitute', ...before(0, '09:00') },
    { to: 'unit-head', ...late(1) },
    { to: 'coordinator', ...late(3, '08:30') },
  ];
  const reminders = [before(5), late(1, '12:00'), late(4)];

  test('happen while late replies are taken', () => {
    const programme = summer({ graceWorkingDays: 5, reminders, escalations: ladder });
    expect(stepTimes(programme, '2026-Q2', 'remind')).toEqual([
      '2026-07-24 09:00',
      '2026-08-03 12:00',
      '2026-08-06 09:00',
    ]);
    const rungs = stepsOf(programme, '2026-Q2').filter((step) => step.what === 'escalate');
    expect(rungs.map((step) => `${step.to} ${wallTime(step.at, helsinki)}`)).toEqual([
      'substitute 2026-07-31 09:00',
      'unit-head 2026-08-03 09:00',
      'coordinator 2026-08-05 08:30',
    ]);
  });
  test('without grace there are none after it', () => {
    const programme = summer({ reminders, escalations: ladder });
    expect(stepTimes(programme, '2026-Q2', 'remind')).toEqual(['2026-07-24 09:00']);
    expect(stepTimes(programme, '2026-Q2', 'escalate')).toEqual(['2026-07-31 09:00']);
  });
  test.each([
    ['the minute before the closing', late(2, '16:14'), ['2026-08-04 16:14']],
    ['at the closing', late(2, '16:15'), []],
    ['after the closing', late(2, '16:16'), []],
    ['in the next week', late(7), []],
    ['the minute after the opening', before(18, '08:01'), ['2026-07-07 08:01']],
    ['at the opening', before(18, '08:00'), []],
    ['before the opening', before(19), []],
    ['months before', before(250), []],
  ])('outside the round are left out: %s', (_what, offset, expected) => {
    const programme = summer({
      ...{ graceWorkingDays: 2, reminders: [offset], escalations: [{ to: 'coordinator', ...offset }] },
    });
    expect(stepTimes(programme, '2026-Q2', 'remind')).toEqual(expected);
    expect(stepTimes(programme, '2026-Q2', 'escalate')).toEqual(expected);
  });
  test('are counted from an own deadline of the round where it has one', () => {
    const at = (moment: string) => new Date(moment);
    const times: RoundTimes = {
      ...{
        opens: at('2026-07-07T05:00Z'),
        deadline: at('2026-08-14T13:00Z'),
        closes: at('2026-08-21T13:15Z'),
      },
    };
    const programme = summer({ graceWorkingDays: 5, reminders, escalations: ladder });
    const steps = roundSteps(programme, times, holidays).filter(({ what }) => what !== 'digest');
    expect(steps.map((step) => wallTime(step.at, helsinki))).toEqual([
      '2026-08-07 09:00',
      '2026-08-14 09:00',
      '2026-08-17 09:00',
      '2026-08-17 12:00',
      '2026-08-19 08:30',
      '2026-08-20 09:00',
    ]);
  });
  test('0 working days after the deadline is said with 0 before it', () => {
    expect(() => summer({ reminders: [late(0)] })).toThrow();
    expect(() => summer({ escalations: [{ to: 'coordinator', ...late(0) }] })).toThrow();
  });
});

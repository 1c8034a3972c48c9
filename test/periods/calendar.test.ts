import { programmeSchema } from '../../src/goals/schema';
import { duePeriods, roundCalendar, type RoundSchedule, roundSteps } from '../../src/periods/calendar';
import { type CalendarPoint } from '../../src/periods/calendar-schema';
import { type Rhythm } from '../../src/periods/period';
import { after, before, holidays, iso, on, scheduleOf } from './schedules';

const schedule = (rhythm: Rhythm, opens: CalendarPoint, deadline: CalendarPoint) =>
  scheduleOf(rhythm, { opens, deadline });
const quarter = schedule('quarter', after(1), after(10, '16:00'));
const survey = schedule('year', on('03-02'), on('05-02', '16:15'));

/** Steps of one kind in a round without grace. */
function stepsBetween(programme: RoundSchedule, what: 'remind' | 'digest', opens: string, deadline: string) {
  const times = { opens: new Date(opens), deadline: new Date(deadline), closes: new Date(deadline) };
  const steps = roundSteps(programme, times, holidays).filter((step) => step.what === what);
  return iso(steps.map(({ at }) => at));
}

test('a programme is a schedule', () => {
  const label = { fi: 'Ohjelma' };
  const programme = programmeSchema.parse({
    ...{
      id: 'p',
      name: label,
      languages: ['fi'],
      rhythm: 'quarter',
      headings: [label],
      coordinator: 'a@b.fi',
    },
    calendar: quarter.calendar,
  });
  expect(roundCalendar(programme, '2026-Q3', holidays)).toEqual(roundCalendar(quarter, '2026-Q3', holidays));
});

describe('a round', () => {
  const cases: [string, CalendarPoint, string, string][] = [
    ['first working day', after(1), '2026-Q3', '2026-10-01T06:00:00.000Z'],
    ['0 is the first working day, too', after(0), '2026-Q3', '2026-10-01T06:00:00.000Z'],
    ['first working day after New Year', after(1), '2025', '2026-01-02T07:00:00.000Z'],
    ['0 after New Year', after(0), '2025', '2026-01-02T07:00:00.000Z'],
    ['fifth working day over Epiphany', after(5), '2025-H2', '2026-01-09T07:00:00.000Z'],
    ['tenth working day', after(10, '16:00'), '2026-Q3', '2026-10-14T13:00:00.000Z'],
    ['working days over Easter', after(3), '2026-Q1', '2026-04-07T06:00:00.000Z'],
    ['250 working days', after(250), '2025', '2026-12-29T07:00:00.000Z'],
    ['a date, although a Saturday', on('05-02', '16:15'), '2025', '2026-05-02T13:15:00.000Z'],
    ['a date in the year after', on('01-15'), '2026-H2', '2027-01-15T07:00:00.000Z'],
    ['a date right after the period', on('07-01'), '2026-H1', '2026-07-01T06:00:00.000Z'],
    ['29 February in a common year', on('02-29'), '2026', '2027-02-28T07:00:00.000Z'],
    ['29 February in a leap year', on('02-29'), '2027', '2028-02-29T07:00:00.000Z'],
    ['31 April', on('04-31'), '2026-Q1', '2026-04-30T06:00:00.000Z'],
    ['a time that the clocks skip', on('03-29', '03:30'), '2025', '2026-03-29T01:30:00.000Z'],
  ];
  test.each(cases)('opens on: %s', (_what, opens, period, expected) => {
    const { opens: moment } = roundCalendar(schedule('year', opens, on('12-31')), period, holidays);
    expect(moment.toISOString()).toBe(expected);
  });
  test('opens a year later on a date that has passed when the period ends', () => {
    const { opens } = roundCalendar(schedule('half-year', on('03-15'), on('06-30')), '2026-H1', holidays);
    expect(opens.toISOString()).toBe('2027-03-15T07:00:00.000Z');
  });
  test('is due at its own time of day', () => {
    expect(roundCalendar(survey, '2025', holidays).deadline.toISOString()).toBe('2026-05-02T13:15:00.000Z');
  });
  test('cannot be due before it opens', () => {
    const reversed = schedule('year', on('06-01'), on('05-02'));
    expect(() => roundCalendar(reversed, '2025', holidays)).toThrow(
      'the deadline does not come after the opening',
    );
    const empty = schedule('year', after(1), after(1));
    expect(() => roundCalendar(empty, '2025', holidays)).toThrow(RangeError);
  });
});

describe('digests', () => {
  const between = (opens: string, deadline: string) => stepsBetween(quarter, 'digest', opens, deadline);
  test('go out weekly while the round is open, at the same local time over the clock change', () => {
    expect(between('2026-10-12T06:00:00Z', '2026-11-03T14:00:00Z')).toEqual([
      '2026-10-19T05:00:00.000Z',
      '2026-10-26T06:00:00.000Z',
      '2026-11-02T06:00:00.000Z',
    ]);
  });
  test('go out on the opening day when the round opens before the hour', () => {
    expect(between('2026-10-12T04:59:00Z', '2026-10-13T00:00:00Z')).toEqual(['2026-10-12T05:00:00.000Z']);
  });
  test('neither at the opening nor at the deadline', () => {
    expect(between('2026-10-12T05:00:00Z', '2026-10-19T05:00:00Z')).toEqual([]);
  });
  test('none where no such weekday lies between', () => {
    expect(between('2026-10-13T05:00:00Z', '2026-10-16T05:00:00Z')).toEqual([]);
  });
});

describe('reminders', () => {
  type Reminders = RoundSchedule['calendar']['reminders'];
  const between = (opens: string, deadline: string, reminders: Reminders) => {
    const { opens: opening, deadline: end } = quarter.calendar;
    const reminding = scheduleOf('quarter', { opens: opening, deadline: end, reminders });
    return stepsBetween(reminding, 'remind', opens, deadline);
  };
  /** One reminder of a round that opened long before. */
  const one = (deadline: string, days: number, at = '09:00') =>
    between('2025-09-01T06:00:00Z', deadline, [before(days, at)]);

  test.each([
    ['the day before', '2026-10-14T13:00:00Z', 1, '2026-10-13T06:00:00.000Z'],
    ['a week before, over a weekend', '2026-10-14T13:00:00Z', 5, '2026-10-07T06:00:00.000Z'],
    ['before a Monday is a Friday', '2026-10-12T13:00:00Z', 1, '2026-10-09T06:00:00.000Z'],
    ['over Easter, from Tuesday to Maundy Thursday', '2026-04-07T13:00:00Z', 1, '2026-04-02T06:00:00.000Z'],
    ['over Easter, further back', '2026-04-08T13:00:00Z', 3, '2026-04-01T06:00:00.000Z'],
    ['over an Independence Day on a weekday', '2027-12-07T14:00:00Z', 1, '2027-12-03T07:00:00.000Z'],
    ['over one on a Sunday, that counts once', '2026-12-08T14:00:00Z', 2, '2026-12-04T07:00:00.000Z'],
    ['over Christmas and New Year', '2027-01-04T14:00:00Z', 4, '2026-12-28T07:00:00.000Z'],
    ['of a deadline on a Saturday after May Day', '2026-05-02T13:15:00Z', 1, '2026-04-30T06:00:00.000Z'],
    ['on the day of the deadline itself', '2026-10-14T13:00:00Z', 0, '2026-10-14T06:00:00.000Z'],
    ['on that day, also where it is a Saturday', '2026-05-02T13:15:00Z', 0, '2026-05-02T06:00:00.000Z'],
  ])('are counted in working days: %s', (_what, deadline, days, expected) => {
    expect(one(deadline, days)).toEqual([expected]);
  });

  test('are counted from the local day of the deadline', () => {
    // 00:30 on Thursday the 15th in Helsinki.
    expect(one('2026-10-14T21:30:00Z', 1)).toEqual(['2026-10-14T06:00:00.000Z']);
  });

  test.each([
    [
      'winter time before the clocks go forward',
      '2026-03-30T13:00:00Z',
      1,
      '09:00',
      '2026-03-27T07:00:00.000Z',
    ],
    ['summer time after it', '2026-03-31T13:00:00Z', 1, '09:00', '2026-03-30T06:00:00.000Z'],
    ['summer time before they go back', '2026-10-26T14:00:00Z', 1, '09:00', '2026-10-23T06:00:00.000Z'],
    ['winter time after it', '2026-10-27T14:00:00Z', 1, '09:00', '2026-10-26T07:00:00.000Z'],
    ['a time that the clocks skip', '2026-03-29T13:00:00Z', 0, '03:30', '2026-03-29T01:30:00.000Z'],
    ['the first of a time that comes twice', '2026-10-25T13:00:00Z', 0, '03:30', '2026-10-25T00:30:00.000Z'],
  ])('go out at the local time: %s', (_what, deadline, days, at, expected) => {
    expect(one(deadline, days, at)).toEqual([expected]);
  });

  test('come in the order in which they go out, however they are written', () => {
    const written = [before(1), before(5), before(0, '08:00'), before(1, '07:30')];
    expect(between('2026-10-01T06:00:00Z', '2026-10-14T13:00:00Z', written)).toEqual([
      '2026-10-07T06:00:00.000Z',
      '2026-10-13T04:30:00.000Z',
      '2026-10-13T06:00:00.000Z',
      '2026-10-14T05:00:00.000Z',
    ]);
  });

  test('outside the round are left out: before or at the opening, at or after the deadline', () => {
    const [opens, deadline] = ['2026-10-12T06:00:00Z', '2026-10-14T13:00:00Z'];
    expect(between(opens, deadline, [before(5), before(2, '08:59'), before(2)])).toEqual([]);
    expect(between(opens, deadline, [before(0, '16:00'), before(0, '16:01')])).toEqual([]);
    const inside = [before(2, '09:01'), before(0, '15:59')];
    expect(between(opens, deadline, inside)).toEqual([
      '2026-10-12T06:01:00.000Z',
      '2026-10-14T12:59:00.000Z',
    ]);
  });

  test('are none where the programme has none', () => {
    expect(between('2026-10-01T06:00:00Z', '2026-10-14T13:00:00Z', [])).toEqual([]);
    expect(stepsBetween(quarter, 'remind', '2026-10-01T06:00:00Z', '2026-10-14T13:00:00Z')).toEqual([]);
  });
});

describe('rounds that should be open', () => {
  const due = (programme: RoundSchedule, now: string) => duePeriods(programme, new Date(now), holidays);
  test.each([
    ['2026-10-01T05:59:59Z', []],
    ['2026-10-01T06:00:00Z', ['2026-Q3']],
    ['2026-10-14T12:59:59Z', ['2026-Q3']],
    ['2026-10-14T13:00:00Z', []],
    ['2026-12-31T23:00:00Z', []],
    ['2027-01-04T07:00:00Z', ['2026-Q4']],
  ])('quarterly, at %s: %j', (now, expected) => {
    expect(due(quarter, now)).toEqual(expected);
  });
  test('the yearly survey is found months after its year', () => {
    expect(due(survey, '2026-04-30T12:00:00Z')).toEqual(['2025']);
    expect(due(survey, '2026-05-02T13:15:00Z')).toEqual([]);
  });
  test('long rounds of short periods overlap, the oldest first', () => {
    const slow = schedule('month', after(1), after(70));
    expect(due(slow, '2026-10-05T12:00:00Z')).toEqual(['2026-M06', '2026-M07', '2026-M08', '2026-M09']);
  });
  test('the longest round that can be set is found', () => {
    const longest = schedule('year', on('01-02'), after(250));
    expect(due(longest, '2026-12-29T06:59:59Z')).toEqual(['2025']);
  });
});

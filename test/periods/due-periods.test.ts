/** Which rounds should be open, and which should have been closed, to the millisecond. */
import {
  duePeriods,
  fitsRhythm,
  passedPeriods,
  periodsAround,
  roundCalendar,
  type RoundSchedule,
} from '../../src/periods/calendar';
import { nextPeriod } from '../../src/periods/period';
import { after, holidays, on, scheduleOf } from './schedules';

const at = (moment: string) => new Date(moment);
const justBefore = (moment: Date) => new Date(moment.getTime() - 1);
const due = (programme: RoundSchedule, now: Date) => duePeriods(programme, now, holidays);
const passed = (programme: RoundSchedule, since: Date, now: Date) =>
  passedPeriods(programme, since, now, holidays);
const firstPeriods = (programme: RoundSchedule, moment: string, count: number) => {
  const periods: string[] = [];
  for (const period of periodsAround(programme, at(moment))) if (periods.push(period) === count) break;
  return periods;
};

const quarter = scheduleOf('quarter', { graceWorkingDays: 3 });
const once = scheduleOf('once', { graceWorkingDays: 3 }, { onlyPeriod: '2026-H1' });
const rounds: [string, RoundSchedule, string][] = [
  ['month', scheduleOf('month', { deadline: after(15, '16:15') }), '2026-M05'],
  ['quarter', quarter, '2026-Q2'],
  ['tertial', scheduleOf('tertial'), '2026-T2'],
  ['half-year', scheduleOf('half-year'), '2026-H2'],
  ['year', scheduleOf('year', { opens: on('01-15'), deadline: on('05-02', '16:15') }), '2025'],
  ['once', once, '2026-H1'],
];

describe.each(rounds)('a round of rhythm %s', (_rhythm, programme, period) => {
  const { opens, closes } = roundCalendar(programme, period, holidays);
  test('is due from its opening until just before its closing', () => {
    expect(due(programme, justBefore(opens))).toEqual([]);
    expect(due(programme, opens)).toEqual([period]);
    expect(due(programme, justBefore(closes))).toEqual([period]);
    expect(due(programme, closes)).toEqual([]);
  });
  test('has passed from its closing on, once', () => {
    expect(passed(programme, opens, justBefore(closes))).toEqual([]);
    expect(passed(programme, opens, closes)).toEqual([period]);
    expect(passed(programme, justBefore(closes), closes)).toEqual([period]);
    expect(passed(programme, closes, new Date(closes.getTime() + 1))).toEqual([]);
    expect(passed(programme, closes, closes)).toEqual([]);
  });
});

describe('a programme with a first period', () => {
  const begins = (firstPeriod: string) => scheduleOf('quarter', { graceWorkingDays: 3 }, { firstPeriod });
  const inRound = at('2026-07-20T12:00Z');
  test.each([
    ['2026-Q1', ['2026-Q2']],
    ['2026-Q2', ['2026-Q2']],
    ['2026-Q3', []],
    // A half-year ends with its second quarter, so that one is the first.
    ['2026-H1', ['2026-Q2']],
    ['2026', []],
  ])('%s: no earlier one is due', (firstPeriod, expected) => {
    expect(due(quarter, inRound)).toEqual(['2026-Q2']);
    expect(due(begins(firstPeriod), inRound)).toEqual(expected);
  });
  test('has closed none before it', () => {
    const [since, now] = [at('2025-01-01T00:00Z'), at('2026-09-01T00:00Z')];
    expect(passed(begins('2026-Q1'), since, now)).toEqual(['2026-Q1', '2026-Q2']);
  });
});

describe('a programme that is followed up once', () => {
  test('has no other round, before or after', () => {
    expect(due(once, at('2026-01-20T12:00Z'))).toEqual([]);
    expect(due(once, at('2027-07-20T12:00Z'))).toEqual([]);
    expect(passed(once, at('2020-01-01T00:00Z'), at('2026-07-01T00:00Z'))).toEqual([]);
    expect(passed(once, at('2020-01-01T00:00Z'), at('2040-01-01T00:00Z'))).toEqual(['2026-H1']);
  });
  test('has its period at any time', () => {
    for (const moment of ['2020-01-01T00:00Z', '2026-07-20T12:00Z', '2040-01-01T00:00Z'])
      expect([...periodsAround(once, at(moment))]).toEqual(['2026-H1']);
  });
  test('has none where it does not say which', () => {
    expect([...periodsAround(scheduleOf('once'), at('2026-07-20T12:00Z'))]).toEqual([]);
    expect(due(scheduleOf('once'), at('2026-07-20T12:00Z'))).toEqual([]);
  });
});

describe('after long downtime', () => {
  test('everything that has passed is named, the oldest first', () => {
    expect(passed(quarter, at('2026-07-20T12:00Z'), at('2027-07-20T12:00Z'))).toEqual([
      '2026-Q2',
      '2026-Q3',
      '2026-Q4',
      '2027-Q1',
    ]);
    expect(due(quarter, at('2027-07-20T12:00Z'))).toEqual(['2027-Q2']);
  });
  test('of five years, too', () => {
    const years = scheduleOf('year');
    expect(passed(years, at('2024-06-01T00:00Z'), at('2029-06-01T00:00Z'))).toEqual([
      ...['2024', '2025', '2026', '2027', '2028'],
    ]);
    expect(passed(scheduleOf('month'), at('2024-06-01T00:00Z'), at('2029-06-01T00:00Z'))).toHaveLength(60);
  });
  test('in whatever pieces the time is looked at, each round passes in one of them', () => {
    const [start, end] = [at('2024-01-01T00:00Z').getTime(), at('2031-01-01T00:00Z').getTime()];
    for (const [, programme] of rounds) {
      const whole = passed(programme, new Date(start), new Date(end));
      const pieces: string[] = [];
      for (let since = start; since < end; since += 97 * 24 * 3600 * 1000)
        pieces.push(
          ...passed(programme, new Date(since), new Date(Math.min(end, since + 97 * 24 * 3600 * 1000))),
        );
      expect(pieces).toEqual(whole);
    }
  });
  test('nothing has passed where the clock was set back', () => {
    expect(passed(quarter, at('2027-07-20T12:00Z'), at('2026-07-20T12:00Z'))).toEqual([]);
  });
});

describe('long after its period', () => {
  const closedDays = [{ from: '06-01', to: '08-31' }];
  const slow = scheduleOf('year', {
    ...{ opens: after(250), deadline: on('12-31'), closedDays, graceWorkingDays: 60 },
  });
  test('a round is found although closed days carried its opening into the next year', () => {
    const counted = { ...slow.calendar, opens: after(200), deadline: after(250) };
    const programme = { ...slow, calendar: counted };
    const { opens, deadline, closes } = roundCalendar(programme, '2025', holidays);
    expect(deadline > at('2027-01-31T00:00Z')).toBe(true);
    expect(closes > at('2027-05-01T00:00Z')).toBe(true);
    expect(due(programme, opens)).toEqual(['2025']);
    expect(due(programme, justBefore(closes))).toContain('2025');
    expect(passed(programme, justBefore(closes), closes)).toEqual(['2025']);
  });
  test('an opening that the last date of the year comes before is refused', () => {
    expect(() => roundCalendar(slow, '2025', holidays)).toThrow(RangeError);
  });
});

describe('periods around a moment', () => {
  test.each([
    ['month', '2024-M07', '2026-M08'],
    ['quarter', '2024-Q2', '2026-Q3'],
    ['tertial', '2024-T1', '2026-T2'],
    ['half-year', '2024-H1', '2026-H2'],
    ['year', '2023', '2026'],
  ] as const)('%s: begin two years back at %s at the latest, and go on', (rhythm, earliest, current) => {
    const periods = firstPeriods(scheduleOf(rhythm), '2026-08-20T12:00Z', 40);
    expect(periods.indexOf(earliest)).toBeGreaterThanOrEqual(0);
    expect(periods.indexOf(current)).toBeGreaterThan(0);
    for (const [index, period] of periods.slice(1).entries())
      expect(period).toBe(nextPeriod(periods[index]!));
  });
  test('are those of the programme’s zone: a round in Kiritimati is due on the day that begins there', () => {
    const opens = after(1, '00:00');
    const kiritimati = scheduleOf('month', { opens }, { timeZone: 'Pacific/Kiritimati' });
    const opening = at('2026-08-31T10:00:00.000Z');
    expect(due(kiritimati, justBefore(opening))).not.toContain('2026-M08');
    expect(due(kiritimati, opening)).toContain('2026-M08');
  });
});

test.each([
  ['month', '2026-M05', true],
  ['month', '2026-Q2', false],
  ['quarter', '2026-Q2', true],
  ['quarter', '2026-T2', false],
  ['tertial', '2026-T2', true],
  ['half-year', '2026-H1', true],
  ['half-year', '2026', false],
  ['year', '2026', true],
  ['year', '2026-M01', false],
  ['once', '2026-H1', true],
  ['once', '2027-H1', false],
] as const)('rhythm %s and %s: %s', (rhythm, period, expected) => {
  const only = rhythm === 'once' ? { onlyPeriod: '2026-H1' } : {};
  expect(fitsRhythm({ rhythm, ...only }, period)).toBe(expected);
});

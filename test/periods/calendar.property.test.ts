/** In every time zone that there is, in any year and for any calendar. */
import fc from 'fast-check';
import { roundCalendar, roundSteps, type RoundTimes } from '../../src/periods/calendar';
import { type CalendarPoint, type Offset } from '../../src/periods/calendar-schema';
import { dayAfter, type Period } from '../../src/periods/period';
import {
  calendar,
  type CalendarInput,
  dayOf,
  type IsWorking,
  offsetDay,
  weekdayOf,
  workingDays,
} from './day-by-day';
import { holidays, on, scheduleOf } from './schedules';
import { isSkipped, momentOnWall, plusDays, wallTime } from './wall-clock';

const zones = Intl.supportedValuesOf('timeZone');
const period = fc
  .tuple(
    fc.integer({ min: 2024, max: 2030 }),
    fc.constantFrom('', '-H1', '-T1', '-T2', '-Q1', '-Q2', '-Q3', '-M02', '-M05', '-M08', '-M09', '-M11'),
  )
  .map((parts) => parts.join(''));

interface Expected extends RoundTimes {
  readonly steps: readonly string[];
}

/** The round as it is found day by day; steps are written as kind and moment. */
function expectedRound(rules: CalendarInput, zone: string, of: Period): Expected {
  const isWorking = workingDays(rules.closedDays ?? []);
  const momentOf = (point: CalendarPoint) =>
    momentOnWall(dayOf(point, dayAfter(of), isWorking), point.at, zone);
  const [opens, deadline] = [momentOf(rules.opens), momentOf(rules.deadline)];
  const closing = { workingDaysAfter: rules.graceWorkingDays ?? 0, at: rules.deadline.at };
  const closes = rules.graceWorkingDays ? offsetMoment(closing, deadline, zone, isWorking) : deadline;
  const named = (what: string, offsets: readonly Offset[] = []) =>
    offsets.map((each) => ({ what, at: offsetMoment(each, deadline, zone, isWorking) }));
  const steps = [
    ...digests(rules, zone, { opens, deadline, closes }).map((at) => ({ what: 'digest', at })),
    ...named('remind', rules.reminders),
    ...named('escalate', rules.escalations),
  ];
  const within = steps.filter(({ at }) => opens < at && at < closes);
  return {
    opens,
    deadline,
    closes,
    steps: within.map(({ what, at }) => `${at.toISOString()} ${what}`).sort(),
  };
}

function offsetMoment(offset: Offset, deadline: Date, zone: string, isWorking: IsWorking): Date {
  return momentOnWall(offsetDay(offset, wallTime(deadline, zone).slice(0, 10), isWorking), offset.at, zone);
}

function digests({ digest }: CalendarInput, zone: string, { opens, deadline, closes }: RoundTimes): Date[] {
  const weekly: Date[] = [];
  let day = wallTime(opens, zone).slice(0, 10);
  while (weekdayOf(day) !== digest.weekday) day = plusDays(day, 1);
  const last = wallTime(closes, zone).slice(0, 10);
  for (; day <= last; day = plusDays(day, 7)) weekly.push(momentOnWall(day, digest.at, zone));
  const others = weekly.filter((moment) => moment.getTime() !== deadline.getTime());
  return deadline < closes ? [deadline, ...others] : others;
}

function checkRound(rules: CalendarInput, timeZone: string, of: Period): void {
  const programme = scheduleOf('year', rules, { timeZone });
  const expected = expectedRound(rules, timeZone, of);
  if (expected.deadline <= expected.opens) {
    expect(() => roundCalendar(programme, of, holidays)).toThrow(
      'the deadline does not come after the opening',
    );
    return;
  }
  const { steps, ...times } = expected;
  const { opens, deadline, closes } = roundCalendar(programme, of, holidays);
  expect({ opens, deadline, closes }).toEqual(times);
  expect(opens < deadline && deadline <= closes).toBe(true);

  const found = roundSteps(programme, times, holidays);
  expect(found.map(({ what, at }) => `${at.toISOString()} ${what}`).sort()).toEqual(steps);
  const moments = found.map(({ at }) => at.getTime());
  expect(moments).toEqual(moments.toSorted((a, b) => a - b));
  expect(moments.every((at) => opens.getTime() < at && at < closes.getTime())).toBe(true);

  expectOnWall(opens, [rules.opens.at], timeZone);
  expectOnWall(deadline, [rules.deadline.at], timeZone);
  expectOnWall(closes, [rules.deadline.at], timeZone);
  for (const { what, at } of found) {
    const offsets = what === 'remind' ? rules.reminders : what === 'escalate' ? rules.escalations : undefined;
    const configured = offsets?.map((each) => each.at) ?? [rules.digest.at, rules.deadline.at];
    expectOnWall(at, configured, timeZone);
  }
}

/** The wall shows one of these times, unless the clocks skip one on this day or in the night before. */
function expectOnWall(moment: Date, configured: readonly string[], zone: string): void {
  const [day, time] = wallTime(moment, zone).split(' ');
  if (configured.includes(time!)) return;
  const nearby = [day!, plusDays(day!, -1)];
  const skipped = configured.filter((at) => nearby.some((each) => isSkipped(each, at, zone)));
  expect({ zone, moment, skipped }).not.toHaveProperty('skipped', []);
}

test('there are hundreds of zones', () => {
  expect(zones.length).toBeGreaterThan(300);
});

test('a round and its steps are those that a look at each day finds', () => {
  const of = fc.tuple(calendar, period);
  for (const zone of zones)
    fc.assert(
      fc.property(of, ([rules, name]) => checkRound(rules, zone, name)),
      { numRuns: 2 },
    );
});

/** Days of 2025–2030 that have not 24 hours. */
function changesOf(zone: string): string[] {
  const midnight = (day: string) => momentOnWall(day, '00:00', zone).getTime();
  const days = Array.from({ length: 6 * 365 }, (_, index) => plusDays('2025-01-03', index));
  const midnights = days.map(midnight);
  return days
    .filter((_, index) => (midnights[index + 1] ?? 0) - midnights[index]! !== 24 * 3600 * 1000)
    .slice(0, -1);
}

test('also where points lie on the days on which clocks change', () => {
  const zoneAndDay = [
    ...['Europe/Helsinki', 'America/Santiago', 'Australia/Lord_Howe', 'Africa/Cairo', 'Antarctica/Troll'],
    ...['America/Havana', 'Atlantic/Azores', 'Asia/Beirut', 'Pacific/Chatham', 'Africa/Casablanca'],
  ].flatMap((zone) => changesOf(zone).map((day) => ({ zone, day })));
  expect(zoneAndDay.length).toBeGreaterThan(100);
  fc.assert(
    fc.property(fc.constantFrom(...zoneAndDay), calendar, ({ zone, day }, rules) => {
      const [year, date] = [Number(day.slice(0, 4)) - 1, day.slice(5)];
      const opening = { ...rules, opens: on(date, rules.opens.at) };
      const due = { ...rules, opens: on('01-02'), deadline: on(date, rules.deadline.at) };
      for (const each of [opening, due]) checkRound(each, zone, String(year));
    }),
    { numRuns: 120 },
  );
});

/** What a calendar means, found by looking at one day after the other; wall clocks are read with Intl. */
import fc from 'fast-check';
import { type z } from 'zod';
import { type CalendarPoint, type calendarSchema, type Offset } from '../../src/periods/calendar-schema';
import { holidays } from './schedules';
import { plusDays } from './wall-clock';

export type CalendarInput = z.input<typeof calendarSchema>;
type Ranges = NonNullable<CalendarInput['closedDays']>;
export type IsWorking = (day: string) => boolean;

export function workingDays(ranges: Ranges): IsWorking {
  return (day) =>
    ![0, 6].includes(weekdayOf(day) % 7) &&
    !holidays.isClosed(day) &&
    !ranges.some((range) => isIn(range, day));
}

/** 1 is Monday. */
export function weekdayOf(day: string): number {
  return new Date(day).getUTCDay() || 7;
}

function isIn({ from, to }: Ranges[number], day: string): boolean {
  const year = Number(day.slice(0, 4));
  if (from.length > 5) return from <= day && day <= to;
  const [first, last] =
    from <= to ? [year, year] : day.slice(5) >= from ? [year, year + 1] : [year - 1, year];
  return `${first}-${from}` <= day && day <= `${last}-${to}`;
}

/** The day of a point: the first after the period on which it is reached. */
export function dayOf(point: CalendarPoint, dayAfter: string, isWorking: IsWorking): string {
  let left = 'workingDaysAfter' in point ? Math.max(1, point.workingDaysAfter) : 0;
  for (let day = dayAfter; ; day = plusDays(day, 1)) {
    if ('date' in point && isDate(point.date, day)) return day;
    if ('workingDaysAfter' in point && isWorking(day) && (left -= 1) === 0) return day;
  }
}

/** A date that a month does not have is its last day. */
function isDate(date: string, day: string): boolean {
  const isLast = plusDays(day, 1).slice(5, 7) !== date.slice(0, 2);
  return date.slice(0, 2) === day.slice(5, 7) && (date === day.slice(5) || (isLast && date > day.slice(5)));
}

/** The day of an offset from a day, which is itself its zeroth. */
export function offsetDay(offset: Offset, from: string, isWorking: IsWorking): string {
  let left = 'workingDaysBefore' in offset ? offset.workingDaysBefore : offset.workingDaysAfter;
  const step = 'workingDaysBefore' in offset ? -1 : 1;
  let day = from;
  while (left > 0) {
    day = plusDays(day, step);
    if (isWorking(day)) left -= 1;
  }
  return day;
}

const twoDigits = (number: number) => String(number).padStart(2, '0');
const date = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 31 }))
  .map((parts) => parts.map(twoDigits).join('-'));

/** Any minute of a day, more often one of the hours in which clocks change. */
export const timeOfDay = fc
  .tuple(
    fc.oneof(fc.integer({ min: 0, max: 23 }), fc.constantFrom(0, 1, 2, 3, 23)),
    fc.integer({ min: 0, max: 59 }),
  )
  .map((parts) => parts.map(twoDigits).join(':'));

/** Up to six weeks, every year or once. */
const closedRange = fc
  .tuple(
    fc.integer({ min: 0, max: 8 * 365 }),
    fc.integer({ min: 0, max: 42 }),
    fc.constantFrom('MM-DD'.length, 'yyyy-MM-DD'.length),
  )
  .map(([start, length, written]) => {
    const from = plusDays('2024-01-01', start);
    return { from: from.slice(-written), to: plusDays(from, length).slice(-written) };
  });
export const closedDays = fc.array(closedRange, { maxLength: 2 });

const point = fc.oneof(
  fc.record({ workingDaysAfter: fc.integer({ min: 0, max: 60 }), at: timeOfDay }),
  fc.record({ date, at: timeOfDay }),
);
const offset = fc.oneof(
  fc.record({ workingDaysBefore: fc.integer({ min: 0, max: 30 }), at: timeOfDay }),
  fc.record({ workingDaysAfter: fc.integer({ min: 1, max: 12 }), at: timeOfDay }),
);

export const calendar: fc.Arbitrary<CalendarInput> = fc.record({
  opens: point,
  deadline: point,
  graceWorkingDays: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 12 })),
  reminders: fc.array(offset, { maxLength: 3 }),
  escalations: fc.array(
    offset.map((each) => ({ to: 'coordinator' as const, ...each })),
    { maxLength: 2 },
  ),
  digest: fc.record({ weekday: fc.integer({ min: 1, max: 7 }), at: timeOfDay }),
  closedDays,
});

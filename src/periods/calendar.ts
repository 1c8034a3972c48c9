/** When a round opens, when it is due, and when its digests go out. */
import { DateTime } from 'luxon';
import { z } from 'zod';
import { localDay, localMoment } from './local-time';
import { dayAfter, type Period, periodContaining, previousPeriod, type Rhythm } from './period';
import { addWorkingDays, type HolidayCalendar } from './working-days';

/** Local time of day, `HH:mm`. */
export const timeOfDaySchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is not a time such as 16:15');

/** A moment after a period's end: a working day or a date (`MM-DD`), at a local time (`HH:mm`). */
export const calendarPointSchema = z.union([
  z.strictObject({ workingDaysAfter: z.int().min(0).max(250), at: timeOfDaySchema }),
  z.strictObject({ date: z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/), at: timeOfDaySchema }),
]);
export type CalendarPoint = z.infer<typeof calendarPointSchema>;

/** What of a programme decides its rounds; a Programme is one. */
export interface RoundSchedule {
  readonly rhythm: Rhythm;
  readonly timeZone: string;
  readonly calendar: {
    readonly opens: CalendarPoint;
    readonly deadline: CalendarPoint;
    readonly reminders?: readonly { readonly workingDaysBefore: number; readonly at: string }[];
    /** Weekday 1 is Monday. */
    readonly digest: { readonly weekday: number; readonly at: string };
  };
}

/**
 * `workingDaysAfter: n` is the n-th working day after the period, counting the first day after it if it is one;
 * 0 is the same as 1, the first working day. `date` is the first such date after the period, also on a holiday (the
 * ministry's 2.5. at 16:15 does not move); the 29th to 31st of a shorter month is its last day. Local times are
 * those of `localMoment`.
 * @throws RangeError when the deadline does not come after the opening
 */
export function roundCalendar(
  programme: Pick<RoundSchedule, 'timeZone' | 'calendar'>,
  period: Period,
  holidays: HolidayCalendar,
): { opens: Date; deadline: Date } {
  const { opens, deadline } = programme.calendar;
  const moments = {
    opens: momentOf(opens, period, programme.timeZone, holidays),
    deadline: momentOf(deadline, period, programme.timeZone, holidays),
  };
  if (moments.deadline <= moments.opens)
    throw new RangeError(`round ${period}: the deadline does not come after the opening`);
  return moments;
}

/** Working days before the day of the deadline, or on it; those that fall outside the round are left out. */
export function reminderMoments(
  programme: Pick<RoundSchedule, 'timeZone' | 'calendar'>,
  opens: Date,
  deadline: Date,
  holidays: HolidayCalendar,
): Date[] {
  const { calendar, timeZone } = programme;
  const last = localDay(deadline, timeZone);
  const moments = (calendar.reminders ?? []).map(({ workingDaysBefore: days, at }) => {
    const day = days === 0 ? last : addWorkingDays(last, -days, holidays);
    return localMoment(day, at, timeZone).toJSDate();
  });
  return moments
    .filter((moment) => moment > opens && moment < deadline)
    .sort((a, b) => a.getTime() - b.getTime());
}

/** Weekly, after the opening (nothing is answered yet) and before the deadline (closing has a digest of its own). */
export function digestMoments(
  programme: Pick<RoundSchedule, 'timeZone' | 'calendar'>,
  opens: Date,
  deadline: Date,
): Date[] {
  const { weekday, at } = programme.calendar.digest;
  const first = DateTime.fromJSDate(opens, { zone: programme.timeZone });
  const moments: Date[] = [];
  for (let day = first.plus({ days: (weekday - first.weekday + 7) % 7 }); ; day = day.plus({ weeks: 1 })) {
    const moment = localMoment(day.toFormat('yyyy-MM-dd'), at, programme.timeZone).toJSDate();
    if (moment >= deadline) return moments;
    if (moment > opens) moments.push(moment);
  }
}

/** The periods whose round should be open now (opens ≤ now < deadline), oldest first. */
export function duePeriods(programme: RoundSchedule, now: Date, holidays: HolidayCalendar): Period[] {
  const due: Period[] = [];
  const earliest = new Date(now.getTime() - lookBackDays * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
  let period = previousPeriod(periodContaining(programme.rhythm, now, programme.timeZone));
  for (; dayAfter(period) >= earliest; period = previousPeriod(period)) {
    const { opens, deadline } = roundCalendar(programme, period, holidays);
    if (opens <= now && now < deadline) due.unshift(period);
  }
  return due;
}

/** A deadline lies at most 250 working days or one year after its period; closed days may stretch the former. */
export const lookBackDays = 2 * 366;

function momentOf(point: CalendarPoint, period: Period, zone: string, holidays: HolidayCalendar): Date {
  const after = dayAfter(period);
  const day =
    'date' in point ? firstSuchDate(after, point.date) : workingDay(after, point.workingDaysAfter, holidays);
  return localMoment(day, point.at, zone).toJSDate();
}

function workingDay(after: string, n: number, holidays: HolidayCalendar): string {
  const first = addWorkingDays(after, 0, holidays);
  return n <= 1 ? first : addWorkingDays(first, n - 1, holidays);
}

function firstSuchDate(after: string, monthAndDay: string): string {
  const year = Number(after.slice(0, 4));
  const thisYear = inYear(year, monthAndDay);
  return thisYear >= after ? thisYear : inYear(year + 1, monthAndDay);
}

function inYear(year: number, monthAndDay: string): string {
  const month = DateTime.utc(year, Number(monthAndDay.slice(0, 2)));
  const day = Math.min(Number(monthAndDay.slice(3)), month.endOf('month').day);
  return month.set({ day }).toFormat('yyyy-MM-dd');
}

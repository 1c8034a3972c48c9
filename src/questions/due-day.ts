/** Until when a question should be answered, and when its owners are reminded. Pure. */
import { RefusedError } from '../errors';
import { type Programme } from '../goals/schema';
import { localDay, localMoment } from '../periods/local-time';
import { sendableOrNow } from '../periods/quiet-hours';
import {
  addDays,
  daySchema,
  type HolidayCalendar,
  withClosedDays,
  workingDayOr,
} from '../periods/working-days';
import { farthestDue, usualDays } from './question';

type Timed = Pick<Programme, 'timeZone' | 'calendar'>;

/** Five working days from today by the organisation's calendar; a week if that has hardly any. */
export function usualDue({ timeZone, calendar }: Timed, now: Date, holidays: HolidayCalendar): string {
  const own = withClosedDays(holidays, calendar.closedDays);
  return workingDayOr(localDay(now, timeZone), usualDays, own, 7);
}

/** @throws RefusedError `question-day` unless it is a day after today, at most 90 days ahead. */
export function requireDue(day: string, { timeZone }: Timed, now: Date): string {
  const today = localDay(now, timeZone);
  const last = addDays(today, farthestDue);
  if (!daySchema.safeParse(day).success || day <= today || day > last)
    throw new RefusedError('question-day', { first: addDays(today, 1), last });
  return day;
}

/** The morning of the last day, at the time at which the programme's rounds open, outside its quiet hours. */
export function reminderTime(due: string, programme: Timed, holidays: HolidayCalendar): Date {
  return sendableOrNow(morningOf(due, programme), programme, holidays);
}

/**
 * When somebody is told of a question that was asked before they answered for the goal: at once, but not before the time at
 * which the programme's rounds open, since a substitute's first day begins at midnight.
 */
export function laterTellingTime(now: Date, programme: Timed, holidays: HolidayCalendar): Date {
  const morning = morningOf(localDay(now, programme.timeZone), programme);
  return sendableOrNow(morning > now ? morning : now, programme, holidays);
}

function morningOf(day: string, { timeZone, calendar }: Timed): Date {
  return localMoment(day, calendar.opens.at, timeZone).toJSDate();
}

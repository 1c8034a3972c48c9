/** How long a request has been open. Pure. */
import { type Programme } from '../goals/schema';
import { localDay } from '../periods/local-time';
import { addDays, addWorkingDays, type HolidayCalendar, withClosedDays } from '../periods/working-days';
import { oldAfter } from './request';

/**
 * The first day (`yyyy-mm-dd`) on which it is older than ten working days by the organisation's calendar, or than a
 * fortnight if that has hardly any.
 * @param since ISO 8601, UTC
 */
export function oldFrom(
  since: string,
  { timeZone, calendar }: Pick<Programme, 'timeZone' | 'calendar'>,
  holidays: HolidayCalendar,
): string {
  const day = localDay(new Date(since), timeZone);
  try {
    return addDays(addWorkingDays(day, oldAfter, withClosedDays(holidays, calendar.closedDays)), 1);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return addDays(day, 15);
  }
}

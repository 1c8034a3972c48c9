/** How long a request has been open. Pure. */
import { type Programme } from '../goals/schema';
import { localDay } from '../periods/local-time';
import { addDays, type HolidayCalendar, withClosedDays, workingDayOr } from '../periods/working-days';
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
  const own = withClosedDays(holidays, calendar.closedDays);
  return addDays(workingDayOr(localDay(new Date(since), timeZone), oldAfter, own, 14), 1);
}

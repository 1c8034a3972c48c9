import { DateTime } from 'luxon';
import { roundCalendar, type RoundSchedule, type RoundTimes, timesBy } from '../periods/calendar';
import { localMoment } from '../periods/local-time';
import { addWorkingDays, type HolidayCalendar, withClosedDays } from '../periods/working-days';

/**
 * The times of a round that is opened by hand: the calendar's, but opening now at the latest. If its deadline has
 * passed by the calendar, it gets the same number of days from now, and no time for late replies.
 * @throws RangeError if the calendar has none
 */
export function openingTimes(
  schedule: RoundSchedule,
  period: string,
  now: Date,
  holidays: HolidayCalendar,
): RoundTimes {
  const { timeZone, calendar } = schedule;
  const planned = roundCalendar(schedule, period, holidays);
  const opens = planned.opens < now ? planned.opens : now;
  if (planned.deadline > now) return { ...planned, opens };
  const days = Math.ceil((planned.deadline.getTime() - planned.opens.getTime()) / (24 * 3600 * 1000));
  const latest = DateTime.fromJSDate(now, { zone: timeZone }).plus({ days }).toFormat('yyyy-MM-dd');
  const day = addWorkingDays(latest, 0, withClosedDays(holidays, calendar.closedDays));
  const deadline = localMoment(day, calendar.deadline.at, timeZone).toJSDate();
  return { ...timesBy({ opens: now, deadline }, schedule, holidays), opens, deadline, closes: deadline };
}

/** When the bot may send unprompted messages. Pure. */
import { type RoundSchedule } from './calendar';
import { type QuietHours } from './calendar-schema';
import { localDay, localMoment } from './local-time';
import { addDays, addWorkingDays, type HolidayCalendar, isWorkingDay, withClosedDays } from './working-days';

/**
 * The first moment, `moment` or later, outside the programme's quiet hours. They last from one `localMoment` to the
 * other, even in nights when the clocks change.
 * @throws RangeError if messages are sent on working days only and two years have none
 */
export function sendableFrom(
  moment: Date,
  programme: Pick<RoundSchedule, 'timeZone' | 'calendar'>,
  holidays: HolidayCalendar,
): Date {
  const { quiet, closedDays } = programme.calendar;
  if (!quiet) return moment;
  const today = localDay(moment, programme.timeZone);
  const own = withClosedDays(holidays, closedDays);
  const end =
    quiet.workingDaysOnly && !isWorkingDay(today, own)
      ? localMoment(addWorkingDays(today, 0, own), '00:00', programme.timeZone).toJSDate()
      : endOfQuiet(quiet, moment, today, programme.timeZone);
  return end ? sendableFrom(end, programme, holidays) : moment;
}

/** Falls back to `moment`, so that an unusable calendar does not prevent the message. */
export function sendableOrNow(
  moment: Date,
  programme: Pick<RoundSchedule, 'timeZone' | 'calendar'>,
  holidays: HolidayCalendar,
): Date {
  try {
    return sendableFrom(moment, programme, holidays);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return moment;
  }
}

/** The end of the quiet hours that the moment falls in, which began today or the evening before. */
function endOfQuiet({ from, to }: QuietHours, moment: Date, today: string, zone: string): Date | undefined {
  const at = (day: string, time: string) => localMoment(day, time, zone).toJSDate();
  return [today, addDays(today, -1)]
    .map((day) => ({ begins: at(day, from), ends: at(from < to ? day : addDays(day, 1), to) }))
    .find(({ begins, ends }) => begins <= moment && moment < ends)?.ends;
}

export function isQuietAt({ from, to }: QuietHours, time: string): boolean {
  return from < to ? from <= time && time < to : from <= time || time < to;
}

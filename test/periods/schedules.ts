/** Small builders of what decides a programme's rounds. */
import { type z } from 'zod';
import { roundCalendar, roundSteps, type RoundSchedule, type Step } from '../../src/periods/calendar';
import { type CalendarPoint, calendarSchema } from '../../src/periods/calendar-schema';
import { holidayCalendar } from '../../src/periods/working-days';
import { wallTime } from './wall-clock';

export const holidays = holidayCalendar();
export const helsinki = 'Europe/Helsinki';

export const after = (workingDaysAfter: number, at = '09:00'): CalendarPoint => ({ workingDaysAfter, at });
export const on = (date: string, at = '09:00'): CalendarPoint => ({ date, at });
export const before = (workingDaysBefore: number, at = '09:00') => ({ workingDaysBefore, at });

type CalendarInput = z.input<typeof calendarSchema>;

/** Opens on the 5th working day at 08:00, is due on the 25th at 16:15. */
export function scheduleOf(
  rhythm: RoundSchedule['rhythm'],
  changes: Partial<CalendarInput> = {},
  others: Partial<RoundSchedule> = {},
): RoundSchedule {
  const calendar = calendarSchema.parse({
    opens: after(5, '08:00'),
    deadline: after(25, '16:15'),
    digest: { weekday: 1, at: '08:00' },
    ...changes,
  });
  return { rhythm, timeZone: helsinki, calendar, ...others };
}

export function stepsOf(programme: RoundSchedule, period: string): Step[] {
  return roundSteps(programme, roundCalendar(programme, period, holidays), holidays);
}

/** Moments of one kind of step, as the wall of the programme's zone shows them. */
export function stepTimes(programme: RoundSchedule, period: string, what: Step['what']): string[] {
  const steps = stepsOf(programme, period).filter((step) => step.what === what);
  return steps.map(({ at }) => wallTime(at, programme.timeZone));
}

/** Opening, deadline and closing of a round, as the wall of the programme's zone shows them. */
export function wallTimes(programme: RoundSchedule, period: string) {
  const { opens, deadline, closes } = roundCalendar(programme, period, holidays);
  const shown = (moment: Date) => wallTime(moment, programme.timeZone);
  return { opens: shown(opens), deadline: shown(deadline), closes: shown(closes) };
}

export function iso(dates: readonly Date[]): string[] {
  return dates.map((date) => date.toISOString());
}

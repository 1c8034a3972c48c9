import { type Programme } from '../../src/goals/schema';
import { duePeriods, roundCalendar } from '../../src/periods/calendar';
import { type HolidayCalendar, isWorkingDay } from '../../src/periods/working-days';

const dayMs = 24 * 3600 * 1000;

/** Days left until every deadline, so that reminders and snoozing can be tried. */
const daysLeft = 7;

/**
 * The latest morning (09:00 UTC) of a working day before `now` on which a round of every programme is open and not due
 * within a week, so that the demo shows them all whenever it is started.
 * @throws Error if there is none within two years.
 */
export function demoMoment(programmes: readonly Programme[], now: Date, holidays: HolidayCalendar): Date {
  const morning = new Date(`${now.toISOString().slice(0, 10)}T09:00:00Z`).getTime();
  for (let days = 1; days < 731; days++) {
    const moment = new Date(morning - days * dayMs);
    if (!isWorkingDay(moment.toISOString().slice(0, 10), holidays)) continue;
    if (programmes.every((programme) => hasTime(programme, moment, holidays))) return moment;
  }
  throw new Error('there is no day on which all programmes are due');
}

function hasTime(programme: Programme, moment: Date, holidays: HolidayCalendar): boolean {
  return duePeriods(programme, moment, holidays).some((period) => {
    const { deadline } = roundCalendar(programme, period, holidays);
    return deadline.getTime() - moment.getTime() > daysLeft * dayMs;
  });
}

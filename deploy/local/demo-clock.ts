import { type Programme } from '../../src/goals/schema';
import { duePeriods } from '../../src/periods/calendar';
import { type HolidayCalendar } from '../../src/periods/working-days';

const dayMs = 24 * 3600 * 1000;

/**
 * The latest morning (09:00 UTC) before `now` on which a round of every programme is due, so that the demo shows
 * them all whenever it is started. @throws Error when there is none within two years.
 */
export function demoMoment(programmes: readonly Programme[], now: Date, holidays: HolidayCalendar): Date {
  const morning = new Date(`${now.toISOString().slice(0, 10)}T09:00:00Z`).getTime();
  for (let days = 1; days < 731; days++) {
    const moment = new Date(morning - days * dayMs);
    if (programmes.every((programme) => duePeriods(programme, moment, holidays).length > 0)) return moment;
  }
  throw new Error('there is no day on which all programmes are due');
}

import { type RoundSchedule } from '../periods/calendar';
import { type Programme } from './schema';

/** The part of a programme that says when its rounds open, remind and close. */
export function scheduleOf({ rhythm, onlyPeriod, timeZone, calendar }: Programme): RoundSchedule {
  return { rhythm, ...(onlyPeriod !== undefined && { onlyPeriod }), timeZone, calendar };
}

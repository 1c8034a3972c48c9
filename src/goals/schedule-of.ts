import { type RoundSchedule } from '../periods/calendar';
import { type Programme } from './schema';

/** The programme with another schedule; its only period is removed unless the schedule has one. */
export function withSchedule(programme: Programme, schedule: RoundSchedule): Programme {
  const next: Programme = { ...programme, ...schedule };
  if (schedule.onlyPeriod === undefined) delete next.onlyPeriod;
  return next;
}

/** The part of a programme that says when its rounds open, remind and close. */
export function scheduleOf({ rhythm, onlyPeriod, timeZone, calendar }: Programme): RoundSchedule {
  return { rhythm, ...(onlyPeriod !== undefined && { onlyPeriod }), timeZone, calendar };
}

import { defined } from '../omit';
import { type RoundSchedule } from '../periods/calendar';
import { type Programme } from './schema';

/** The programme with another schedule; its only and its first period are removed unless the schedule has them. */
export function withSchedule(programme: Programme, schedule: RoundSchedule): Programme {
  const next: Programme = { ...programme, ...schedule };
  if (schedule.onlyPeriod === undefined) delete next.onlyPeriod;
  if (schedule.firstPeriod === undefined) delete next.firstPeriod;
  return next;
}

/** The part of a programme that says when its rounds open, remind and close. */
export function scheduleOf({
  rhythm,
  onlyPeriod,
  firstPeriod,
  timeZone,
  calendar,
}: Programme): RoundSchedule {
  return { rhythm, ...defined({ onlyPeriod, firstPeriod }), timeZone, calendar };
}

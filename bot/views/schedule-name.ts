import { createHash } from 'node:crypto';
import { type RoundSchedule } from '../../src/periods/calendar';
import { scheduleFields, scheduleTexts } from '../../src/periods/schedule-form';

/** A short name of a schedule: the same for the same one. */
export function scheduleName(schedule: RoundSchedule): string {
  const texts = scheduleTexts(schedule);
  const whole = JSON.stringify(scheduleFields.map((field) => texts[field]));
  return createHash('sha256').update(whole).digest('hex').slice(0, 16);
}

/** Reads the form of a schedule. Pure. */
import { shortHash } from '../../../src/short-hash';
import { longestList } from '../../../cards/schedule/data';
import { scheduleOf } from '../../../src/goals/schedule-of';
import { type Programme } from '../../../src/goals/schema';
import { type RoundSchedule } from '../../../src/periods/calendar';
import { scheduleFields, scheduleTexts, type ScheduleTexts } from '../../../src/periods/schedule-form';

type Data = Readonly<Record<string, unknown>>;

/** @returns an empty text for a missing input, since a client does not send a time that was emptied */
export function typedTexts(data: Data): ScheduleTexts {
  const text = (field: string) => {
    const value = Object.hasOwn(data, field) ? data[field] : undefined;
    return typeof value === 'string' ? value.slice(0, longestList) : '';
  };
  return Object.fromEntries(scheduleFields.map((field) => [field, text(field)])) as ScheduleTexts;
}

/** The values that the form originally showed, as its button carries them. */
export function seenTexts({ seen }: Data): ScheduleTexts {
  return typedTexts(typeof seen === 'object' && seen !== null ? (seen as Data) : {});
}

/** An unchanged input changes nothing, so that an outdated form reverts nothing. */
export function mergedTexts(
  typed: ScheduleTexts,
  seen: ScheduleTexts,
  current: ScheduleTexts,
): ScheduleTexts {
  const merged = scheduleFields.map((field) => [
    field,
    typed[field] === seen[field] ? current[field] : typed[field],
  ]);
  return Object.fromEntries(merged) as ScheduleTexts;
}

/** A hash of a schedule. */
export function scheduleName(schedule: RoundSchedule): string {
  const texts = scheduleTexts(schedule);
  const whole = JSON.stringify(scheduleFields.map((field) => texts[field]));
  return shortHash(whole, 16);
}

/** Whether it is the schedule that the pressed card showed. */
export function wasShown(data: { readonly proposed: string }, schedule: RoundSchedule): boolean {
  return data.proposed === scheduleName(schedule);
}

export function textsOf(programme: Programme): ScheduleTexts {
  return scheduleTexts(scheduleOf(programme));
}

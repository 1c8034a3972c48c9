/** The fields of a schedule and their values, as people read them. Pure. */
import { type FirstStage } from '../../src/periods/calendar-schema';
import { type Rhythm } from '../../src/periods/period';
import {
  type ScheduleField,
  type ScheduleProblem,
  type ScheduleTexts,
} from '../../src/periods/schedule-form';
import { type Locale } from '../../src/goals/schema';
import { shorten } from './shorten';
import { detailedText, type StringKey } from './strings';
import { type Wording } from './wording';

/** How often a round opens; each is a text's key. */
export const rhythmNames = ['month', 'quarter', 'tertial', 'half-year', 'year', 'once'] as const;
type RhythmName = Rhythm | 'once';

/** ISO: 1 is Monday. */
export const weekdays = ['1', '2', '3', '4', '5', '6', '7'] as const;
type Weekday = (typeof weekdays)[number];

export function fieldName(field: ScheduleField, wording: Wording): string {
  return wording.text(`schedule.field.${field}`);
}

/** The list of units is cut: a programme may have dozens. */
const longestUnits = 400;

/** Separator of hours and minutes. */
const clockSigns: Readonly<Record<Locale, string>> = { fi: '.', sv: '.', en: ':' };

export function problemText({ field, code, details = {} }: ScheduleProblem, wording: Wording): string {
  const key = `schedule.problem.${code}` satisfies StringKey;
  const { period, next, time, units, text } = details;
  return detailedText(wording.locale, key, {
    field: fieldName(field, wording),
    ...(period !== undefined && { period: wording.period(period) }),
    ...(next !== undefined && { next: wording.period(next) }),
    ...(time !== undefined && { time: clockText(time, wording) }),
    ...(text !== undefined && {
      text: text.replace(/(\d):(\d\d)$/, `$1${clockSigns[wording.locale]}$2`),
    }),
    ...(units !== undefined && { units: shorten(units, longestUnits) }),
  });
}

/** @param texts as `scheduleTexts` writes them */
export function valueText(field: ScheduleField, texts: ScheduleTexts, wording: Wording): string {
  const text = texts[field];
  if (text === '' || (field === 'grace' && text === '0')) return wording.text('schedule.nothing');
  switch (field) {
    case 'rhythm':
      return wording.text(`schedule.rhythm.${text as RhythmName}`);
    case 'onlyPeriod':
    case 'firstPeriod':
      return wording.period(text);
    case 'opens':
    case 'deadline':
      return /^\d+$/.test(text) ? wording.text('schedule.workingDay', { number: text }) : text;
    case 'grace':
      return wording.text('schedule.workingDays', { count: Number(text) });
    case 'reminders':
      return offsetsText(text, texts.reminderAt, wording);
    case 'stage':
      return offsetsText(text, texts.stageAt, wording);
    case 'stageOf':
      return wording.text(`schedule.stageOf.${text as FirstStage}`);
    case 'stageReminders':
      return offsetsText(text, texts.reminderAt, wording, 'schedule.beforeStage');
    case 'substitute':
    case 'unitHead':
    case 'coordinator':
      return offsetsText(text, texts.escalateAt, wording);
    case 'digestDay':
      return wording.text(`schedule.weekday.${text as Weekday}`);
    case 'quietDays':
      return wording.text(text === 'true' ? 'yes' : 'no');
    case 'closedDays':
    case 'timeZone':
      return text;
    default:
      return clockText(text, wording);
  }
}

/** From a comma-separated list such as "5, +2, 1 14:00"; each offset is shown with its time. */
function offsetsText(
  text: string,
  usual: string,
  wording: Wording,
  before: 'schedule.before' | 'schedule.beforeStage' = 'schedule.before',
): string {
  const offsets = text.split(', ').map((offset) => {
    const [days = '', time = usual] = offset.split(' ');
    const key = days.startsWith('+') ? 'schedule.after' : before;
    return `${wording.text(key, { count: Number(days) })} ${clockText(time, wording)}`;
  });
  return offsets.join('; ');
}

/** "klo 9.00" on one line, from `HH:mm`. */
function clockText(time: string, wording: Wording): string {
  const [hours = '', minutes = ''] = time.split(':');
  const said = wording.text('schedule.clock', { hours: String(Number(hours)), minutes });
  return said.replaceAll(' ', '\u00a0');
}

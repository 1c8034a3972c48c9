/** Days and times as people type them into a schedule. Pure. */
import { type CalendarPoint, type Escalation, type Offset } from './calendar-schema';
import { dayText, monthAndDayIn, partsOf } from './day-texts';

/** "9:00", "09.00" or "9". */
export function timeIn(text: string): string | undefined {
  const match = /^(?:klo|kl\.?)?\s*(\d{1,2})(?:[.:](\d{2}))?$/.exec(text);
  if (!match || Number(match[1]) > 23 || Number(match[2] ?? 0) > 59) return undefined;
  return `${match[1]!.padStart(2, '0')}:${match[2] ?? '00'}`;
}

export function wholeNumber(text: string, largest: number): number | undefined {
  return /^\d{1,3}$/.test(text) && Number(text) <= largest ? Number(text) : undefined;
}

export const mostWorkingDays = 250;

export function pointIn(text: string): { workingDaysAfter: number } | { date: string } | undefined {
  const workingDaysAfter = wholeNumber(text, mostWorkingDays);
  if (workingDaysAfter !== undefined) return { workingDaysAfter };
  const date = monthAndDayIn(text);
  return date === undefined ? undefined : { date };
}

export function pointText(point: CalendarPoint): string {
  return 'date' in point ? dayText(point.date) : String(point.workingDaysAfter);
}

/** "5" working days before the deadline, "+2" after it; "1 14:00" adds a time. */
export function offsetIn(text: string, at: string): Offset | undefined {
  const match = /^([+-]?)(\d{1,3})(?:\s+(.+))?$/.exec(text.replace('−', '-'));
  const time = match?.[3] === undefined ? at : timeIn(match[3]);
  const days = Number(match?.[2]);
  if (!match || time === undefined || days > mostWorkingDays) return undefined;
  if (match[1] === '+' && days > 0) return { workingDaysAfter: days, at: time };
  return { workingDaysBefore: days, at: time };
}

export function offsetText(offset: Offset | Escalation, usual: string): string {
  const days =
    'workingDaysBefore' in offset ? String(offset.workingDaysBefore) : `+${offset.workingDaysAfter}`;
  return offset.at === usual ? days : `${days} ${offset.at}`;
}

export function listIn<T>(
  text: string,
  parse: (part: string) => T | undefined,
  most: number,
): T[] | undefined {
  const parsed = partsOf(text).map(parse);
  return parsed.length > most || parsed.some((part) => part === undefined) ? undefined : (parsed as T[]);
}

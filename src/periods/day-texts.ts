/** Days and ranges of days as people type them. Pure. */
import { z } from 'zod';
import { type ClosedDays } from './calendar-schema';

/** The entries of a list. */
export function partsOf(text: string): string[] {
  const parts = text.split(/[,;\n]/).map((part) => part.trim());
  return parts.filter(Boolean);
}

/** "1.7.–31.7.", "28.12.2026", "23.12.2026–6.1.2027"; a year given at one end applies to both. */
export function closedDaysIn(text: string): ClosedDays | undefined {
  const [from = '', to = from, more] = text.split(/[–—-]/).map((day) => day.trim());
  if (more !== undefined) return undefined;
  const [year] = [from, to].flatMap((day) => dateIn(day)?.slice(0, 4) ?? []);
  const days = [from, to].map((day) =>
    year !== undefined && monthAndDayIn(day) !== undefined
      ? dateIn(`${day.replace(/\.$/, '')}.${year}`)
      : (existingDayIn(day) ?? dateIn(day)),
  );
  const [first, last] = days;
  if (first === undefined || last === undefined || first.length !== last.length) return undefined;
  return first.length > 'MM-DD'.length && first > last ? undefined : { from: first, to: last };
}

export function closedDaysText(closedDays: readonly ClosedDays[]): string {
  return closedDays
    .map(({ from, to }) => (from === to ? dayText(from) : `${dayText(from)}–${dayText(to)}`))
    .join(', ');
}

/** "15.1." → "01-15"; in a shorter month, the 31st means its last day. */
export function monthAndDayIn(text: string): string | undefined {
  const match = /^(\d{1,2})\.\s?(\d{1,2})\.?$/.exec(text);
  const [day, month] = [Number(match?.[1]), Number(match?.[2])];
  if (!match || day < 1 || day > 31 || month < 1 || month > 12) return undefined;
  return `${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** The same, but only a day that exists: 29.2. does, 30.2. does not. */
function existingDayIn(text: string): string | undefined {
  const day = monthAndDayIn(text);
  return z.iso.date().safeParse(`2024-${day}`).success ? day : undefined;
}

function dateIn(text: string): string | undefined {
  const match = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/.exec(text);
  const iso = match && `${match[3]}-${match[2]!.padStart(2, '0')}-${match[1]!.padStart(2, '0')}`;
  return z.iso.date().safeParse(iso).data;
}

/** "01-15" → "15.1.", "2026-12-28" → "28.12.2026". */
export function dayText(day: string): string {
  const [date, month, year = ''] = day.split('-').reverse();
  return `${Number(date)}.${Number(month)}.${year}`;
}

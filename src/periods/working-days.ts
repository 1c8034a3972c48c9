/** Working days: what an office calls one, and counting them. Days are `yyyy-mm-dd`, without a time zone. */
import Holidays from 'date-holidays';
import { z } from 'zod';

/** A day that exists: `yyyy-mm-dd`. */
export const daySchema = z.iso.date('is not a day such as 2026-06-19');

/** Days other than weekends on which an office is closed. */
export interface HolidayCalendar {
  isClosed(day: string): boolean;
}

/** Monday to Friday, and not closed. */
export function isWorkingDay(day: string, holidays: HolidayCalendar): boolean {
  const weekday = utc(day).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !holidays.isClosed(day);
}

/**
 * The n-th working day after `day`; before it where n is negative. With 0 the day itself if it is a working day,
 * otherwise the next one.
 * @throws RangeError when n is not a whole number or `day` is not a date
 */
export function addWorkingDays(day: string, n: number, holidays: HolidayCalendar): string {
  if (!Number.isInteger(n)) throw new RangeError(`${n} is not a number of days`);
  let current = day;
  if (n === 0) while (!isWorkingDay(current, holidays)) current = shift(current, 1);
  for (let left = Math.abs(n); left > 0;) {
    current = shift(current, Math.sign(n));
    if (isWorkingDay(current, holidays)) left -= 1;
  }
  return current;
}

export interface HolidayCalendarOptions {
  /** Country code that date-holidays knows. */
  readonly country?: string;
  /** Days on which this organisation is closed besides: `yyyy-mm-dd`. */
  readonly closedDays?: Iterable<string>;
}

/**
 * Public holidays, and the days that date-holidays marks "bank": in Finland Midsummer Eve and Christmas Eve, which
 * the sector's collective agreement (HYVTES) counts with the weekday holidays. New Year's Eve is "bank" there too,
 * but a working day in Finnish offices. Observances such as Mother's Day are no holidays.
 * Each year is looked up once per calendar.
 * @throws RangeError when date-holidays does not know the country
 */
export function createHolidayCalendar({
  country = 'FI',
  closedDays = [],
}: HolidayCalendarOptions = {}): HolidayCalendar {
  const holidays = new Holidays(country, { types: ['bank', 'public'] });
  const closed = new Set(closedDays);
  const years = new Map<string, ReadonlySet<string>>();
  const holidaysOf = (year: string): ReadonlySet<string> => {
    const known = years.get(year) ?? closedDaysOf(holidays, country, Number(year));
    years.set(year, known);
    return known;
  };
  if (!Object.hasOwn(holidays.getCountries(), country))
    throw new RangeError(`no holidays known for "${country}"`);
  return { isClosed: (day) => closed.has(day) || holidaysOf(day.slice(0, 4)).has(day) };
}

function closedDaysOf(holidays: Holidays, country: string, year: number): ReadonlySet<string> {
  const days = holidays.getHolidays(year).map((holiday) => holiday.date.slice(0, 10));
  return new Set(days.filter((day) => country !== 'FI' || !day.endsWith('-12-31')));
}

function shift(day: string, days: number): string {
  const date = utc(day);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

function utc(day: string): Date {
  const date = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) throw new RangeError(`"${day}" is not a date such as 2026-06-19`);
  return date;
}

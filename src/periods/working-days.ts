/** Working days of an office, and counting them. Days are `yyyy-mm-dd`, without a time zone. */
import type Holidays from 'date-holidays';
import { z } from 'zod';
import { library } from '../library';
import { type ClosedDays } from './calendar-schema';
import finnish from './holidays-fi.json';

/** A day that exists: `yyyy-mm-dd`. */
export const daySchema = z.iso.date('is not a day such as 2026-06-19');

/** Days other than weekends on which an office is closed. */
export interface HolidayCalendar {
  isClosed(day: string): boolean;
  /** For a calendar whose days may change: the days as they are now, as an object that does not change. */
  readonly asOfNow?: HolidayCalendar;
}

/** Public holidays and an organisation's own closed days together. */
export function withClosedDays(
  holidays: HolidayCalendar,
  closedDays: readonly ClosedDays[],
): HolidayCalendar {
  if (closedDays.length === 0) return holidays;
  return { isClosed: (day) => closedDays.some((range) => isIn(range, day)) || holidays.isClosed(day) };
}

/** A yearly range may continue over New Year. */
function isIn({ from, to }: ClosedDays, day: string): boolean {
  const compared = from.length === 'MM-DD'.length ? day.slice('yyyy-'.length) : day;
  return from <= to ? from <= compared && compared <= to : from <= compared || compared <= to;
}

/** Monday to Friday, and not closed. */
export function isWorkingDay(day: string, holidays: HolidayCalendar): boolean {
  const weekday = utc(day).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !holidays.isClosed(day);
}

/**
 * The n-th working day after `day`, or before it if n is negative. If n is 0, the day itself if it is a working day,
 * otherwise the next one.
 * @throws RangeError if n is not a whole number, `day` is not a date, or two years have too few working days
 */
export function addWorkingDays(day: string, n: number, holidays: HolidayCalendar): string {
  if (!Number.isInteger(n)) throw new RangeError(`${n} is not a number of days`);
  if (n === 0 && isWorkingDay(day, holidays)) return day;
  let left = Math.max(1, Math.abs(n));
  for (let days = 1; days <= longestCount; days += 1) {
    const next = addDays(day, n < 0 ? -days : days);
    if (isWorkingDay(next, holidays) && (left -= 1) === 0) return next;
  }
  throw new RangeError(`there are too few working days within two years of ${day}`);
}

/** The same; so many calendar days after `day` if two years have too few working days. @throws RangeError otherwise */
export function workingDayOr(
  day: string,
  n: number,
  holidays: HolidayCalendar,
  calendarDays: number,
): string {
  try {
    return addWorkingDays(day, n, holidays);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return addDays(day, calendarDays);
  }
}

/** In calendar days: without a limit, a calendar that is almost always closed would be counted for centuries. */
const longestCount = 2 * 365;

/**
 * Public holidays, and the days that date-holidays marks "bank": in Finland Midsummer Eve and Christmas Eve, which
 * the sector's collective agreement (HYVTES) counts as weekday holidays. New Year's Eve is "bank" there too, but a
 * working day in Finnish offices. Observances such as Mother's Day are not holidays.
 * Finland's are in holidays-fi.json for the years around now; other years are looked up once per process.
 * @param country a code that date-holidays knows
 * @throws RangeError if date-holidays does not know the country
 */
export function holidayCalendar(country = 'FI'): HolidayCalendar {
  const calendar = calendars.get(country) ?? createHolidayCalendar(country);
  calendars.set(country, calendar);
  return calendar;
}

/** Whether holidays of the country are known. */
export function isCountry(country: string): boolean {
  if (country === 'FI') return true;
  const holidays = new (holidayLibrary())();
  return Object.hasOwn(holidays.getCountries(), country);
}

const calendars = new Map<string, HolidayCalendar>();

function createHolidayCalendar(country: string): HolidayCalendar {
  const kept = Object.entries(country === 'FI' ? finnish : {});
  const years = new Map<string, ReadonlySet<string>>(kept.map(([year, days]) => [year, new Set(days)]));
  if (!isCountry(country)) throw new RangeError(`no holidays known for "${country}"`);
  const holidaysOf = (year: string): ReadonlySet<string> => {
    const known = years.get(year) ?? new Set(lookUpHolidays(country, Number(year)));
    years.set(year, known);
    return known;
  };
  return { isClosed: (day) => holidaysOf(day.slice(0, 4)).has(day) };
}

/** The days of `holidayCalendar` from date-holidays, in order. @throws RangeError as holidayCalendar does */
export function lookUpHolidays(country: string, year: number): string[] {
  const holidays = new (holidayLibrary())(country, { types: ['bank', 'public'] });
  const days = holidays.getHolidays(year).map(({ date }) => date.slice(0, 10));
  return [...new Set(days.filter((day) => country !== 'FI' || !day.endsWith('-12-31')))];
}

/** Loaded only when it is needed: a tenth of the start-up time, and 20 MB. */
function holidayLibrary(): typeof Holidays {
  return library('date-holidays') as typeof Holidays;
}

/** Adds calendar days; a negative number goes back. */
export function addDays(day: string, days: number): string {
  const date = utc(day);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

function utc(day: string): Date {
  const date = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) throw new RangeError(`"${day}" is not a date such as 2026-06-19`);
  return date;
}

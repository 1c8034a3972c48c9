/** Follow-up periods, whose names can be storage keys. Pure. */
import { DateTime } from 'luxon';
import { z } from 'zod';
import { keptByName } from '../kept';
import { type Locale } from '../locales';
import { localMoment } from './local-time';

/** How often a programme is followed up: 12, 4, 3, 2 or 1 periods a year. */
export const rhythms = ['month', 'quarter', 'tertial', 'half-year', 'year'] as const;
export type Rhythm = (typeof rhythms)[number];

/** 2026-M01…M12, 2026-Q1…Q4, 2026-T1…T3 (four months each), 2026-H1…H2, or 2026; years 1900–2199. */
export const periodSchema = z
  .string()
  .regex(
    /^(?:19|20|21)\d{2}(?:-(?:M(?:0[1-9]|1[0-2])|Q[1-4]|T[1-3]|H[12]))?$/,
    'is not a period such as 2026-Q3, 2026-H1, 2026-T2, 2026-M10 or 2026',
  );
export type Period = z.infer<typeof periodSchema>;

export interface PeriodParts {
  readonly year: number;
  readonly rhythm: Rhythm;
  /** Place in the year, from 1; 1 for a whole year. */
  readonly number: number;
}

/** @throws RangeError if the text is not a period; use `periodSchema` for people's input */
export function parsePeriod(text: string): PeriodParts {
  return keptParts(text, () => parse(text));
}

/** More than an organisation follows up in decades. */
const keptParts = keptByName<PeriodParts>(1_000);

function parse(text: string): PeriodParts {
  if (!periodSchema.safeParse(text).success)
    throw new RangeError(`"${text}" is not a period such as 2026-Q3`);
  const year = Number(text.slice(0, 4));
  const rhythm = rhythms.find((known) => letters[known] === text.charAt(5)) ?? 'year';
  return { year, rhythm, number: rhythm === 'year' ? 1 : Number(text.slice(6)) };
}

const inNumbers = (first: number, last: number, year: number) => `${first}–${last}/${year}`;
const monthsText: Readonly<Record<Locale, typeof inNumbers>> = {
  fi: inNumbers,
  sv: inNumbers,
  en: (first, last, year) => `${englishMonth(first)}–${englishMonth(last)} ${year}`,
};

/**
 * For people: "Q3/2026", "10/2026", "2026"; several months as "1–6/2026" in fi and sv, as the county documents write
 * them ("Seuranta 1-6/2024"), and "Jan–Jun 2026" in en.
 */
export function formatPeriod(period: Period, locale: Locale): string {
  const { year, rhythm, number } = parsePeriod(period);
  const { first, last } = monthsOf(period);
  if (rhythm === 'year') return String(year);
  if (rhythm === 'quarter') return `Q${number}/${year}`;
  if (rhythm === 'month') return `${first}/${year}`;
  return monthsText[locale](first, last, year);
}

/**
 * For people who read slowly: "tammi–maaliskuu 2026", "januari–mars 2026", "January–March 2026"; a month or a year alone.
 * In fi and sv, months begin with a small letter.
 */
export function periodInWords(period: Period, locale: Locale): string {
  const { year, rhythm } = parsePeriod(period);
  if (rhythm === 'year') return String(year);
  const { first, last } = monthsOf(period);
  const [from, to] = [first, last].map((month) => monthName(month, locale));
  // Finnish says the common end of both months once.
  const start = locale === 'fi' ? from!.replace(/kuu$/, '') : from;
  return first === last ? `${to} ${year}` : `${start}–${to} ${year}`;
}

/**
 * First moment of the period and first moment after it, in `zone`.
 * @throws RangeError when the time zone is unknown
 */
export function periodBounds(period: Period, zone: string): { start: DateTime; end: DateTime } {
  const { year } = parsePeriod(period);
  const { first } = monthsOf(period);
  return {
    start: localMoment(isoDay(year, first), '00:00', zone),
    end: localMoment(dayAfter(period), '00:00', zone),
  };
}

/** First calendar day after the period, `yyyy-mm-dd`. */
export function dayAfter(period: Period): string {
  const { year } = parsePeriod(period);
  const { last } = monthsOf(period);
  return last === 12 ? isoDay(year + 1, 1) : isoDay(year, last + 1);
}

/**
 * @param instant a moment, which falls on a day of `zone`
 * @throws RangeError when the time zone is unknown
 */
export function periodContaining(rhythm: Rhythm, instant: Date, zone: string): Period {
  const local = DateTime.fromJSDate(instant, { zone });
  if (!local.isValid) throw new RangeError(`cannot tell the date in time zone "${zone}"`);
  return nameOf(rhythm, local.year, Math.ceil(local.month / monthsIn[rhythm]));
}

export function previousPeriod(period: Period): Period {
  const { year, rhythm, number } = parsePeriod(period);
  return number > 1 ? nameOf(rhythm, year, number - 1) : nameOf(rhythm, year - 1, 12 / monthsIn[rhythm]);
}

export function nextPeriod(period: Period): Period {
  const { year, rhythm, number } = parsePeriod(period);
  return number * monthsIn[rhythm] < 12 ? nameOf(rhythm, year, number + 1) : nameOf(rhythm, year + 1, 1);
}

/** 2025-Q3 for 2026-Q3. */
export function samePeriodLastYear(period: Period): Period {
  const { year, rhythm, number } = parsePeriod(period);
  return nameOf(rhythm, year - 1, number);
}

/** All periods of the same length in this period's year, in order. */
export function periodsOfYear(period: Period): Period[] {
  const { year, rhythm } = parsePeriod(period);
  return Array.from({ length: 12 / monthsIn[rhythm] }, (_, index) => nameOf(rhythm, year, index + 1));
}

/** For `sort`: chronological by end; of those that end together, the shorter first. */
export function comparePeriods(a: Period, b: Period): number {
  return placeOf(a) - placeOf(b);
}

/** Orders by year, then by the last month, then by length; neither of the latter has three digits. */
function placeOf(period: Period): number {
  return keptPlaces(period, () => {
    const { year, rhythm } = parsePeriod(period);
    return (year * 100 + monthsOf(period).last) * 100 + monthsIn[rhythm];
  });
}

const keptPlaces = keptByName<number>(1_000);

export const monthsIn = { month: 1, quarter: 3, tertial: 4, 'half-year': 6, year: 12 } as const;
const letters = { month: 'M', quarter: 'Q', tertial: 'T', 'half-year': 'H', year: '' } as const;

function nameOf(rhythm: Rhythm, year: number, number: number): Period {
  if (rhythm === 'year') return String(year);
  return `${year}-${letters[rhythm]}${rhythm === 'month' ? String(number).padStart(2, '0') : number}`;
}

function monthsOf(period: Period): { first: number; last: number } {
  const { rhythm, number } = parsePeriod(period);
  return { first: (number - 1) * monthsIn[rhythm] + 1, last: number * monthsIn[rhythm] };
}

function isoDay(year: number, month: number): string {
  return `${year}-${String(month).padStart(2, '0')}-01`;
}

function monthName(month: number, locale: Locale): string {
  return DateTime.utc(2000, month).setLocale(locale).toFormat('LLLL');
}

function englishMonth(month: number): string {
  return DateTime.utc(2000, month).setLocale('en').toFormat('LLL');
}

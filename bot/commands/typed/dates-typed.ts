/** Dates written with figures or names of months: "1.2.", "2026-02-01", "5/2", "5 februari", "Feb 5". Pure. */
import { daySchema } from '../../../src/periods/working-days';
import { months } from './day-words';

/** Where in the text it is, and the day, month and year as they were typed. */
interface DateTyped {
  readonly start: number;
  readonly end: number;
  readonly day: number;
  /** 1–12, if it was typed. */
  readonly month: number;
  readonly year?: number;
  /** "1/2" is a day in January or in February. */
  readonly isEitherWay?: true;
}

// Only long names have endings, lest "marraskuuta" be read as "mar" with one.
const monthName = `(${months.flat().join('|')})(?:(?<=\\p{L}{5})\\p{L}{0,8})?(?!\\p{L})`;
// Alternatives begin differently or are bounded in length, so the search is linear.
const patterns: readonly (readonly [RegExp, (match: RegExpExecArray) => Omit<DateTyped, 'start' | 'end'>])[] =
  [
    [/(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)/g, ([, y, m, d]) => ({ day: +d!, month: +m!, year: +y! })],
    [
      /(?<![\d.])(\d{1,2})\. ?(\d{1,2})(?:\. ?(\d{4}|\d{2}(?![.\d]))|\.?)(?!\d)/g,
      ([, d, m, y]) => ({ day: +d!, month: +m!, ...yearOf(y) }),
    ],
    [
      /(?<![\d/])(\d{1,2})\/(\d{1,2})(?:\/(\d{4}|\d{2}))?(?![\d/])/g,
      ([, a, b, y]) => ({
        ...{ day: +a!, month: +b!, ...yearOf(y) },
        ...(+a! <= 12 && +b! <= 12 && a !== b && { isEitherWay: true as const }),
      }),
    ],
    [
      new RegExp(
        `(?<!\\d)(\\d{1,2})(?:st|nd|rd|th|:[ae]|\\.)? (?:of |den )?${monthName}(?: (\\d{4}))?(?!\\d)`,
        'gu',
      ),
      ([, d, name, y]) => ({ day: +d!, month: monthCalled(name!), ...yearOf(y) }),
    ],
    [
      new RegExp(
        `(?<!\\p{L})${monthName}\\.? (\\d{1,2})(?:st|nd|rd|th|\\.)?(?:,? (\\d{4}))?(?![\\d./])`,
        'gu',
      ),
      ([, name, d, y]) => ({ day: +d!, month: monthCalled(name!), ...yearOf(y) }),
    ],
  ];

/** @param text folded; what the first patterns find is not read again by later ones */
export function datesIn(text: string): DateTyped[] {
  const found: DateTyped[] = [];
  for (const [pattern, read] of patterns)
    for (const match of text.matchAll(pattern)) {
      const [start, end] = [match.index, match.index + match[0].length];
      if (found.some((other) => start < other.end && other.start < end)) continue;
      found.push({ start, end, ...read(match) });
    }
  return found.sort((a, b) => a.start - b.start);
}

/** 1–12. */
function monthCalled(name: string): number {
  return months.findIndex((names) => names.includes(name)) + 1;
}

function yearOf(typed: string | undefined): { year?: number } {
  if (typed === undefined) return {};
  return { year: typed.length === 2 ? 2000 + Number(typed) : Number(typed) };
}

/** A date that passed more than this many days ago means next year's. */
const longPast = 60;

/**
 * `yyyy-mm-dd`; `undefined` if there is no such day. Without a year, the next one; a day that has just passed stays in
 * the past, so that the answer asks about it.
 */
export function dayOf(
  { day, month, year }: Omit<DateTyped, 'start' | 'end'>,
  today: string,
): string | undefined {
  const inYear = (y: number) => `${y}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  const thisYear = Number(today.slice(0, 4));
  const exists = (each: string) => daySchema.safeParse(each).success;
  if (year !== undefined) return exists(inYear(year)) ? inYear(year) : undefined;
  const candidates = [inYear(thisYear), inYear(thisYear + 1)].filter(exists);
  return candidates.find((each) => daysBetween(each, today) <= longPast) ?? candidates.at(-1);
}

/** How many days `day` is before `today`; negative when it is after. */
function daysBetween(day: string, today: string): number {
  return (Date.parse(today) - Date.parse(day)) / 86_400_000;
}

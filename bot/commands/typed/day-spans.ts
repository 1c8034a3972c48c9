/** Days named by words: "huomenna", "ensi viikolla", "next Friday", "vecka 7", "heinäkuussa". Pure. */
import { DateTime } from 'luxon';
import { omit } from '../../../src/omit';
import { addDays } from '../../../src/periods/working-days';
import { months, namedDays, nextWords, shortWeekdays, thisWords, weekdays } from './day-words';

/** A place in the text that names a day, or a week or month of them. */
export interface DaySpan {
  readonly start: number;
  readonly end: number;
  /** `yyyy-mm-dd`, both inclusive; absent with a doubt. */
  readonly from?: string;
  readonly to?: string;
  readonly doubt?: 'unclear' | 'past' | 'no-such-day';
  readonly isWeekday?: true;
  /** Finnish says "from" and "until" by the weekday's ending: "maanantaista", "perjantaihin". */
  readonly isFirst?: boolean;
  readonly isLast?: boolean;
}

type Place = Pick<DaySpan, 'start' | 'end'>;

/** @param text folded @param taken places that were read as dates */
export function spansIn(text: string, taken: readonly Place[], today: string): DaySpan[] {
  const words = [...text.matchAll(/[\p{L}\p{N}]+/gu)]
    .map(({ 0: word, index }) => ({ word, start: index, end: index + word.length }))
    .filter(({ start, end }) => taken.every((date) => end <= date.start || date.end <= start));
  const spans: DaySpan[] = [];
  for (let at = 0; at < words.length;) {
    const found = readAt(words.slice(at, at + 4), words[at - 1]?.word ?? '', today);
    if (found) {
      const span = { start: words[at]!.start, end: words[at + found.count - 1]!.end, ...found.span };
      spans.push(span.isNumbered ? withLaterWeeks(span, text, today) : span);
    }
    at += found?.count ?? 1;
  }
  return withinWeek(spans);
}

interface Word extends Place {
  readonly word: string;
}
interface Found {
  readonly span: Omit<DaySpan, 'start' | 'end'> & { readonly isWeek?: boolean; readonly isNumbered?: true };
  /** How many words it takes. */
  readonly count: number;
}

function readAt(words: readonly Word[], before: string, today: string): Found | undefined {
  const next = words.map(({ word }) => word);
  return (
    namedDay(next, today) ??
    weekOrMonth(next, today) ??
    weekdayNamed(next[0]!, next[1], before, today) ??
    monthNamed(next[0]!, before, today) ??
    duration(next)
  );
}

function namedDay(next: readonly string[], today: string): Found | undefined {
  for (const count of [3, 2, 1]) {
    const name = next.slice(0, count).join(' ');
    if (next.length < count || !Object.hasOwn(namedDays, name)) continue;
    const day = addDays(today, namedDays[name]!);
    return { span: { from: day, to: day, isLast: name === 'huomiseen' }, count };
  }
  return undefined;
}

/** "Ensi viikolla", "this week", "viikolla 7", "v. 7", "next month". */
function weekOrMonth([first, second = '', third]: readonly string[], today: string): Found | undefined {
  const isWeek = (word: string) => /^(?:viik|vko|veck|week|viko)/.test(word);
  const number = /^\d{1,2}$/.test(second) ? Number(second) : undefined;
  if ((isWeek(first!) || first === 'v') && number !== undefined) {
    const from = weekNumbered(number, today);
    const days = from === undefined ? { doubt: 'past' as const } : weekFrom(from);
    return { span: { ...days, isNumbered: true }, count: 2 };
  }
  const isNext = nextWords.includes(first!) || (first === 'coming' && isWeek(second));
  const isThis = thisWords.includes(first!) || (first === 'den' && second === 'har');
  const named = first === 'den' && second === 'har' ? (third ?? '') : second;
  const count = named === second ? 2 : 3;
  const monday = mondayOf(today);
  if (isNext && isWeek(second)) return { span: { ...weekFrom(addDays(monday, 7)), isWeek: true }, count: 2 };
  if (isThis && isWeek(named)) return { span: { from: today, to: addDays(monday, 6), isWeek: true }, count };
  if (isNext && /^(?:kuu|manad|month)/.test(second)) {
    const start = DateTime.fromISO(today).startOf('month').plus({ months: 1 });
    return { span: { from: start.toISODate()!, to: start.endOf('month').toISODate()! }, count: 2 };
  }
  return undefined;
}

/** The Monday of that week of this year, or of next year if it ended long ago; `undefined` if it has just ended. */
function weekNumbered(number: number, today: string): string | undefined {
  const { weekYear } = DateTime.fromISO(today);
  const mondays = [weekYear, weekYear + 1].map((year) =>
    DateTime.fromObject({ weekYear: year, weekNumber: number, weekday: 1 }),
  );
  const [now, later] = mondays.map((monday) => (monday.isValid ? monday.toISODate() : undefined));
  if (now !== undefined && addDays(now, 6) >= today) return now;
  return now === undefined || addDays(now, 60) >= today ? undefined : later;
}

/** "Viikot 50–51", "vecka 51, 52 och 1": weeks that do not follow each other are unclear. */
function withLaterWeeks(span: DaySpan, text: string, today: string): DaySpan {
  const next = /^ ?(-|,|till|to|ja|och|and) ?(\d{1,2})(?![\d.:/])/.exec(text.slice(span.end, span.end + 10));
  if (!next) return span;
  const { from, to } = span;
  const end = span.end + next[0].length;
  const monday = weekNumbered(Number(next[2]), from ?? today);
  if (monday === undefined) return { ...span, end, ...(from !== undefined && { doubt: 'unclear' }) };
  const isRange = ['-', 'till', 'to'].includes(next[1]!);
  if (!isRange && to !== undefined && monday !== addDays(to, 1)) return { ...span, end, doubt: 'unclear' };
  // An absence that began in a week that is over goes on now.
  const weeks = { from: from ?? today, to: addDays(monday, 6) };
  return withLaterWeeks({ ...omit(span, 'doubt'), end, ...weeks }, text, today);
}

const weekFrom = (from: string) => ({ from, to: addDays(from, 6) });

function mondayOf(day: string): string {
  return addDays(day, 1 - DateTime.fromISO(day).weekday);
}

/**
 * The coming one. Today's name may mean today or a week later, and "next Friday" may mean this week's: both are unclear.
 */
function weekdayNamed(
  word: string,
  after: string | undefined,
  before: string,
  today: string,
): Found | undefined {
  const isPair = after !== undefined && shortWeekdays.flat().includes(after);
  const isShort = isPair || shortWeekdays.flat().includes(before) || wholeShort.includes(word);
  const index = weekdays.findIndex((names) => names.some((name) => word.startsWith(name)));
  const short = isShort ? shortWeekdays.findIndex((names) => names.includes(word)) : -1;
  const wanted = index >= 0 ? index : short;
  if (wanted < 0) return undefined;
  const ahead = (wanted + 1 - DateTime.fromISO(today).weekday + 7) % 7;
  const day = addDays(today, ahead);
  const isInThisWeek = day <= addDays(mondayOf(today), 6);
  const isUnclear = ahead === 0 || (nextWords.includes(before) && isInThisWeek);
  const ending = {
    isFirst: /^(?:maanantai|tiistai|torstai|perjantai|lauantai|sunnuntai)sta$|^keskiviikosta$/.test(word),
    isLast: /ihin$|^keskiviikkoon$/.test(word),
  };
  return {
    span: {
      isWeekday: true,
      ...ending,
      ...(isUnclear ? { doubt: 'unclear', from: day, to: day } : { from: day, to: day }),
    },
    count: 1,
  };
}

/** Short forms that mean nothing else in any of the languages. */
const wholeShort = ['pe', 'mon', 'tue', 'wed', 'thu', 'fri', 'ons', 'tors', 'fre', 'tis'];

/** The whole month, or the rest of it if it has begun: "heinäkuussa", "in July". Short names only after a preposition. */
function monthNamed(word: string, before: string, today: string): Found | undefined {
  const month = months.findIndex((names) =>
    names.some((name) =>
      name.length > 4 ? word.startsWith(name) : word === name && ['in', 'i'].includes(before),
    ),
  );
  if (month < 0) return undefined;
  const now = DateTime.fromISO(today);
  const year = month + 1 < now.month ? now.year + 1 : now.year;
  const start = DateTime.fromObject({ year, month: month + 1 });
  const from = start.toISODate()!;
  return { span: { from: from < today ? today : from, to: start.endOf('month').toISODate()! }, count: 1 };
}

/** "Kolme päivää", "a week", "2 veckor": how long, but not from when. */
function duration([first, second = '']: readonly string[]): Found | undefined {
  const isUnit = (word: string) => /^(?:paiva|viik|kuukau|dag|veck|manad|day|week|month)/.test(word);
  const isCount = /^\d{1,3}$/.test(first!) || counts.includes(first!);
  return isCount && isUnit(second) ? { span: { doubt: 'unclear' }, count: 2 } : undefined;
}

const counts = [
  ...['a', 'one', 'two', 'three', 'four', 'few', 'en', 'ett', 'tva', 'tre', 'fyra', 'nagra'],
  ...['yhden', 'kaksi', 'kahden', 'kolme', 'kolmen', 'nelja', 'pari', 'parin', 'muutaman'],
];

/** "Ensi viikon perjantaina", "Friday next week": the weekday of that week. */
function withinWeek(spans: readonly (DaySpan & { readonly isWeek?: boolean })[]): DaySpan[] {
  const week = spans.find((span) => span.isWeek);
  const days = spans.filter((span) => span.isWeekday);
  if (!week || days.length === 0 || spans.length !== days.length + 1) return [...spans];
  const monday = mondayOf(week.from!);
  return days.map((span) => {
    const day = addDays(monday, DateTime.fromISO(span.from!).weekday - 1);
    return { ...omit(span, 'doubt'), from: day, to: day };
  });
}

/** The days that a message names, in three languages: what is unclear or past is reported as such, never guessed. Pure. */
import { type Locale } from '../../../src/locales';
import { addDays, daySchema } from '../../../src/periods/working-days';
import { dayOf, datesIn } from './dates-typed';
import { backWords, fromAfter, fromWords, untilAfter, untilWords } from './day-words';
import { type DaySpan, spansIn } from './day-spans';
import { foldTyped } from './words-typed';

/** Days are `yyyy-mm-dd`, both inclusive. */
export interface DaysTyped {
  readonly from?: string;
  readonly to?: string;
  /** `past`: all of it is over; `no-such-day`: "30.2."; `unclear`: it can be read in several ways, or says too little. */
  readonly doubt?: 'past' | 'unclear' | 'no-such-day';
}

/** Longer texts are not about days. */
const longestTyped = 500;

/** "Klo 9.30", "kl. 13-14": no day, though it looks like one. */
const timeOfDay = /(?<!\p{L})(?:klo|kl)\.? ?\d{1,2}(?:[.:]\d{2})?(?: ?- ?\d{1,2}(?:[.:]\d{2})?)?(?!\d)/gu;

/**
 * @param today in the organisation's time zone
 * @param locale of the person: "1/2" is a day in February in Finland and Sweden, and either in English
 * @returns `undefined` if the text names no day
 */
export function daysTyped(typed: string, today: string, locale: Locale): DaysTyped | undefined {
  if (typed.length > longestTyped) return undefined;
  const text = foldTyped(typed).replace(/\s+/g, ' ').replace(timeOfDay, ' ');
  const dates = datesIn(text).map((date): DaySpan => {
    const day = dayOf(date, today);
    const place = { start: date.start, end: date.end };
    if (day === undefined) return { ...place, doubt: 'no-such-day' };
    return date.isEitherWay && locale === 'en'
      ? { ...place, doubt: 'unclear' }
      : { ...place, from: day, to: day };
  });
  const all = [...dates, ...spansIn(text, dates, today)].sort((a, b) => a.start - b.start);
  const spans = all.flatMap((span, at) => {
    if (isNameOf(text, span, all[at + 1])) return [];
    const name = all[at - 1];
    return name && isNameOf(text, name, span) ? [{ ...span, start: name.start }] : [span];
  });
  const opened = firstDayBefore(text, spans[0]);
  return spans.length === 0 ? undefined : checked(joined(text, spans, opened, today), today);
}

/** "Tiistaina 1.12.", "Tuesday, December 1": the weekday says nothing new if it is right. */
function isNameOf(text: string, span: DaySpan, date: DaySpan | undefined): boolean {
  if (!span.isWeekday || !date?.from || date.isWeekday || date.from !== date.to) return false;
  const isBeside = /^[.,]? ?(?:the |den )?$/.test(text.slice(span.end, date.start));
  return isBeside && weekdayOf(date.from) === weekdayOf(span.from!);
}

const andWord = /^(?:ja|och|and)$/;

const weekdayOf = (day: string) => new Date(day).getUTCDay();

interface Opened {
  readonly day: number;
  /** "1. ja 2.2." are two days, not the time between them. */
  readonly isAnd: boolean;
}

/** The first day of "1.–10.2." and "5–10 februari", before the date that names the month. */
function firstDayBefore(text: string, first: DaySpan | undefined): Opened | undefined {
  if (!first?.from) return undefined;
  const before = /(?<![\d.])(\d{1,2})(?:\.|:[ae])? ?(-|till|to|ja|och|and) ?$/.exec(
    text.slice(Math.max(0, first.start - 12), first.start),
  );
  return before ? { day: Number(before[1]), isAnd: andWord.test(before[2]!) } : undefined;
}

/** The last day of "February 5-10", after the date that names the month. */
function lastDayAfter(text: string, { start, end }: DaySpan): number | undefined {
  if (!/^\p{L}{3,9}\.? \d/u.test(text.slice(start, end))) return undefined;
  const after = /^ ?(?:-|to|till|until|through) ?(\d{1,2})(?:st|nd|rd|th)?(?![\d./])/.exec(text.slice(end));
  return after ? Number(after[1]) : undefined;
}

function joined(
  text: string,
  spans: readonly DaySpan[],
  opened: Opened | undefined,
  today: string,
): DaysTyped {
  const doubt = spans.find((span) => span.doubt)?.doubt;
  if (doubt) return { doubt };
  const [first, second, third] = spans as [DaySpan, DaySpan?, DaySpan?];
  const { from, to } = first;
  if (third || from === undefined || to === undefined) return { doubt: 'unclear' };
  if (second) return between(text, first, second);
  const closed = lastDayAfter(text, first);
  if (closed !== undefined) return { from, to: `${from.slice(0, 8)}${String(closed).padStart(2, '0')}` };
  if (opened) return openedAt(opened, to);
  const [before, after] = [text.slice(0, first.start).trimEnd(), text.slice(first.end).trimStart()];
  if (hasWord(before, backWords) || hasWord(after, backWords))
    return from > today ? { from: today, to: addDays(from, -1) } : { doubt: 'past' };
  if (first.isLast || endsWith(before, untilWords) || startsWith(after, untilAfter))
    return { from: today, to };
  if (endsWith(before, fromWords) || startsWith(after, fromAfter) || /alka|starta|borja|begin/.test(before))
    return { from, doubt: 'unclear' };
  return { from, to };
}

function openedAt({ day, isAnd }: Opened, to: string): DaysTyped {
  const from = `${to.slice(0, 8)}${String(day).padStart(2, '0')}`;
  return isAnd && from !== addDays(to, -1) ? { doubt: 'unclear' } : { from, to };
}

/** "1.2.–10.2.", "maanantaista keskiviikkoon", "from 5 to 10 February"; two days apart from each other are unclear. */
function between(text: string, first: DaySpan, second: DaySpan): DaysTyped {
  const link = text.slice(first.end, second.start).trim();
  const isRange =
    first.isFirst || /^(?:-|--|\.\.|to|till|til|until|through|asti|tom|t\.o\.m\.?|- ?)$/.test(link);
  const isJoined = isRange || (andWord.test(link) && second.from === addDays(first.to!, 1));
  if (!isJoined || second.to === undefined) return { doubt: 'unclear' };
  const to = second.isWeekday && second.to < first.from! ? addDays(second.to, 7) : second.to;
  return to < first.from! ? { doubt: 'unclear' } : { from: first.from!, to };
}

/** An absence that has begun starts today. */
function checked({ from, to, doubt }: DaysTyped, today: string): DaysTyped {
  if ([from, to].some((day) => day !== undefined && !daySchema.safeParse(day).success))
    return { doubt: 'no-such-day' };
  if (from !== undefined && to !== undefined && to < from) return { doubt: 'unclear' };
  if ((to ?? from ?? today) < today) return { doubt: 'past' };
  return {
    ...(from !== undefined && { from: from < today ? today : from }),
    ...(to !== undefined && { to }),
    ...(doubt && { doubt }),
  };
}

function endsWith(text: string, words: readonly string[]): boolean {
  return words.some((word) => ` ${text}`.endsWith(` ${word}`) || ` ${text}`.endsWith(` ${word} den`));
}

function startsWith(text: string, words: readonly string[]): boolean {
  return words.some((word) => text.startsWith(word) && !/^\p{L}/u.test(text.slice(word.length)));
}

function hasWord(text: string, words: readonly string[]): boolean {
  return words.some((word) => {
    const stem = word.endsWith('*') ? word.slice(0, -1) : `${word} `;
    return ` ${text} `.includes(` ${stem}`);
  });
}

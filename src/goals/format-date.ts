/** Languages, days and moments as people read them: the same on cards and in every report. Pure. */
import { DateTime } from 'luxon';
import { keptByName } from '../kept';
import { type Locale } from './schema';

/** BCP 47 tags for office programs and screen readers: Finland's Swedish and British English. */
export const languageTags: Readonly<Record<Locale, string>> = { fi: 'fi-FI', sv: 'sv-FI', en: 'en-GB' };

/** Finland writes 5.3.2026 in Swedish too, where Sweden has 2026-03-05. */
const days: Readonly<Record<Locale, string>> = { fi: 'd.M.yyyy', sv: 'd.M.yyyy', en: 'd MMM yyyy' };

/** No-break spaces keep the time on the same line as its word. */
const times: Readonly<Record<Locale, string>> = {
  fi: "'klo'\u00a0H.mm",
  sv: "'kl.'\u00a0H.mm",
  en: "'at'\u00a0H:mm",
};

/** The same as cell formats of a spreadsheet. */
export const dayCellFormats: Readonly<Record<Locale, string>> = {
  fi: 'd.m.yyyy',
  sv: 'd.m.yyyy',
  en: 'd mmm yyyy',
};

export interface DateFormat {
  /** Begins with the day of the week: "ke 14.10.2026". */
  readonly weekday?: boolean;
}

/**
 * "14.10.2026", "14 Oct 2026".
 * @param day `yyyy-mm-dd`; a day is the same in every time zone
 */
export function formatDay(day: string, locale: Locale, { weekday = false }: DateFormat = {}): string {
  return written(DateTime.fromISO(day, { zone: 'utc' }), locale, weekday, days[locale]);
}

/**
 * "2.5.2026 klo 16.15", "2.5.2026 kl. 16.15", "2 May 2026 at 16:15".
 * @param moment ISO 8601
 * @param timeZone IANA name
 */
export function formatMoment(
  moment: string,
  locale: Locale,
  timeZone: string,
  { weekday = false }: DateFormat = {},
): string {
  // Seconds are not shown.
  const minute = moment.endsWith('Z') ? `${moment.slice(0, 16)}Z` : moment;
  return keptMoment(`${locale} ${timeZone} ${weekday} ${minute}`, () => {
    const local = DateTime.fromISO(moment, { zone: timeZone });
    return written(local, locale, weekday, `${days[locale]} ${times[locale]}`);
  });
}

/** The deadlines and answers of a few thousand goals. */
const keptMoment = keptByName<string>(5_000);

const shortDays: Readonly<Record<Locale, string>> = { fi: 'd.M.', sv: 'd.M', en: 'd MMM' };

/** "2.5.", "2.5", "2 May". @param moment ISO 8601 @param timeZone IANA name */
export function formatShortDay(moment: string, locale: Locale, timeZone: string): string {
  const local = DateTime.fromISO(moment, { zone: timeZone });
  return written(local, locale, false, shortDays[locale]).replaceAll(' ', '\u00a0');
}

function written(date: DateTime, locale: Locale, weekday: boolean, format: string): string {
  return date.setLocale(locale).toFormat(weekday ? `ccc ${format}` : format);
}

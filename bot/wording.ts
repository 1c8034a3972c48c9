import { DateTime } from 'luxon';
import { text } from '../cards/strings';
import { type Wording } from '../cards/wording';
import { formatNumber, formatPercent } from '../src/goals/format-number';
import { type Locale, locales, type LocalizedText } from '../src/goals/schema';
import { textIn } from '../src/goals/text';
import { formatPeriod } from '../src/periods/period';

/** How a reader of this language is written to, with times of the given zone. */
export function wordingFor(locale: Locale, timeZone = 'Europe/Helsinki'): Wording {
  return {
    locale,
    text: (key, values) => text(locale, key, values),
    of: (localized: LocalizedText) => textIn(localized, locale),
    number: (value) => formatNumber(value, locale),
    percent: (value) => formatPercent(value, locale),
    period: (period) => formatPeriod(period, locale),
    moment: (iso) => formatMoment(iso, locale, timeZone),
    weekdayMoment: (iso) => formatMoment(iso, locale, timeZone, 'ccc '),
    day: (day) => formatDay(day, locale),
  };
}

/** "2.5.2026 klo 16.15", "2.5.2026 kl. 16.15", "2 May 2026 at 16:15"; the time stays on the line of its word. */
function formatMoment(iso: string, locale: Locale, timeZone: string, weekday = ''): string {
  const formats = {
    fi: "d.M.yyyy 'klo'\u00a0H.mm",
    sv: "d.M.yyyy 'kl.'\u00a0H.mm",
    en: "d MMM yyyy 'at'\u00a0H:mm",
  };
  const local = DateTime.fromISO(iso, { zone: timeZone }).setLocale(locale);
  return local.toFormat(weekday + formats[locale]);
}

/** "ke 14.10.2026", "ons 14.10.2026", "Wed 14 Oct 2026". */
function formatDay(day: string, locale: Locale): string {
  const formats = { fi: 'ccc d.M.yyyy', sv: 'ccc d.M.yyyy', en: 'ccc d MMM yyyy' };
  return DateTime.fromISO(day, { zone: 'utc' }).setLocale(locale).toFormat(formats[locale]);
}

/** The language of a Teams client ("sv-FI"); Finnish where it is none of ours. */
export function localeOf(teamsLocale: string | undefined): Locale {
  return ownLocale(teamsLocale) ?? 'fi';
}

/** The same, `undefined` where the client says none or none of ours. */
export function ownLocale(teamsLocale: string | undefined): Locale | undefined {
  const language = teamsLocale?.split(/[-_]/)[0]!.toLowerCase();
  return locales.find((locale) => locale === language);
}

import { answerReader } from '../../cards/parts/answer-reader';
import { text, textsIn } from '../../cards/parts/strings';
import { type Wording } from '../../cards/parts/wording';
import { answerText, goalpostText } from '../../src/goals/answers/answer-text';
import { choicesOf } from '../../src/goals/answers/choices';
import { measureUnit } from '../../src/goals/field-kinds';
import { formatDay, formatMoment, formatShortDay } from '../../src/goals/format-date';
import { formatNumber, formatPercent } from '../../src/goals/format-number';
import { type Locale, locales, type LocalizedText } from '../../src/goals/schema';
import { textIn } from '../../src/goals/text';
import { keptByName } from '../../src/kept';
import { formatPeriod, periodInWords } from '../../src/periods/period';
import { usualZone } from '../../src/periods/local-time';

/** Texts for readers of this language, with times in the given zone. */
export function wordingFor(locale: Locale, timeZone = usualZone): Wording {
  return kept(`${locale} ${timeZone}`, () => wordingOf(locale, timeZone));
}

/** More than organisations have time zones. */
const kept = keptByName<Wording>(100);

function wordingOf(locale: Locale, timeZone: string): Wording {
  const reader = answerReader(locale);
  return {
    locale,
    formerEmployee: text(locale, 'person.former'),
    text: textsIn(locale),
    of: (localized: LocalizedText) => textIn(localized, locale),
    number: (value) => formatNumber(value, locale),
    percent: (value) => formatPercent(value, locale),
    period: (period) => formatPeriod(period, locale),
    periodInWords: (period) => periodInWords(period, locale),
    shortDay: (iso) => formatShortDay(iso, locale, timeZone),
    moment: (iso) => formatMoment(iso, locale, timeZone),
    weekdayMoment: (iso) => formatMoment(iso, locale, timeZone, { weekday: true }),
    day: (day) => formatDay(day, locale, { weekday: true }),
    answer: (field, answer, programme) => answerText(field, answer, reader, programme),
    goalpost: (field, goalpost) => goalpostText(field, goalpost, reader),
    unit: (field) => measureUnit(field, locale),
    choices: (field, programme) =>
      choicesOf(field, programme, reader).map(({ id, text: title }) => ({ title, value: id })),
  };
}

/** The language of a Teams client ("sv-FI"); Finnish if the bot does not speak it. */
export function localeOf(teamsLocale: string | undefined): Locale {
  return ownLocale(teamsLocale) ?? 'fi';
}

/** The same; `undefined` if the client names no language, or one that the bot does not speak. */
export function ownLocale(teamsLocale: string | undefined): Locale | undefined {
  const language = teamsLocale?.split(/[-_]/)[0]!.toLowerCase();
  return locales.find((locale) => locale === language);
}

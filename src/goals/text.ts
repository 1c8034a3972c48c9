import { type Locale, locales, type LocalizedText } from './schema';

/** The text in the wanted language, else in the nearest one it has: Finnish, Swedish, English. */
export function textIn(text: LocalizedText, locale: Locale): string {
  return text[locale] ?? text[locales.find((each) => text[each] !== undefined) ?? locale] ?? '';
}

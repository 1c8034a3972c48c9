import { type Locale, locales, type LocalizedText } from './schema';

/** The text in the given language, else in the first that it has of Finnish, Swedish and English. */
export function textIn(text: LocalizedText, locale: Locale): string {
  return text[locale] ?? text[locales.find((each) => text[each] !== undefined) ?? locale] ?? '';
}

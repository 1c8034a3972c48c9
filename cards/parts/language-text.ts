import { type Locale } from '../../src/goals/schema';
import { type Wording } from './wording';

/** What a language is called in the reader's. */
export function languageText(language: Locale, wording: Wording): string {
  return wording.text(`language.${language}`);
}

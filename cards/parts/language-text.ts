import { type Locale } from '../../src/goals/schema';
import { type Wording } from './wording';

/** A language's name in the reader's language. */
export function languageText(language: Locale, wording: Wording): string {
  return wording.text(`language.${language}`);
}

import { type Locale, locales } from '../../src/goals/schema';
import { UnknownMessageError } from '../../src/outbox/message-kind';

/** @throws UnknownMessageError for a language that a newer program wrote */
export function knownLanguage(language: string): Locale {
  const locale = locales.find((each) => each === language);
  if (!locale) throw new UnknownMessageError(`a digest in the language "${language}"`);
  return locale;
}

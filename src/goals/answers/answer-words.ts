/** The fixed words of a written answer. Callers pass them in, because texts that people read are in cards/strings. */
import { type NumberComparator } from './parse-number';
import { type Light, type Locale } from '../schema';

/** In one language. */
export interface AnswerWords {
  readonly yes: string;
  readonly no: string;
  readonly lights: Readonly<Record<Light, string>>;
  /** Before a figure that is not exact. */
  readonly about: string;
  /** Before a figure that is only a bound, if it was typed in words. */
  readonly bounds: Readonly<Record<NumberComparator, string>>;
}

/** The person for whom an answer is written: numbers and dates follow the language. */
export interface AnswerReader {
  readonly locale: Locale;
  readonly words: AnswerWords;
}

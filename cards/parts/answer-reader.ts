/** The catalogue's words for answers, in the form that src/goals takes them. */
import { type AnswerReader } from '../../src/goals/answers/answer-words';
import { type Locale } from '../../src/goals/schema';
import { text } from './strings';

export function answerReader(locale: Locale): AnswerReader {
  return {
    locale,
    words: {
      yes: text(locale, 'yes'),
      no: text(locale, 'no'),
      lights: {
        green: text(locale, 'light.green'),
        yellow: text(locale, 'light.yellow'),
        red: text(locale, 'light.red'),
        'not-assessable': text(locale, 'light.not-assessable'),
        'not-answered': text(locale, 'light.not-answered'),
      },
      about: text(locale, 'answer.about'),
      bounds: {
        below: text(locale, 'answer.below'),
        above: text(locale, 'answer.above'),
        'at-most': text(locale, 'answer.at-most'),
        'at-least': text(locale, 'answer.at-least'),
      },
    },
  };
}

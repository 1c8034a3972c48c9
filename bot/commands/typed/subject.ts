/** The subject of a message that is not a command. Pure. */
import { type Subject, subjects, talkPhrases } from './talk-phrases';
import { placeOf, wordsTyped } from './words-typed';

/** @returns `undefined` if it is about nothing that the bot knows, or is too long to be about anything */
export function subjectOf(typed: string): Subject | undefined {
  const words = wordsTyped(typed);
  return subjects.find((subject) => talkPhrases[subject].some((phrase) => placeOf(phrase, words) >= 0));
}

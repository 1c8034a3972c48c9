/** A short message as folded words, and phrases to look for in it. Pure. */
import { distance } from 'fastest-levenshtein';

/** A longer message is not a request to the bot; a pasted page is not searched for phrases. */
const mostWords = 25;
const longestTyped = 500;

/**
 * Lower case, without accents (not every keyboard has å), apostrophes and the punctuation around words; emoji stay words
 * of their own. Empty for a longer text.
 */
export function wordsTyped(typed: string): readonly string[] {
  if (typed.length > longestTyped) return [];
  const words = foldTyped(typed)
    .replace(/['’´`]/g, '')
    .replace(/(\p{Extended_Pictographic})/gu, ' $1 ')
    .split(/[\s,;:!?()"”“…/]+/)
    .map(trimmed)
    .filter(Boolean);
  return words.length > mostWords ? [] : words;
}

/** Lower case, without accents, variation selectors and skin tones; every dash is a hyphen, every space a plain one. */
export function foldTyped(typed: string): string {
  return typed
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\p{M}\u{1f3fb}-\u{1f3ff}\u200d]/gu, '')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\s/g, ' ');
}

/** Dots and the like around a word; a word that is nothing else stays, unless it is punctuation. */
function trimmed(word: string): string {
  return word.replace(/^[^\p{L}\p{N}\p{Extended_Pictographic}]+/u, '').replace(/(?<![.*_~>-])[.*_~>-]+$/, '');
}

/**
 * Where the phrase is in the words. A word of the phrase that ends with `*` matches the beginning of a word; from six
 * letters on, one wrong letter is forgiven.
 * @returns -1 if it is not there
 */
export function placeOf(phrase: string, words: readonly string[]): number {
  const wanted = phrase.split(' ');
  return words.findIndex((_, at) => wanted.every((word, index) => isLike(word, words[at + index])));
}

function isLike(wanted: string, word: string | undefined): boolean {
  if (word === undefined || word.length > longestWord) return false;
  const stem = wanted.endsWith('*') ? wanted.slice(0, -1) : undefined;
  const compared = stem === undefined ? word : word.slice(0, stem.length);
  const meant = stem ?? wanted;
  if (compared === meant) return true;
  return meant.length >= 6 && compared[0] === meant[0] && distance(compared, meant) <= 1;
}

const longestWord = 60;

/** Phrases separated by commas: long lists are easier to read in lines than in a column. */
export function phrasesIn(...lines: readonly string[]): string[] {
  return lines.flatMap((line) => line.split(', '));
}

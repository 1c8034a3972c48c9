/** Finds the command in what a person typed, and what they typed after it. Pure. */
import { closest, distance } from 'fastest-levenshtein';
import { type Locale } from '../../../src/locales';
import { type Named } from '../../views/command-turn';

type Typed = Pick<Named, 'names'> & Partial<Pick<Named, 'shown'>>;

export type Parsed<C extends Typed> =
  | { readonly command: C; readonly rest: string }
  /** No command: the name nearest to what was typed, if one is near, and its command. */
  | { readonly nearest?: string; readonly guess?: C };

/** No command has a longer word, and longer texts are not compared with command names. */
const longestText = 60;

/** The rest is not read: a command is not a pasted page. */
const longestTyped = 500;

/** People address the bot by its name, which is not part of a command. */
const ownName = 'seuranta';

/**
 * A name is the whole text or its first words; the one with the most words wins, then the one with fewer wrong letters.
 * Case, punctuation around words and repeated spaces do not matter; `rest` is as it was typed, without them.
 * @param locale whose names are guessed first
 */
export function parseCommand<C extends Typed>(
  typed: string,
  commands: readonly C[],
  locale?: Locale,
): Parsed<C> {
  const words = wordsOf(typed);
  const names = commands.flatMap((command) => command.names.map((name) => ({ name, command })));
  const [best] = names
    .map(({ name, command }) => ({ name, command, wrong: wrongLetters(name, words) }))
    .filter(({ wrong }) => wrong < Infinity)
    .sort((a, b) => wordCount(b.name) - wordCount(a.name) || a.wrong - b.wrong);
  if (best) return { command: best.command, rest: restAfter(best.name, words) };
  const text = words.map(plain).join(' ').slice(0, longestText);
  const own = names.filter(({ name, command }) => locale !== undefined && command.shown?.[locale] === name);
  return nearestIn(own, text) ?? nearestIn(names, text) ?? {};
}

function nearestIn<C>(
  names: readonly { readonly name: string; readonly command: C }[],
  text: string,
): { readonly nearest: string; readonly guess: C } | undefined {
  if (names.length === 0) return undefined;
  const nearest = closest(
    text,
    names.map(({ name }) => name),
  );
  const guess = names.find(({ name }) => name === nearest)!.command;
  return isNear(nearest, text) ? { nearest, guess } : undefined;
}

/** At most a third of the letters are wrong: a name further off does not help. */
function isNear(name: string, text: string): boolean {
  return 3 * distance(plain(name), text) <= Math.max(name.length, text.length);
}

/** Wrong letters in the words of a name; infinite if one of the words has more than it may have. */
function wrongLetters(name: string, words: readonly string[]): number {
  const wrong = name.split(' ').map((wanted, index) => {
    const word = plain(words[index] ?? '');
    const between = word.length > longestText ? Infinity : distance(plain(wanted), word);
    return between <= allowedIn(wanted) ? between : Infinity;
  });
  return wrong.reduce((sum, each) => sum + each, 0);
}

/** One wrong letter from five letters on, two from eight; "who" and "whom" are different words. */
function allowedIn(word: string): number {
  return word.length >= 8 ? 2 : word.length >= 5 ? 1 : 0;
}

function restAfter(name: string, words: readonly string[]): string {
  return words
    .slice(wordCount(name))
    .join(' ')
    .replace(/^[\s"'“”„«»:;,.]+|(?<![\s"'“”„«»:;,.!?])[\s"'“”„«»:;,.!?]+$/g, '');
}

function wordCount(name: string): number {
  return name.split(' ').length;
}

function wordsOf(typed: string): string[] {
  const words = typed.slice(0, longestTyped).normalize('NFC').split(/\s+/).filter(Boolean);
  return words.length > 1 && plain(words[0]!) === ownName ? words.slice(1) : words;
}

/** Lower case, without accents (not every keyboard has å) and surrounding punctuation, unless nothing else is left. */
function plain(word: string): string {
  const folded = word.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
  return folded.replace(/^[^\p{L}\p{N}]+|(?<=[\p{L}\p{N}])[^\p{L}\p{N}]+$/gu, '') || folded;
}

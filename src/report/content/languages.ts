/**
 * The language of each part of a report's text, for screen readers: labels are in the report's language, texts of the
 * register and of answers in the language they were written in. Pure.
 */
import { answerTo } from '../../goals/answers/answer-result';
import { fieldKindRules } from '../../goals/field-kinds';
import { type Locale, locales } from '../../goals/schema';
import { noAnswers } from '../../replies/reply';
import { decidedIn, type SupportDecision } from '../../support/request';
import { type CoordinatorsWords } from './coordinators-words';
import { type ReportSource } from './report-source';

export interface LanguagePart {
  readonly text: string;
  readonly language: Locale;
}

export interface Languages {
  /** All languages in which the register and its answers have texts. */
  readonly all: ReadonlySet<Locale>;
  /**
   * Splits a text where its language changes; joined, the parts give the text again.
   * @param usual the language of everything that is not known to be in another
   */
  readonly partsOf: (text: string, usual: Locale) => LanguagePart[];
}

/** Three words in a row tell a language, wherever a long text was cut; a shorter text must be whole. */
const inARow = 3;
const wordPattern = /[\p{L}\p{N}]+/gu;

/** The languages in which each sequence of words occurs. */
type Sequences = Map<string, Set<Locale>>;

/** @param said what the coordinator wrote for the report */
export function languagesIn(
  { form, replies, comments = [], decisions = new Map() }: ReportSource,
  said?: CoordinatorsWords,
): Languages {
  const sequences: Sequences = new Map();
  addLocalized(sequences, form);
  // People write in the programme's main language, unless a field asks for another.
  const main = form.programme.languages[0]!;
  for (const { id, fields } of form.goals)
    for (const field of fields) {
      const language = field.language ?? main;
      const answer = answerTo(replies.get(id)?.answers ?? noAnswers, field.id);
      if (answer && fieldKindRules[field.kind].answeredBy === 'words')
        for (const text of [answer.raw].flat()) add(sequences, text, language);
    }
  for (const text of said ? [said.preface, ...said.comments.values(), ...askedTexts(said)] : [])
    add(sequences, text, main);
  for (const text of decidedTexts([...decisions.values()].flat())) add(sequences, text, main);
  for (const { text } of comments) add(sequences, text, main);
  const all = new Set([...sequences.values()].flatMap((each) => [...each]));
  return { all, partsOf: (text, usual) => partsOf(text, usual, sequences) };
}

function askedTexts({ questions = new Map() }: CoordinatorsWords): string[] {
  const asked = [...questions.values()].flat();
  return asked.flatMap(({ text, responses }) => [text, ...responses.map((each) => each.text)]);
}

function decidedTexts(decisions: readonly SupportDecision[]): string[] {
  return decisions.flatMap((each) => [...each.wanted, decidedIn(each)?.text ?? '']);
}

/** Adds every text that is given by language, wherever it is in the form. */
function addLocalized(sequences: Sequences, value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  if (isLocalized(value)) {
    for (const locale of locales) if (value[locale] !== undefined) add(sequences, value[locale], locale);
    return;
  }
  for (const each of Object.values(value)) addLocalized(sequences, each);
}

function isLocalized(value: object): value is Partial<Record<Locale, string>> {
  const entries = Object.entries(value);
  return (
    entries.length > 0 &&
    entries.every(([key, text]) => locales.some((locale) => locale === key) && typeof text === 'string')
  );
}

function add(sequences: Sequences, text: string, language: Locale): void {
  const words = wordsOf(text).map(({ word }) => word);
  const length = Math.min(inARow, words.length);
  // A number or a name of one or two letters is the same in every language.
  if (length === 0 || !words.some((word) => /\p{L}{3}/u.test(word))) return;
  for (let at = 0; at + length <= words.length; at++) {
    const key = words.slice(at, at + length).join(' ');
    const known = sequences.get(key);
    if (known) known.add(language);
    else sequences.set(key, new Set([language]));
  }
}

interface Word {
  /** In lower case. */
  readonly word: string;
  /** Where it begins. */
  readonly at: number;
}

function wordsOf(text: string): Word[] {
  return [...text.matchAll(wordPattern)].map(({ 0: word, index }) => ({
    word: word.toLowerCase(),
    at: index,
  }));
}

function partsOf(text: string, usual: Locale, sequences: Sequences): LanguagePart[] {
  const words = wordsOf(text);
  const languages = languagesOf(words, usual, sequences);
  const parts: { from: number; language: Locale }[] = [{ from: 0, language: languages[0] ?? usual }];
  words.forEach(({ at }, index) => {
    const language = languages[index] ?? usual;
    if (language !== parts.at(-1)!.language) parts.push({ from: at, language });
  });
  return parts.map(({ from, language }, index) => ({
    text: text.slice(from, parts[index + 1]?.from),
    language,
  }));
}

/** Empty for a word that nothing tells of. */
function languagesOf(words: readonly Word[], usual: Locale, sequences: Sequences): (Locale | undefined)[] {
  const languages: (Locale | undefined)[] = words.map(() => undefined);
  for (let at = 0; at < words.length; at++)
    for (let length = Math.min(inARow, words.length - at); length > 0; length--) {
      const key = words.slice(at, at + length).map(({ word }) => word);
      const known = sequences.get(key.join(' '));
      // A short text may occur by chance within a longer one.
      const isFree = length === inARow || languages.slice(at, at + length).every((each) => !each);
      if (!known || !isFree) continue;
      const [language = usual] = known.has(usual) ? [usual] : known;
      languages.fill(language, at, at + length);
      break;
    }
  return languages;
}

/** Matches the file's goals with the register's by id, code, headings and title; offers near matches. Pure. */
import { distance } from 'fastest-levenshtein';
import { type StoredGoal } from '../../goals/register';
import { type Field, type Locale } from '../../goals/schema';
import { textIn } from '../../goals/text';
import { type ImportedGoal } from '../table/imported';
import { plainText } from './same-text';

export interface GoalMatches {
  /** The stored goal for each goal of the file, in its order. */
  readonly stored: readonly (StoredGoal | undefined)[];
  /** For a goal of the file without a match: the goals that it may be, the nearest first. */
  readonly near: ReadonlyMap<ImportedGoal, readonly StoredGoal[]>;
}

type Keyed = Pick<ImportedGoal, 'title' | 'headings'> & {
  readonly id?: string;
  readonly code?: string;
  readonly fields: readonly Pick<Field, 'label' | 'role'>[];
};
type Key = (goal: Keyed) => string | undefined;

/**
 * A title is not a key: fifteen rows may have the same one, and then their headings and measures decide. Each rule
 * matches only goals whose key is unique both in the file and in the register.
 * @param chosen an admin's decisions: a goal of the file → its id in the register
 */
export function matchGoals(
  file: readonly ImportedGoal[],
  register: readonly StoredGoal[],
  { locale, chosen }: { readonly locale: Locale; readonly chosen: ReadonlyMap<ImportedGoal, string> },
): GoalMatches {
  const matched = new Map<ImportedGoal, StoredGoal>();
  const left = new Set(register);
  const pair = (goal: ImportedGoal, stored: StoredGoal) => {
    matched.set(goal, stored);
    left.delete(stored);
  };
  for (const [goal, id] of chosen) {
    const stored = [...left].find((each) => each.goal.id === id);
    if (stored) pair(goal, stored);
  }
  for (const [rule, key] of keysIn(locale).entries()) {
    // A goal with an id matches by its id only.
    const keyed = file.filter((goal) => rule === 0 || goal.id === undefined);
    const ofFile = once(keyed, key);
    // Active goals take precedence over retired ones.
    for (const isRetired of [false, true]) {
      const there = register.filter(({ retired }) => (retired !== undefined) === isRetired);
      const ofRegister = once(there, ({ goal }) => key(goal));
      for (const [text, goal] of ofFile) {
        const stored = ofRegister.get(text);
        if (stored && left.has(stored) && !matched.has(goal)) pair(goal, stored);
      }
    }
  }
  const near = new Map<ImportedGoal, readonly StoredGoal[]>();
  const comparable = comparison([...left], locale);
  for (const goal of file) {
    if (matched.has(goal) || goal.id !== undefined) continue;
    const candidates = nearest(goal, comparable);
    if (candidates.length > 0) near.set(goal, candidates);
  }
  return { stored: file.map((goal) => matched.get(goal)), near };
}

/** The keys by which goals match, the most certain first. */
function keysIn(locale: Locale): readonly Key[] {
  const joined = (...parts: readonly (string | undefined)[]) =>
    parts.includes(undefined) ? undefined : parts.join('\u001f');
  const code = ({ code: text }: Keyed) => (text === undefined ? undefined : plainText(text));
  const place = ({ headings }: Keyed) => headings.map((text) => plainText(textIn(text, locale))).join('|');
  const title = (goal: Keyed) => titleOf(goal, locale);
  const measures = (goal: Keyed) => measuresOf(goal, locale);
  return [
    ({ id }) => id,
    (goal) => joined(code(goal), title(goal), measures(goal)),
    (goal) => joined(code(goal), title(goal)),
    (goal) => joined(place(goal), title(goal), measures(goal)),
    (goal) => joined(place(goal), title(goal)),
    (goal) => code(goal),
  ];
}

function titleOf({ title }: Pick<Keyed, 'title'>, locale: Locale): string {
  return plainText(textIn(title, locale));
}

/** The labels of its measures, or of all its fields if it has none. */
function measuresOf({ fields }: Keyed, locale: Locale): string {
  const measures = fields.filter(({ role }) => role === 'measure');
  return (measures.length > 0 ? measures : fields)
    .map(({ label }) => plainText(textIn(label, locale)))
    .join('|');
}

/** By key, without those that share their key with another. */
function once<T>(all: readonly T[], key: (each: T) => string | undefined): Map<string, T> {
  const found = new Map<string, T>();
  const seen = new Set<string>();
  for (const each of all) {
    const text = key(each);
    if (text === undefined) continue;
    if (seen.has(text)) found.delete(text);
    else found.set(text, each);
    seen.add(text);
  }
  return found;
}

const mostCandidates = 3;

interface Comparison {
  readonly locale: Locale;
  readonly stored: readonly {
    readonly stored: StoredGoal;
    readonly title: string;
    readonly measures: string;
  }[];
}

/** Computes the texts that are compared with every goal of the file only once. */
function comparison(left: readonly StoredGoal[], locale: Locale): Comparison {
  const stored = left.map((each) => ({
    ...{ stored: each, title: titleOf(each.goal, locale), measures: measuresOf(each.goal, locale) },
  }));
  return { locale, stored };
}

/** Goals with the same title elsewhere, or with a title that differs in a few letters. */
function nearest(goal: ImportedGoal, { stored: left, locale }: Comparison): StoredGoal[] {
  const title = titleOf(goal, locale);
  const measures = measuresOf(goal, locale);
  const wrong = left.map(({ stored, title: other, measures: others }) => {
    const most = mostWrong(Math.max(title.length, other.length));
    const letters = wrongLetters(title, other, most);
    return { stored, wrong: letters > most ? Infinity : 2 * letters + Number(others !== measures) };
  });
  return wrong
    .filter((each) => Number.isFinite(each.wrong))
    .sort((a, b) => a.wrong - b.wrong || a.stored.order - b.stored.order)
    .slice(0, mostCandidates)
    .map(({ stored }) => stored);
}

/** Comparing letters takes time in proportion to the product of the lengths, so longer titles must be equal. */
const longestCompared = 1_000;

function wrongLetters(a: string, b: string, most: number): number {
  if (a === b) return 0;
  if (Math.abs(a.length - b.length) > most || Math.max(a.length, b.length) > longestCompared) return Infinity;
  return distance(a, b);
}

/** One letter of a short title, a sixth of a longer one. */
function mostWrong(length: number): number {
  return length < 12 ? 1 : Math.floor(length / 6);
}

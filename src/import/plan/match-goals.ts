/** Matches the file's goals with the register's by id, code, headings and title, in any year; offers near ones. Pure. */
import { type StoredGoal } from '../../goals/register';
import { type Field, type Locale } from '../../goals/schema';
import { type ImportedGoal } from '../table/imported';
import { measuresOf, placeOf, titleOf, withoutYears } from './goal-texts';
import { type NearGoal, nearGoals } from './near-goals';
import { plainText } from './same-text';

export interface GoalMatches {
  /** The stored goal for each goal of the file, in its order. */
  readonly stored: readonly (StoredGoal | undefined)[];
  /** For a goal of the file without a match: the goals that it may be, the nearest first. */
  readonly near: ReadonlyMap<ImportedGoal, readonly NearGoal[]>;
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
  const near = new Map<ImportedGoal, readonly NearGoal[]>();
  const nearest = nearGoals(register, left, locale);
  for (const goal of file) {
    if (matched.has(goal) || goal.id !== undefined) continue;
    const candidates = nearest(goal);
    if (candidates.length > 0) near.set(goal, candidates);
  }
  return { stored: file.map((goal) => matched.get(goal)), near };
}

/** The keys by which goals match, the most certain first. */
function keysIn(locale: Locale): readonly Key[] {
  const joined = (...parts: readonly (string | undefined)[]) =>
    parts.includes(undefined) ? undefined : parts.join('\u001f');
  const code = ({ code: text }: Keyed) => (text === undefined ? undefined : plainText(text));
  const place = (goal: Keyed) => placeOf(goal, locale);
  const title = (goal: Keyed) => titleOf(goal, locale);
  const measures = (goal: Keyed) => measuresOf(goal, locale);
  const anyYear = (of: (goal: Keyed) => string) => (goal: Keyed) => withoutYears(of(goal));
  const [placeAnyYear, titleAnyYear] = [anyYear(place), anyYear(title)];
  return [
    ({ id }) => id,
    (goal) => joined(code(goal), title(goal), measures(goal)),
    (goal) => joined(code(goal), title(goal)),
    (goal) => joined(place(goal), title(goal), measures(goal)),
    (goal) => joined(place(goal), title(goal)),
    // The same goal a year later.
    (goal) => joined(code(goal), titleAnyYear(goal)),
    (goal) => joined(placeAnyYear(goal), titleAnyYear(goal), anyYear(measures)(goal)),
    (goal) => joined(placeAnyYear(goal), titleAnyYear(goal)),
    (goal) => code(goal),
  ];
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

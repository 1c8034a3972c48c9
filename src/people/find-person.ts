/** Finds the person that somebody means by a typed or picked text. Pure. */
import { distance } from 'fastest-levenshtein';
import { type Person } from './schema';

/** The person whom the text certainly names, or those whom it may mean. */
export type PersonSearch = { readonly found: Person } | PersonCandidates;

export interface PersonCandidates {
  /** Sorted by name; empty if there is nobody. */
  readonly candidates: readonly Person[];
  /** `all`: everybody who matches the text; `more`: more match than are listed; `near`: these match only roughly. */
  readonly fit: 'all' | 'more' | 'near';
}

/** As many as fit on a card as buttons; to find another person, people type more of the name. */
const mostCandidates = 5;

const byName = new Intl.Collator('fi');

/**
 * Reads an e-mail address, `Name <address>`, an AAD object id, or a name with its parts in either order, regardless of
 * case, accents and spaces. A partial or misspelt name gives candidates: a person is never guessed.
 */
export function findPerson(persons: Iterable<Person>, text: string): PersonSearch {
  const all = [...persons];
  const typed = text.trim();
  const address = addressIn(typed);
  const id = (address ?? typed).toLowerCase();
  const named = all.find((person) => person.id === id || person.aadObjectId?.toLowerCase() === id);
  if (named) return { found: named };
  const words = wordsOf(address === undefined ? typed : nameBeside(address, typed));
  const exact = words.length > 0 ? all.filter(({ name }) => isSameName(wordsOf(name), words)) : [];
  // An address that nobody has casts doubt on the name beside it.
  if (exact.length === 1 && address === undefined) return { found: exact[0]! };
  return candidatesFor(all, exact, words);
}

/** The address if the text is one, with or without a name before it; two addresses name nobody. */
export function addressIn(typed: string): string | undefined {
  const match = /^(?:[^<>@]*<\s*([^\s<>@]+@[^\s<>@]+)\s*>|([^\s<>@]+@[^\s<>@]+))$/.exec(typed);
  return match?.[1] ?? match?.[2];
}

/** "Aino Virtanen" from `Aino Virtanen <a@b.c>`, "aino.virtanen" from an address alone. */
function nameBeside(address: string, typed: string): string {
  const before = typed.split('<')[0]!;
  return wordsOf(before).length > 0 && !before.includes('@') ? before : address.split('@')[0]!;
}

/** The words of a text without case, accents and separators. */
export function wordsOf(text: string): string[] {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** The same words, possibly with the surname first. */
function isSameName(name: readonly string[], typed: readonly string[]): boolean {
  const inEitherOrder = ` ${[...name, ...name].join(' ')} `;
  return name.length === typed.length && inEitherOrder.includes(` ${typed.join(' ')} `);
}

function candidatesFor(
  all: readonly Person[],
  exact: readonly Person[],
  words: readonly string[],
): PersonCandidates {
  if (words.length === 0) return { candidates: [], fit: 'all' };
  const choices = [exact, all.filter(({ name }) => contains(wordsOf(name).join(' '), words))];
  const fitting = choices.find((persons) => persons.length > 0);
  const best = fitting ?? all.filter(({ name }) => isNear(wordsOf(name), words));
  const fit = !fitting ? 'near' : best.length > mostCandidates ? 'more' : 'all';
  const candidates = best
    .toSorted((a, b) => byName.compare(a.name, b.name) || byName.compare(a.id, b.id))
    .slice(0, mostCandidates);
  return { candidates, fit };
}

function contains(name: string, words: readonly string[]): boolean {
  return words.every((word) => name.includes(word));
}

/** Whether at most one or two letters are wrong in the whole name, or in all its typed parts together. */
function isNear(name: readonly string[], words: readonly string[]): boolean {
  const wrongIn = (word: string, parts: readonly string[]) => {
    const fewest = Math.min(...parts.map((part) => distance(part, word)));
    return fewest <= mostWrong(word) ? fewest : Infinity;
  };
  const whole = words.join(' ');
  const inParts = words.reduce((sum, word) => sum + wrongIn(word, name), 0);
  return Math.min(wrongIn(whole, [name.join(' ')]), inParts) <= mostWrong(whole);
}

/** In a short name, two different letters make another name: Aino, Anna. */
function mostWrong(typed: string): number {
  return typed.length < 5 ? 1 : 2;
}

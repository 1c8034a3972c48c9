/** Reads the owners that a cell names, using the directory; nobody is guessed. Pure. */
import { type Owner } from '../../goals/schema';
import { type Directory } from '../../people/directory';
import { findPerson, wordsOf } from '../../people/find-person';
import { type Person, type Role } from '../../people/schema';
import { isTitle, namesFunction, namesSeveral, stemsOf } from './owner-words';
import { ownerSplits, splitSurely } from './owner-splits';

/** A part of a cell that does not name anybody for certain. */
export interface UnresolvedOwner {
  /** The text in the file, at most 100 characters of it; empty if the file names nobody. */
  readonly text: string;
  /** What it looks like; for `role`, a new role can be created. */
  readonly kind: 'person' | 'role';
  /** The owners that it may mean. */
  readonly candidates: readonly { readonly owner: Owner; readonly name: string }[];
}

export interface ReadOwners {
  readonly owners: readonly Owner[];
  readonly unresolved: readonly UnresolvedOwner[];
}

export type OwnerReader = (text: string) => ReadOwners;

/** The owners that somebody has said texts mean, by `aliasOf` the text. */
export type OwnerAliases = ReadonlyMap<string, Owner>;

/** The same for all spellings of a text. */
export function aliasOf(text: string): string {
  return wordsOf(text).join(' ').slice(0, 100);
}

/** A cell names as many persons as fit on a screen; a longer text is not a list of names. */
const longestCell = 1_000;

/** Reads cells, and remembers what it has looked up. */
export function ownerReader(directory: Directory, aliases: OwnerAliases): OwnerReader {
  const index = indexOf(directory);
  const known = new Map<string, Owner | null>();
  const find = (text: string): Owner | undefined => {
    const found = known.get(text) ?? aliases.get(aliasOf(text)) ?? findOwner(index, text) ?? null;
    known.set(text, found);
    return found ?? undefined;
  };
  return (text) => {
    const parts = splitSurely(text.slice(0, longestCell));
    const read = merged(parts.map((part) => readPart(part, (each) => one(each, find, index))));
    const unresolved = [...new Set(read.unresolved)].map((each) => described(each, index));
    return { owners: [...new Set(read.owners)], unresolved };
  };
}

interface Index {
  readonly persons: readonly Person[];
  /** The words of their names. */
  readonly names: ReadonlySet<string>;
  readonly roles: readonly Role[];
}

function indexOf({ persons, roles }: Directory): Index {
  const named = [...persons.values()].flatMap(({ name }) =>
    name.split(/\s+/).filter((word) => /^\p{Lu}/u.test(word)),
  );
  const names = new Set(named.flatMap(wordsOf));
  return { persons: [...persons.values()], names, roles: [...roles.values()] };
}

interface Parts {
  readonly owners: readonly Owner[];
  readonly unresolved: readonly string[];
}

function merged(parts: readonly Parts[]): Parts {
  return {
    owners: parts.flatMap(({ owners }) => owners),
    unresolved: parts.flatMap(({ unresolved }) => unresolved),
  };
}

/** Reads the text as one owner, else splits it in the way that gives the most owners and leaves the least over. */
function readPart(text: string, find: (text: string) => Owner | undefined): Parts {
  const found = find(text);
  if (found !== undefined) return { owners: [found], unresolved: [] };
  let best: Parts = { owners: [], unresolved: [text] };
  for (const { parts, isSure } of ownerSplits(text)) {
    const read = merged(parts.map((part) => readPart(part, find)));
    const more = read.owners.length - best.owners.length;
    const fewer = best.unresolved.length - read.unresolved.length;
    if (more > 0 || (more === 0 && fewer > 0)) best = read;
    else if (isSure && best.unresolved[0] === text) best = read;
  }
  return best;
}

/** With or without a title before or after the name, or a note in brackets. */
function one(
  text: string,
  find: (text: string) => Owner | undefined,
  { persons, names }: Index,
): Owner | undefined {
  const plain = text.replace(/\([^()]*\)/g, ' ').trim();
  const found = find(text) ?? (plain === text || plain === '' ? undefined : find(plain));
  if (found !== undefined) return found;
  const words = plain.split(/[\s,]+/u).filter(Boolean);
  if (words.length > 12) return undefined;
  for (let count = words.length - 1; count > 0; count--)
    for (const [title, rest] of [
      [words.slice(0, count), words.slice(count)],
      [words.slice(-count), words.slice(0, -count)],
    ] as const) {
      // A title must not contain anybody's name.
      const isNamed = title.some((word) => !namesFunction(word) && names.has(wordsOf(word).join(' ')));
      if (!isTitle(title) || isNamed || find(title.join(' ')) !== undefined) continue;
      const named = find(rest.join(' '));
      if (named !== undefined && persons.some(({ id }) => id === named)) return named;
    }
  return undefined;
}

function findOwner({ persons, roles }: Index, text: string): Owner | undefined {
  const role = roleCalled(roles, text);
  const search = findPerson(persons, text);
  const person = 'found' in search ? search.found.id : undefined;
  // If a role and a person have the same name, a parser cannot tell which is meant.
  if (role && person !== undefined) return undefined;
  return (role && `role:${role.id}`) ?? person ?? byInitials(persons, text) ?? roleByStems(roles, text);
}

function roleCalled(roles: readonly Role[], text: string): Role | undefined {
  const id = text
    .trim()
    .toLowerCase()
    .replace(/^role:/, '');
  const words = wordsOf(text).join(' ');
  const called = roles.filter(
    (role) => role.id === id || labelsOf(role).some((label) => wordsOf(label).join(' ') === words),
  );
  return called.length === 1 ? called[0] : undefined;
}

/** "tulosaluejohtajien" is the role "Tulosaluejohtajat"; the singular may be somebody else. */
function roleByStems(roles: readonly Role[], text: string): Owner | undefined {
  const stems = stemsOf(text);
  if (stems === '') return undefined;
  const called = roles.filter((role) =>
    labelsOf(role).some((label) => stemsOf(label) === stems && (namesSeveral(text) || !namesSeveral(label))),
  );
  return called.length === 1 ? `role:${called[0]!.id}` : undefined;
}

function labelsOf({ label }: Role): string[] {
  return Object.values(label).filter((text) => text !== undefined);
}

/** "Virtanen A." and "A.-M. Virtanen", if exactly one person in the directory has that surname and initials. */
function byInitials(persons: readonly Person[], text: string): Owner | undefined {
  const words = wordsOf(text);
  const initials = words.filter((word) => word.length === 1);
  const surname = words.filter((word) => word.length > 1).join(' ');
  if (initials.length === 0 || surname === '' || text.includes('@')) return undefined;
  const fitting = persons.filter(({ name }) => {
    const parts = wordsOf(name);
    const whole = parts.join(' ');
    const length = surname.split(' ').length;
    if (parts.length <= length) return false;
    const given = whole.endsWith(` ${surname}`) ? parts.slice(0, -length) : parts.slice(length);
    const isCalled = whole.endsWith(` ${surname}`) || whole.startsWith(`${surname} `);
    return (
      isCalled && initials.every((initial, at) => (given[at] ?? (at > 0 ? initial : '')).startsWith(initial))
    );
  });
  return fitting.length === 1 ? fitting[0]!.id : undefined;
}

function described(text: string, { persons, roles }: Index): UnresolvedOwner {
  const shown = text.replace(/\s+/g, ' ').trim().slice(0, 100);
  const stems = stemsOf(text);
  const near = roles
    .filter((role) => labelsOf(role).some((label) => stems !== '' && stemsOf(label).includes(stems)))
    .map((role) => ({ owner: `role:${role.id}`, name: labelsOf(role)[0]! }));
  if (namesSeveral(text)) return { text: shown, kind: 'role', candidates: near.slice(0, 5) };
  const search = findPerson(persons, text);
  const people = 'found' in search ? [search.found] : search.candidates;
  const candidates = [...near, ...people.map(({ id, name }) => ({ owner: id, name }))].slice(0, 5);
  const kind = candidates.length === 0 && namesFunction(text) && !text.includes('@') ? 'role' : 'person';
  return { text: shown, kind, candidates };
}

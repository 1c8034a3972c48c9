/** How the directory differs from the store. Pure. */
import { type Account, type Found } from './directory-source';
import { type Left } from './left';
import { longestName, type StoredPerson } from './schema';

export interface Comparison {
  /** The persons as they should be, and which of their properties differ. */
  readonly changed: readonly { readonly person: StoredPerson; readonly what: readonly string[] }[];
  readonly leavers: readonly Omit<Left, 'day'>[];
  /** Ids of persons who had left and are back. */
  readonly returned: readonly string[];
  /** Ids of persons whose address the directory does not know, and who were never found in it. */
  readonly unknown: readonly string[];
  /** How many persons are linked to an account, which they could lose. */
  readonly linked: number;
}

/** @param left the persons who have left so far, by id */
export function compareAccounts(
  persons: readonly StoredPerson[],
  found: Found,
  left: ReadonlyMap<string, Left>,
): Comparison {
  const changed: { person: StoredPerson; what: string[] }[] = [];
  const leavers: Omit<Left, 'day'>[] = [];
  const returned: string[] = [];
  const unknown: string[] = [];
  const holders = holdersOf(persons);
  let linked = 0;
  for (const person of persons) {
    const { id: personId } = person;
    const account = found.get(personId);
    const hasLeft = left.has(personId);
    if (!hasLeft && account !== undefined) linked++;
    if (account === undefined) unknown.push(personId);
    else if (account === 'gone' || account.enabled === false) {
      if (!hasLeft) leavers.push({ personId, why: account === 'gone' ? 'gone' : 'disabled' });
    } else {
      if (hasLeft && account.enabled === true) returned.push(personId);
      const next = withAccount(person, account, holders);
      if (next.aadObjectId !== undefined) holders.set(next.aadObjectId.toLowerCase(), personId);
      const what = fields.filter((field) => JSON.stringify(next[field]) !== JSON.stringify(person[field]));
      if (what.length > 0) changed.push({ person: next, what });
    }
  }
  return { changed, leavers, returned, unknown, linked };
}

/** The holder of each account, by object id: an account has only one. */
function holdersOf(persons: readonly StoredPerson[]): Map<string, string> {
  return new Map(
    persons.flatMap(({ id, aadObjectId }) =>
      aadObjectId === undefined ? [] : [[aadObjectId.toLowerCase(), id] as const],
    ),
  );
}

const fields = ['name', 'language', 'unit', 'aadObjectId'] as const;

/** A known unit stays: the directory's department name is in one language only, and often shorter. */
function withAccount(
  person: StoredPerson,
  { objectId, name, language, unit }: Account,
  holders: ReadonlyMap<string, string>,
): StoredPerson {
  const known = person.aadObjectId;
  const isFree = objectId !== undefined && (holders.get(objectId) ?? person.id) === person.id;
  return {
    ...person,
    ...(name !== '' && { name: name.slice(0, longestName) }),
    ...(language && { language }),
    ...(unit !== undefined && !person.unit && { unit: { [language ?? person.language ?? 'fi']: unit } }),
    ...(known === undefined && isFree && { aadObjectId: objectId }),
  };
}

/** More than this many, and more than a fifth, do not leave on one day: the directory was probably misread. */
const fewLeavers = 5;

export function isSuspicious({ leavers, linked }: Pick<Comparison, 'leavers' | 'linked'>): boolean {
  return leavers.length > fewLeavers && leavers.length > linked / 5;
}

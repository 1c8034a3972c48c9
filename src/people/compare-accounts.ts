/** What the directory has otherwise than the store. Pure. */
import { type Account, type Found } from './directory-source';
import { type Left } from './left';
import { longestName, type StoredPerson } from './schema';

export interface Comparison {
  /** As the persons should be, with what is another thing. */
  readonly changed: readonly { readonly person: StoredPerson; readonly what: readonly string[] }[];
  readonly leavers: readonly Omit<Left, 'day'>[];
  /** Ids of those who had left and are there again. */
  readonly returned: readonly string[];
  /** Ids of those whom the directory does not know by their address, and who were never found in it. */
  readonly unknown: readonly string[];
  /** How many have an account that they could lose. */
  readonly linked: number;
}

/** @param left who has left by now, by id */
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

/** Whose each account is, by object id: what is somebody's is nobody else's. */
function holdersOf(persons: readonly StoredPerson[]): Map<string, string> {
  return new Map(
    persons.flatMap(({ id, aadObjectId }) =>
      aadObjectId === undefined ? [] : [[aadObjectId.toLowerCase(), id] as const],
    ),
  );
}

const fields = ['name', 'language', 'unit', 'aadObjectId'] as const;

/** A unit that is known stays: a department's name is in one language only, and often shorter. */
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

/** More than this many, and more than a fifth, do not leave on one day: the directory was read with a fault. */
const fewLeavers = 5;

export function isSuspicious({ leavers, linked }: Pick<Comparison, 'leavers' | 'linked'>): boolean {
  return leavers.length > fewLeavers && leavers.length > linked / 5;
}

/** Which persons the members of a group are. Pure. */
import { personIdSchema } from '../../goals/schema';
import { type Account, type GroupMember } from '../directory-source';
import { type StoredPerson } from '../schema';

export interface Membership {
  /** Ids of members who are known as persons, sorted. */
  readonly known: readonly string[];
  /** Accounts that become persons, by their address. */
  readonly unknown: ReadonlyMap<string, Account>;
  readonly leftOut: LeftOut;
}

/** How many members are left out. */
export interface LeftOut {
  /** Guests who are not persons yet. */
  readonly guests: number;
  readonly disabled: number;
  /** Without an address, or with one that is the address of a person with another account. */
  readonly unusable: number;
}

/** A guest is let in by name only: whoever may add members to a group may also invite people to it. */
export function compareGroup(members: readonly GroupMember[], persons: readonly StoredPerson[]): Membership {
  const byAccount = new Map(persons.map(({ id, aadObjectId }) => [aadObjectId?.toLowerCase(), id]));
  const byAddress = new Map(persons.map((person) => [person.id, person]));
  const [known, unknown] = [new Set<string>(), new Map<string, Account>()];
  const leftOut = { guests: 0, disabled: 0, unusable: 0 };
  for (const account of members) {
    const { objectId, addresses, enabled, isGuest } = account;
    const unlinked = addresses.find((address) => isFree(byAddress.get(address), objectId));
    const personId = (objectId !== undefined && byAccount.get(objectId)) || unlinked;
    const address = addresses.find((each) => personIdSchema.safeParse(each).success);
    if (enabled === false) leftOut.disabled++;
    else if (personId !== undefined) known.add(personId);
    else if (isGuest) leftOut.guests++;
    else if (address === undefined || byAddress.has(address) || unknown.has(address)) leftOut.unusable++;
    else unknown.set(address, account);
  }
  return { known: [...known].sort(), unknown, leftOut };
}

/** Whether the person has the address and no other account. */
function isFree(person: StoredPerson | undefined, objectId: string | undefined): boolean {
  return person !== undefined && (person.aadObjectId === undefined || objectId === undefined);
}

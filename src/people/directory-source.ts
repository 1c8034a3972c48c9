/** The source of the organisation's accounts: a directory service, or a file for development. */
import { type Locale } from '../goals/schema';
import { type Person } from './schema';

/** An account as the organisation's directory has it. */
export interface Account {
  /** Lower case; optional in a file for development. */
  readonly objectId?: string;
  /** Lower case: mail addresses and sign-in names; the first one becomes the id of a new person. */
  readonly addresses: readonly string[];
  readonly name: string;
  readonly language?: Locale;
  /** The directory's name for it, in no particular language. */
  readonly unit?: string;
  /** Absent if the directory does not say; the person then does not count as a leaver. */
  readonly enabled?: boolean;
}

/** A person to look up: by the object id if it is known, else by the address. */
export type Wanted = Pick<Person, 'id' | 'aadObjectId'>;

/**
 * By the person's id. `gone` is used only for a known object id, and only if the directory itself says so. A person who
 * is missing here was not found, which proves nothing.
 */
export type Found = ReadonlyMap<string, Account | 'gone'>;

/** A member of a group, perhaps through a group within it. */
export interface GroupMember extends Account {
  /** Invited from another organisation. */
  readonly isGuest?: boolean;
}

export interface DirectoryGroup {
  readonly name: string;
  /** Only people: devices and the groups within it are not among them. */
  readonly members: readonly GroupMember[];
}

/**
 * Why nobody knows who belongs to a group. `gone` is used only if the directory itself says so; `empty`: none of its
 * members can be taken.
 */
export const groupProblems = ['gone', 'forbidden', 'large', 'empty'] as const;
export type GroupProblem = (typeof groupProblems)[number];

export type FoundGroup = DirectoryGroup | { readonly problem: GroupProblem };

export interface DirectorySource {
  /** How many persons one request can ask for. */
  readonly pageSize: number;
  /** @throws DirectoryError if the response is incomplete */
  find(wanted: readonly Wanted[]): Promise<Found>;
  /** Looks up somebody whom the store does not know. A person is waiting, so it answers or fails within seconds. */
  lookUp(objectIdOrAddress: string): Promise<Account | undefined>;
  /**
   * The members of a group, read to the end unless there are more than `most`. Absent if the directory has no groups.
   * @param id object id, lower case
   * @throws DirectoryError if the response is incomplete
   */
  group?(id: string, most: number): Promise<FoundGroup>;
}

/** The directory could not be read; the store stays unchanged. The message contains no name and no address. */
export class DirectoryError extends Error {
  override readonly name = 'DirectoryError';
}

/** Where the organisation's accounts are looked up: a directory service, or a file for development. */
import { type Locale } from '../goals/schema';
import { type Person } from './schema';

/** An account as the organisation's directory has it. */
export interface Account {
  /** Lower case; a file for development may leave it out. */
  readonly objectId?: string;
  /** Lower case: where mail arrives and what its holder signs in with; the one that a new person is known by first. */
  readonly addresses: readonly string[];
  readonly name: string;
  readonly language?: Locale;
  /** As the directory calls it, in no particular language. */
  readonly unit?: string;
  /** Left out where the directory does not say: then nobody is taken for a leaver. */
  readonly enabled?: boolean;
}

/** Who is looked for: by the object id where it is known, else by the address. */
export type Wanted = Pick<Person, 'id' | 'aadObjectId'>;

/**
 * By the person's id. `gone` is said only of a known object id, and only by the directory itself; who is not in here was
 * not found, which says nothing.
 */
export type Found = ReadonlyMap<string, Account | 'gone'>;

export interface DirectorySource {
  /** As many are asked for at once as cost one request. */
  readonly pageSize: number;
  /** @throws DirectoryError where the answer is not the whole answer. */
  find(wanted: readonly Wanted[]): Promise<Found>;
  /** Somebody whom the store does not know, while a person waits: it answers or fails within seconds. */
  lookUp(objectIdOrAddress: string): Promise<Account | undefined>;
}

/** The directory could not be read; what is stored stays as it is. The message has no name and no address in it. */
export class DirectoryError extends Error {
  override readonly name = 'DirectoryError';
}

/** What a check gets to look at, and how it reports its result. */
import { type Clock } from '../../../src/clock';
import { type EntityStore } from '../../../src/storage/store';
import { type Config, type StoreConfig } from '../../config/config';
import { type TokenSource } from '../parts/cli-command';

/** `look`: it works, but not for long or not for everybody, or it could not be checked. */
export type Verdict = 'ok' | 'look' | 'broken';

export interface CheckLine {
  /** What was checked, in a word or two. */
  readonly check: string;
  readonly verdict: Verdict;
  readonly says: string;
  /** What to do, if something is wrong. */
  readonly todo?: string;
}

/** Parts that could not be read or opened are absent; checks that need them report nothing. */
export interface Patient {
  readonly clock: Clock;
  /** The environment, if it has no fault. */
  readonly config?: Config;
  /** One line for each fault. */
  readonly configFaults: readonly string[];
  readonly storeConfig?: StoreConfig;
  readonly store?: EntityStore;
  /** Why `store` is absent. */
  readonly storeFault?: Pick<CheckLine, 'verdict' | 'says' | 'todo'>;
  readonly getToken: TokenSource;
}

/** What to do about a store that cannot be read or written. */
export const storeTodo =
  'check the permissions and free space of the folder, or the role of the identity; restore a damaged store';

/** One check. It does not throw what its lines can say. */
export type Check = (patient: Patient) => Promise<readonly CheckLine[]> | readonly CheckLine[];

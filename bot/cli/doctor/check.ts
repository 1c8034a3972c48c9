/** What a check has to look at, and how it says what it saw. */
import { type Clock } from '../../../src/clock';
import { type HolidayCalendar } from '../../../src/periods/working-days';
import { type EntityStore } from '../../../src/storage/store';
import { type Config, type StoreConfig } from '../../config/config';
import { type TokenSource } from '../parts/cli-command';

/** `look`: it works, but not for long, or not for everybody, or it could not be looked at. */
export type Verdict = 'ok' | 'look' | 'broken';

export interface CheckLine {
  /** What was looked at, in a word or two. */
  readonly check: string;
  readonly verdict: Verdict;
  readonly says: string;
  /** What to do, if something is wrong. */
  readonly todo?: string;
}

/** What could not be read or opened is missing here; a check that needs it says nothing. */
export interface Patient {
  readonly clock: Clock;
  readonly holidays: HolidayCalendar;
  /** The environment, if it has no fault. */
  readonly config?: Config;
  /** A line each. */
  readonly configFaults: readonly string[];
  readonly storeConfig?: StoreConfig;
  readonly store?: EntityStore;
  /** Why the store is not there. */
  readonly storeFault?: Pick<CheckLine, 'verdict' | 'says' | 'todo'>;
  readonly getToken: TokenSource;
}

/** What to do about a store that cannot be read or written. */
export const storeTodo =
  'look at the rights and the space of the folder, or at the role of the identity; a damaged store is restored';

/** One thing that is looked at. It throws nothing that its lines could say. */
export type Check = (patient: Patient) => Promise<readonly CheckLine[]> | readonly CheckLine[];

/** Observes everything that may be wrong, for the watch of a running bot and for `seuranta doctor`. */
import { statfs } from 'node:fs/promises';
import { type Clock } from '../../../src/clock';
import { type Observed, type ObservedPart } from '../../../src/health/observed';
import { observeGroups } from '../../../src/health/observe-groups';
import { observeRounds } from '../../../src/health/observe-rounds';
import { type HealthLimits, healthLimits } from '../../../src/health/rules';
import { timeStore } from '../../../src/health/time-store';
import { type HolidayCalendar } from '../../../src/periods/working-days';
import { readLastTick } from '../../../src/schedule/tick-mark';
import { type EntityStore } from '../../../src/storage/store';
import { type Config, type Credential, type StoreConfig } from '../../config/config';
import { tablesClockAhead } from './tables-clock';

export interface ObserveDeps {
  readonly store: EntityStore;
  readonly clock: Clock;
  readonly holidays: HolidayCalendar;
  readonly storeConfig: StoreConfig;
  readonly credential?: Credential;
  /** What runs in the replica that looks. */
  readonly parts?: () => readonly ObservedPart[];
  /** Called for each part of the store that cannot be read or written. */
  readonly onFault: (error: unknown) => void;
}

/** Leaves out only what cannot be read or written. */
export async function observe(deps: ObserveDeps): Promise<Observed> {
  const { store, clock, holidays, storeConfig, credential, onFault } = deps;
  const now = clock.now();
  const part = <T>(work: () => Promise<T>): Promise<T | undefined> =>
    work().catch((error: unknown) => {
      onFault(error);
      return undefined;
    });
  const lastTick = await part(() => readLastTick(store));
  const rounds = await part(() => observeRounds(store, now, holidays));
  const unreadGroups = await part(() => observeGroups(store));
  const times = await part(() => timeStore(store, now));
  const diskFreeBytes = await diskFree(storeConfig);
  const clockAheadMs = await tablesClockAhead(storeConfig, clock);
  const parts = deps.parts?.();
  const secretExpires = credential && expiryOf(credential);
  return {
    now,
    ...(rounds && { rounds }),
    ...(unreadGroups && { unreadGroups }),
    ...(times && { store: times }),
    ...(lastTick && { lastTick }),
    ...(parts && { parts }),
    ...(secretExpires && { secretExpires }),
    ...(diskFreeBytes !== undefined && { diskFreeBytes }),
    ...(clockAheadMs !== undefined && { clockAheadMs }),
  };
}

export function limitsOf({ unreachedShare }: Pick<Config, 'unreachedShare'>): HealthLimits {
  return { ...healthLimits, unreachedShare };
}

/** `undefined` for a managed identity, and for a password whose expiry is not configured. */
export function expiryOf(credential: Credential): Date | undefined {
  return 'expires' in credential ? credential.expires : undefined;
}

/** Free bytes on the disk of the embedded store; none if it has no inode left for SQLite's log. */
export async function diskFree(config: StoreConfig): Promise<number | undefined> {
  if (config.type !== 'sqlite') return undefined;
  try {
    const { bavail, bsize, files, ffree } = await statfs(config.directory);
    // Some file systems count no inodes.
    return files > 0 && ffree === 0 ? 0 : bavail * bsize;
  } catch {
    return undefined;
  }
}

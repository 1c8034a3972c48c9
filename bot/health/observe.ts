/** Looks at everything that may be wrong; by the watch of a running bot, and by `seuranta doctor`. */
import { statfs } from 'node:fs/promises';
import { type Clock } from '../../src/clock';
import { type Observed, type ObservedPart } from '../../src/health/observed';
import { observeRounds } from '../../src/health/observe-rounds';
import { type HealthLimits, healthLimits } from '../../src/health/rules';
import { timeStore } from '../../src/health/time-store';
import { type HolidayCalendar } from '../../src/periods/working-days';
import { readLastTick } from '../../src/schedule/tick-mark';
import { type EntityStore } from '../../src/storage/store';
import { type Config, type Credential, type StoreConfig } from '../config';
import { tablesClockAhead } from './tables-clock';

export interface ObserveDeps {
  readonly store: EntityStore;
  readonly clock: Clock;
  readonly holidays: HolidayCalendar;
  readonly storeConfig: StoreConfig;
  readonly credential?: Credential;
  /** What runs in the replica that looks. */
  readonly parts?: () => readonly ObservedPart[];
}

/** @throws StorageError when the store cannot be read or written. */
export async function observe(deps: ObserveDeps): Promise<Observed> {
  const { store, clock, holidays, storeConfig, credential } = deps;
  const now = clock.now();
  const lastTick = await readLastTick(store);
  const rounds = await observeRounds(store, now, holidays);
  const times = await timeStore(store, now);
  const diskFreeBytes = await diskFree(storeConfig);
  const clockAheadMs = await tablesClockAhead(storeConfig, clock);
  const parts = deps.parts?.();
  const secretExpires = credential && expiryOf(credential);
  return {
    ...{ now, rounds, store: times },
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

/** `undefined` for a managed identity, and for a password whose last day nobody has said. */
export function expiryOf(credential: Credential): Date | undefined {
  return 'expires' in credential ? credential.expires : undefined;
}

/** Bytes that the bot may still write to the disk of the embedded store. */
async function diskFree(config: StoreConfig): Promise<number | undefined> {
  if (config.type !== 'sqlite') return undefined;
  try {
    const { bavail, bsize } = await statfs(config.directory);
    return bavail * bsize;
  } catch {
    return undefined;
  }
}

/**
 * Lets only one replica at a time run the tick and the sender: a row with a holder, an expiry and an etag. Machines'
 * clocks differ and get set, so no replica trusts another's expiry: a lease is over when its row has not changed for
 * `leaseMs`.
 */
import { clockToleranceMs } from '../clock';
import { ConflictError } from '../errors';
import { insert, readRow, remove, replace, type Row } from '../storage/rows';
import { type EntityStore } from '../storage/store';

export const leasesPartition = 'leases';
const key = 'tick-and-sender';

/** How long a lease holds without renewal. See bot/process/replica.ts for how often it is renewed. */
export const leaseMs = 45_000;

export interface Lease {
  readonly holder: string;
  /** ISO 8601, UTC, by the holder's clock; only for people and for programs beside the bot. */
  readonly expires: string;
}

/** Whether the expiry is further ahead than any lease can be: a clock was set since, so it means nothing. */
export function isVoid({ expires }: Lease, now: Date): boolean {
  return Date.parse(expires) > now.getTime() + leaseMs + clockToleranceMs;
}

/** A replica's observations of another's lease. */
export interface LeaseWatch {
  /** Milliseconds since the row was first seen with this etag. */
  unchangedFor(etag: string): number;
}

/** @param elapsed milliseconds of a monotonic clock */
export function createLeaseWatch(elapsed: () => number = () => performance.now()): LeaseWatch {
  let seen: { readonly etag: string; readonly since: number } | undefined;
  return {
    unchangedFor: (etag) => {
      if (seen?.etag !== etag) seen = { etag, since: elapsed() };
      return elapsed() - seen.since;
    },
  };
}

/** The latest lease, which may be over; `undefined` if there was none or it was released. */
export async function readLease(store: Pick<EntityStore, 'get'>): Promise<Lease | undefined> {
  return (await readRow<Lease>(store, leasesPartition, key))?.value;
}

/** The lease of a bot that runs on the store, by its own clock; for programs beside the bot. */
export async function heldLease(store: Pick<EntityStore, 'get'>, now: Date): Promise<Lease | undefined> {
  const lease = await readLease(store);
  return lease && !isVoid(lease, now) && new Date(lease.expires) > now ? lease : undefined;
}

/**
 * Takes the lease when it is free or over, and renews it when it is ours.
 * @param watch this replica's, the same each time, since only earlier observations show that another's lease is over
 * @returns until when it is ours (ms since the epoch), or `undefined` while another replica holds it.
 */
export async function takeLease(
  store: EntityStore,
  holder: string,
  now: Date,
  watch: LeaseWatch = createLeaseWatch(),
): Promise<number | undefined> {
  const row = await readRow<Lease>(store, leasesPartition, key);
  const isOurs = !row || row.value.holder === holder;
  if (!isOurs && watch.unchangedFor(row.etag) < leaseMs) return undefined;
  const until = now.getTime() + leaseMs;
  const lease: Lease = { holder, expires: new Date(until).toISOString() };
  return (await won(store, row, lease)) ? until : undefined;
}

/** Releases the lease so that another replica need not wait for its expiry. */
export async function releaseLease(store: EntityStore, holder: string): Promise<void> {
  const row = await readRow<Lease>(store, leasesPartition, key);
  if (row?.value.holder !== holder) return;
  await store.commit(leasesPartition, [remove(row)]).catch(ignoreConflict);
}

async function won(store: EntityStore, row: Row<Lease> | undefined, lease: Lease): Promise<boolean> {
  try {
    await store.commit(leasesPartition, [row ? replace(row, lease) : insert(key, lease)]);
    return true;
  } catch (error) {
    ignoreConflict(error);
    return false;
  }
}

function ignoreConflict(error: unknown): void {
  if (!(error instanceof ConflictError)) throw error;
}

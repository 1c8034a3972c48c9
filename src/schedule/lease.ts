/**
 * One replica at a time runs the tick and the sender: a row with a holder, an expiry and an etag. Clocks of machines
 * differ and are set, so that nobody believes another's expiry: a lease is over when its row has not changed for as
 * long as a lease holds.
 */
import { ConflictError } from '../errors';
import { insert, readRow, remove, replace, type Row } from '../storage/rows';
import { type EntityStore } from '../storage/store';

const partition = 'leases';
const key = 'tick-and-sender';

/** How long a lease holds without renewal. See bot/process/replica.ts for how often it is renewed. */
export const leaseMs = 45_000;

export interface Lease {
  readonly holder: string;
  /** ISO 8601, UTC, by the clock of the holder: for people, and for what runs beside the bot. */
  readonly expires: string;
}

/** Whether the expiry lies further ahead than any lease does: then a clock was set since, and it says nothing. */
export function isVoid({ expires }: Lease, now: Date): boolean {
  return Date.parse(expires) > now.getTime() + leaseMs + clockToleranceMs;
}

/** By how much the clocks of two machines may differ. */
const clockToleranceMs = 60_000;

/** What a replica has seen of the others' lease. */
export interface LeaseWatch {
  /** Milliseconds since the row was first seen as it is. */
  unchangedFor(etag: string): number;
}

/** @param elapsed milliseconds of a clock that only goes forward */
export function createLeaseWatch(elapsed: () => number = () => performance.now()): LeaseWatch {
  let seen: { readonly etag: string; readonly since: number } | undefined;
  return {
    unchangedFor: (etag) => {
      if (seen?.etag !== etag) seen = { etag, since: elapsed() };
      return elapsed() - seen.since;
    },
  };
}

/** Who had the lease last; `undefined` when nobody has, or it was given up. It may be over. */
export async function readLease(store: Pick<EntityStore, 'get'>): Promise<Lease | undefined> {
  return (await readRow<Lease>(store, partition, key))?.value;
}

/**
 * Takes the lease when it is free or over, renews it when it is ours.
 * @param watch of this replica: the same each time, since another's lease is over only by what was seen of it before
 * @returns until when it is ours (ms since the epoch), or `undefined` while another replica holds it.
 */
export async function takeLease(
  store: EntityStore,
  holder: string,
  now: Date,
  watch: LeaseWatch = createLeaseWatch(),
): Promise<number | undefined> {
  const row = await readRow<Lease>(store, partition, key);
  const isOurs = !row || row.value.holder === holder;
  if (!isOurs && watch.unchangedFor(row.etag) < leaseMs) return undefined;
  const until = now.getTime() + leaseMs;
  const lease: Lease = { holder, expires: new Date(until).toISOString() };
  return (await won(store, row, lease)) ? until : undefined;
}

/** Gives the lease up so that another replica need not wait for its expiry. */
export async function releaseLease(store: EntityStore, holder: string): Promise<void> {
  const row = await readRow<Lease>(store, partition, key);
  if (row?.value.holder !== holder) return;
  await store.commit(partition, [remove(row)]).catch(ignoreConflict);
}

async function won(store: EntityStore, row: Row<Lease> | undefined, lease: Lease): Promise<boolean> {
  try {
    await store.commit(partition, [row ? replace(row, lease) : insert(key, lease)]);
    return true;
  } catch (error) {
    ignoreConflict(error);
    return false;
  }
}

function ignoreConflict(error: unknown): void {
  if (!(error instanceof ConflictError)) throw error;
}

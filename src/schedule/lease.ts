/** One replica at a time runs the tick and the sender: a row with a holder, an expiry and an etag. */
import { ConflictError } from '../errors';
import { insert, readRow, remove, replace, type Row } from '../storage/rows';
import { type EntityStore } from '../storage/store';

const partition = 'leases';
const key = 'tick-and-sender';

/** How long a lease holds without renewal. All replicas try every 10 s, so one takes over within 55 s of a crash. */
export const leaseMs = 45_000;

export interface Lease {
  readonly holder: string;
  /** ISO 8601, UTC. */
  readonly expires: string;
}

/** Who had the lease last; `undefined` when nobody has, or it was given up. It may be over. */
export async function readLease(store: Pick<EntityStore, 'get'>): Promise<Lease | undefined> {
  return (await readRow<Lease>(store, partition, key))?.value;
}

/**
 * Takes the lease when it is free or over, renews it when it is ours.
 * @returns until when it is ours (ms since the epoch), or `undefined` while another replica holds it.
 */
export async function takeLease(store: EntityStore, holder: string, now: Date): Promise<number | undefined> {
  const row = await readRow<Lease>(store, partition, key);
  if (row && row.value.holder !== holder && row.value.expires > now.toISOString()) return undefined;
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

/** Removes expired data once a day, a bit each tick; survives restarts of the process. */
import { indexPartition, type ListedRound } from '../rounds/round-store';
import { put, readRow, readRows, type Row } from '../storage/rows';
import { type EntityStore } from '../storage/store';
import { type Budget } from './remove-rows';
import { removeFromRegisters } from './retain-registers';
import { mayHoldExpired, retainRound } from './retain-round';
import { type Limits, limitsOf, type Retention } from './retention-settings';

const partition = 'schedule';
const key = 'retention';

/** The progress of a day's walk over the rounds. */
interface RetentionMark {
  /** When it began: `yyyy-mm-dd`, UTC. */
  readonly day: string;
  /** The key of the last round that was checked. */
  readonly after?: string;
  readonly done: boolean;
}

/** Rounds checked and rows removed in one tick; limited so that no tick takes long. */
const roundsATick = 20;
const rowsATick = 2_000;

/**
 * Repeatable; the next tick continues with the rest.
 * @returns how many rows were removed
 */
export async function applyRetention(store: EntityStore, retention: Retention, now: Date): Promise<number> {
  const day = now.toISOString().slice(0, 10);
  const row = await readRow<RetentionMark>(store, partition, key);
  // A later day comes from a clock that was set back since, so it does not count.
  if (row?.value.done && row.value.day === day) return 0;
  const budget: Budget = { left: rowsATick };
  const mark = row && !row.value.done ? row.value : { day, done: false };
  if (mark.after === undefined) await removeFromRegisters(store, retention, now, budget);
  const limits = limitsOf(retention, now);
  const rounds = budget.left > 0 ? await roundsAfter(store, mark.after, limits) : [];
  let after = mark.after;
  for (const listed of rounds) {
    await retainRound(store, listed, limits, budget);
    // If the budget has run out, this round may have more.
    if (budget.left <= 0) break;
    after = listed.key;
  }
  const done = budget.left > 0 && rounds.length < roundsATick;
  const next: RetentionMark = { day: mark.day, done, ...(after !== undefined && { after }) };
  await store.commit(partition, [put(row, key, next)]);
  return rowsATick - budget.left;
}

/** The next rounds that may hold something expired. */
async function roundsAfter(
  store: EntityStore,
  after: string | undefined,
  limits: Limits,
): Promise<Row<ListedRound>[]> {
  const found: Row<ListedRound>[] = [];
  const range = after === undefined ? {} : { from: `${after}\u0000` };
  for await (const listed of readRows<ListedRound>(store, indexPartition, range)) {
    if (listed.value.settled && !mayHoldExpired(listed.value.settled, limits)) continue;
    found.push(listed);
    if (found.length === roundsATick) break;
  }
  return found;
}

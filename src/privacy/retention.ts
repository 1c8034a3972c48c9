/** Removes what has had its time: once a day, a bit each tick, whatever the process did in between. */
import { indexKey, indexPartition, type RoundName } from '../rounds/round-store';
import { put, readRow, readRows } from '../storage/rows';
import { type EntityStore } from '../storage/store';
import { type Budget } from './remove-rows';
import { removeFromRegisters } from './retain-registers';
import { retainRound } from './retain-round';
import { type Retention } from './retention-settings';

const partition = 'schedule';
const key = 'retention';

/** How far a day's walk over the rounds has come. */
interface RetentionMark {
  /** On which it began: `yyyy-mm-dd`, UTC. */
  readonly day: string;
  /** The key of the last round that was looked at. */
  readonly after?: string;
  readonly done: boolean;
}

/** In one tick, so that no tick gets long: rounds that are looked at, and rows that are removed. */
const roundsATick = 20;
const rowsATick = 2_000;

/**
 * Repeatable: what was removed is gone, and what is left is found by the next tick.
 * @returns how many rows were removed
 */
export async function applyRetention(store: EntityStore, retention: Retention, now: Date): Promise<number> {
  const day = now.toISOString().slice(0, 10);
  const row = await readRow<RetentionMark>(store, partition, key);
  // A later day was noted by a clock that was set back since.
  if (row?.value.done && row.value.day === day) return 0;
  const budget: Budget = { left: rowsATick };
  const mark = row && !row.value.done ? row.value : { day, done: false };
  if (mark.after === undefined) await removeFromRegisters(store, retention, now, budget);
  const rounds = budget.left > 0 ? await roundsAfter(store, mark.after) : [];
  let after = mark.after;
  for (const name of rounds) {
    await retainRound(store, name, retention, now, budget);
    // Where the budget has run out there may be more of this round.
    if (budget.left <= 0) break;
    after = indexKey(name);
  }
  const done = budget.left > 0 && rounds.length < roundsATick;
  const next: RetentionMark = { day: mark.day, done, ...(after !== undefined && { after }) };
  await store.commit(partition, [put(row, key, next)]);
  return rowsATick - budget.left;
}

async function roundsAfter(store: EntityStore, after: string | undefined): Promise<RoundName[]> {
  const names: RoundName[] = [];
  const range = after === undefined ? {} : { from: `${after}\u0000` };
  for await (const { value } of readRows<RoundName>(store, indexPartition, range)) {
    names.push(value);
    if (names.length === roundsATick) break;
  }
  return names;
}

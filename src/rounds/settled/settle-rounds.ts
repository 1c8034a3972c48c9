/**
 * Marks in the index of rounds. A marked round is closed and nothing follows from it by itself any more, so that a tick
 * and the lists of open rounds need not read it. A round without a mark has to be read, whatever its state.
 *
 * The index is in a partition of its own, so a mark and the round cannot change in one commit. What keeps a mark from
 * staying on a round that takes replies again:
 * - Whoever sets a mark has read the index entry before the round, and rewrites the unchanged round before the entry.
 * - Whoever makes a closed round something else reads the round, clears the mark and rewrites the entry even if it has
 *   none, and only then changes the round.
 * Every write is conditional. If the mark is set last, the entry was read after it had been cleared, so the rewritten
 * round makes the change of the round fail. A process that dies in between leaves a round without a mark.
 */
import { auditRange } from '../../audit/audit';
import { ConflictError } from '../../errors';
import { put, readRow, readRows, replace, retryOnConflict, type Row } from '../../storage/rows';
import { type EntityStore } from '../../storage/store';
import { type Round } from '../round';
import { type RoundName, roundNameOf, roundPartition } from '../round-name';
import { indexKey, indexPartition, type ListedRound, type Settled } from '../round-store';
import { type LookedAt, type Survey } from './survey-rounds';

/** Marked together, so that a tick does not take long after an upgrade; a commit holds as many. */
const mostAtOnce = 99;

/** Marks the settled ones; those that have changed since they were looked at wait for the next call. */
export async function settleRounds(
  store: EntityStore,
  { looked }: Pick<Survey, 'looked'>,
  now: Date,
): Promise<void> {
  const ready = looked.filter(({ round }) => isSettled(round.value, now)).slice(0, mostAtOnce);
  if (ready.length === 0 || !(await maySettle(store, now))) return;
  // If one fails, no other write is under way any more when this returns.
  const marking = await Promise.allSettled(ready.map((each) => marked(store, each, now)));
  const failed = marking.find((each) => each.status === 'rejected');
  if (failed) throw failed.reason;
  const entries = marking.flatMap((each) => (each.status === 'fulfilled' ? each.value : []));
  if (entries.length > 0) await unlessChanged(() => store.commit(indexPartition, entries));
}

/** Whether nothing follows from the round by itself; messages that still wait are sent for a fortnight nevertheless. */
function isSettled(round: Round, now: Date): boolean {
  const { status, closing, untold, unposted, turned, asked, events } = round;
  const closedAt = events.at(-1)?.at ?? '';
  const isAsked = asked !== undefined && asked.until >= now.toISOString();
  const isDone = !closing && untold === undefined && unposted === undefined && !turned && !isAsked;
  return status === 'closed' && isDone && closedAt <= new Date(now.getTime() - restsMs).toISOString();
}

/** What is done to a round is mostly done just after its closing. */
const restsMs = 3_600_000;

const marksPartition = 'schedule';
const sinceKey = 'settling';
/** Another replica notices within a minute that a newer program has upgraded the store. */
const replicasLeaveMs = 10 * 60_000;

/** Not in the first minutes after an upgrade: a replica of the earlier program does not clear marks. */
async function maySettle(store: EntityStore, now: Date): Promise<boolean> {
  const since = await readRow<{ readonly at: string }>(store, marksPartition, sinceKey);
  if (!since) {
    const mark = put(undefined, sinceKey, { at: now.toISOString() });
    await unlessChanged(() => store.commit(marksPartition, [mark]));
  }
  return since !== undefined && now.getTime() - new Date(since.value.at).getTime() >= replicasLeaveMs;
}

async function marked(store: EntityStore, { listed, round }: LookedAt, now: Date) {
  const { events, deadline } = round.value;
  const closedAt = events.at(-1)?.at ?? deadline;
  const auditFrom = (await firstAuditAt(store, round.value)) ?? now.toISOString();
  const settled: Settled = { closedAt, auditFrom };
  const isStill = await unlessChanged(() =>
    store.commit(roundPartition(round.value), [replace(round, round.value)]),
  );
  return isStill ? [replace(listed, { ...roundNameOf(listed.value), settled })] : [];
}

async function firstAuditAt(store: EntityStore, name: RoundName): Promise<string | undefined> {
  const entries = readRows<{ readonly at: string }>(store, roundPartition(name), auditRange({}));
  for await (const { value } of entries) return value.at;
  return undefined;
}

/** To be called after the round was read and before a closed one is made something else or removed. */
export async function unsettle(store: EntityStore, name: RoundName): Promise<void> {
  await retryOnConflict(async () => {
    const listed = await readRow<ListedRound>(store, indexPartition, indexKey(name));
    if (listed) await store.commit(indexPartition, [replace(listed, roundNameOf(listed.value))]);
  }, 20);
}

/** Notes what retention has found in a settled round, unless its entry has changed since. */
export async function noteSettled(
  store: EntityStore,
  listed: Row<ListedRound>,
  settled: Settled,
): Promise<void> {
  const next = { ...roundNameOf(listed.value), settled };
  await unlessChanged(() => store.commit(indexPartition, [replace(listed, next)]));
}

async function unlessChanged(write: () => Promise<void>): Promise<boolean> {
  try {
    await write();
    return true;
  } catch (error) {
    if (error instanceof ConflictError) return false;
    throw error;
  }
}

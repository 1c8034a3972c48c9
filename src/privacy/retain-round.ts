/** Removes expired data of a round that is closed or was taken back. Open and planned rounds keep everything. */
import { type AuditEntry, auditRange } from '../audit/audit';
import { type Message } from '../outbox/message';
import {
  indexKey,
  indexPartition,
  readRound,
  roundKey,
  type RoundName,
  roundPartition,
} from '../rounds/round-store';
import { type Round } from '../rounds/round';
import { readRow, remove } from '../storage/rows';
import { type Entity, type EntityStore, withPrefix } from '../storage/store';
import { type Budget, removeRows } from './remove-rows';
import { monthsBefore, type Retention } from './retention-settings';

export async function retainRound(
  store: EntityStore,
  name: RoundName,
  retention: Retention,
  now: Date,
  budget: Budget,
): Promise<void> {
  const round = (await readRound(store, name))?.value;
  const { messageMonths, draftMonths, auditMonths, roundYears } = retention;
  const lastYears = roundYears === undefined ? '' : monthsBefore(now, 12 * roundYears);
  // A round is listed just before it exists, so an old listing without a round is left from an interrupted removal.
  if (!round) return name.period < lastYears.slice(0, 4) ? removeListing(store, name) : undefined;
  const closedAt = round.discarded?.at ?? endOf(round);
  if (closedAt === undefined) return;
  if (closedAt < lastYears) return removeRound(store, name, budget);
  const partition = roundPartition(name);
  if (closedAt < monthsBefore(now, draftMonths))
    await removeRows(store, partition, withPrefix('draft|'), budget);
  const since = monthsBefore(now, messageMonths);
  if (closedAt < since)
    for (const prefix of ['pending|', 'done|'])
      await removeRows(store, partition, withPrefix(prefix), budget, (row) => isOldToPerson(row, since));
  const over = auditRange({ to: monthsBefore(now, auditMonths) });
  await removeRows(store, partition, over, budget, isNoRecord);
}

function endOf({ status, events, deadline }: Round): string | undefined {
  return status === 'closed' ? (events.at(-1)?.at ?? deadline) : undefined;
}

/**
 * Removing a message never causes it to be sent again: a closed round puts nothing into the outbox, and a reopening
 * uses new keys and is newer than `since`. Posts in channels stay, since digests count changes from them.
 */
function isOldToPerson({ value }: Entity, since: string): boolean {
  const { recipient, createdAt, endedAt = createdAt } = value as unknown as Message;
  return recipient.type === 'person' && createdAt < since && endedAt < since;
}

/** Moved deadlines stay as part of the round, since its earlier figures depend on them. */
function isNoRecord({ value }: Entity): boolean {
  const { what } = value as unknown as AuditEntry;
  return what !== 'deadline-moved' && what !== 'round-reopened';
}

/**
 * The round's own row is removed last, and then its index entry, so that an interrupted removal is found again. The
 * calendar does not open the round again, since it looks back only to its last tick.
 */
async function removeRound(store: EntityStore, name: RoundName, budget: Budget): Promise<void> {
  const partition = roundPartition(name);
  await removeRows(store, partition, {}, budget, ({ key }) => key !== roundKey);
  if (budget.left <= 0) return;
  await removeRows(store, partition, {}, budget);
  await removeListing(store, name);
}

async function removeListing(store: EntityStore, name: RoundName): Promise<void> {
  const listed = await readRow(store, indexPartition, indexKey(name));
  if (listed) await store.commit(indexPartition, [remove(listed)]);
}

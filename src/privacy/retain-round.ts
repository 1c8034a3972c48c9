/** What of a closed round has had its time. Rounds that take replies, or are planned, keep everything. */
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
  // A round is listed a moment before it exists; one of so long ago is one whose removal was cut off.
  if (!round) return name.period < lastYears.slice(0, 4) ? removeListing(store, name) : undefined;
  if (round.status !== 'closed') return;
  const closedAt = round.events.at(-1)?.at ?? round.deadline;
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

/**
 * A message is not sent again for being gone: in a closed round nothing is put into the outbox, and what a reopening
 * puts there has keys of its own, and is newer than this. Posts in channels stay: digests say what changed since them.
 */
function isOldToPerson({ value }: Entity, since: string): boolean {
  const { recipient, createdAt, endedAt = createdAt } = value as unknown as Message;
  return recipient.type === 'person' && createdAt < since && endedAt < since;
}

/** When a deadline was moved is part of the round: its earlier figures come from it. */
function isNoRecord({ value }: Entity): boolean {
  const { what } = value as unknown as AuditEntry;
  return what !== 'deadline-moved' && what !== 'round-reopened';
}

/**
 * The round's own row goes last, and then its place in the index, so that what was cut off is found again. The calendar
 * opens it no more: it looks back to its last tick only.
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

/** Removes expired data of a round that is closed or was taken back. Open and planned rounds keep everything. */
import { type AuditEntry, auditRange } from '../audit/audit';
import { type Message } from '../outbox/message';
import {
  indexKey,
  indexPartition,
  type ListedRound,
  readRound,
  roundKey,
  type RoundName,
  roundPartition,
  type Settled,
} from '../rounds/round-store';
import { type Round } from '../rounds/round';
import { roundNameOf } from '../rounds/round-name';
import { noteSettled } from '../rounds/settled/settle-rounds';
import { readRow, remove, type Row } from '../storage/rows';
import { type Entity, type EntityStore, withPrefix } from '../storage/store';
import { type Budget, removeRows } from './remove-rows';
import { type Limits } from './retention-settings';

/** Whether a settled round has to be looked at. */
export function mayHoldExpired(settled: Settled, limits: Limits): boolean {
  const { closedAt, messagesFrom = closedAt, draftsFrom = closedAt, auditFrom } = settled;
  return (
    closedAt < limits.rounds ||
    messagesFrom < limits.messages ||
    draftsFrom < limits.drafts ||
    auditFrom < limits.audit
  );
}

export async function retainRound(
  store: EntityStore,
  listed: Row<ListedRound>,
  limits: Limits,
  budget: Budget,
): Promise<void> {
  const name = roundNameOf(listed.value);
  const round = (await readRound(store, name))?.value;
  // A round is listed just before it exists, so an old listing without a round is left from an interrupted removal.
  if (!round) return name.period < limits.rounds.slice(0, 4) ? removeListing(store, name) : undefined;
  const closedAt = round.discarded?.at ?? endOf(round);
  if (closedAt === undefined) return;
  if (closedAt < limits.rounds) return removeRound(store, name, budget);
  const { settled } = listed.value;
  const from = settled ?? { closedAt, auditFrom: '' };
  const left = await removeExpired(store, name, from, limits, budget);
  if (!settled || budget.left <= 0) return;
  const auditFrom =
    settled.auditFrom < limits.audit ? await firstAuditAt(store, name, limits) : settled.auditFrom;
  await noteSettled(store, listed, { ...left, auditFrom });
}

/** @returns since when messages and drafts may be left, if the budget has not run out */
async function removeExpired(
  store: EntityStore,
  name: RoundName,
  from: Settled,
  limits: Limits,
  budget: Budget,
): Promise<Settled> {
  const partition = roundPartition(name);
  const { closedAt, messagesFrom = closedAt, draftsFrom = closedAt, auditFrom } = from;
  let left = from;
  if (draftsFrom < limits.drafts) {
    await removeRows(store, partition, withPrefix('draft|'), budget);
    left = { ...left, draftsFrom: limits.now };
  }
  if (messagesFrom < limits.messages)
    left = { ...left, messagesFrom: await removeMessages(store, partition, limits, budget) };
  if (auditFrom < limits.audit)
    await removeRows(store, partition, auditRange({ to: limits.audit }), budget, isNoRecord);
  return left;
}

function endOf({ status, events, deadline }: Round): string | undefined {
  return status === 'closed' ? (events.at(-1)?.at ?? deadline) : undefined;
}

/**
 * Removing a message never causes it to be sent again: a closed round puts nothing into the outbox, and a reopening
 * uses new keys and is newer than the limit. Posts in channels stay, since digests count changes from them.
 * @returns the time of the earliest message to a person that is left or that may still be written
 */
async function removeMessages(
  store: EntityStore,
  partition: string,
  limits: Limits,
  budget: Budget,
): Promise<string> {
  let earliest = limits.now;
  const isOld = ({ value }: Entity) => {
    const { recipient, createdAt, endedAt = createdAt } = value as unknown as Message;
    if (recipient.type !== 'person') return false;
    const at = createdAt > endedAt ? createdAt : endedAt;
    if (at >= limits.messages && at < earliest) earliest = at;
    return at < limits.messages;
  };
  for (const prefix of ['pending|', 'done|'])
    await removeRows(store, partition, withPrefix(prefix), budget, isOld);
  return earliest;
}

/** The time of the earliest entry that is left and will expire, or that may still be written. */
async function firstAuditAt(store: EntityStore, name: RoundName, limits: Limits): Promise<string> {
  const later = auditRange({ from: limits.audit });
  for await (const entity of store.range(roundPartition(name), later))
    if (isNoRecord(entity)) return (entity.value as unknown as AuditEntry).at;
  return limits.now;
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

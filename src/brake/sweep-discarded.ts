/**
 * Replaces the messages of a round that was taken back, and removes its rows. Each row is changed in one commit together
 * with what follows from it, so that it can be interrupted anywhere and repeated.
 */
import { auditPrefix, schedule } from '../audit/audit';
import { allMessages, donePrefix, endMessage, enqueue, type Message, pendingPrefix } from '../outbox/message';
import { type Discarding } from '../rounds/round';
import { omit } from '../omit';
import { readRound, roundKey, type RoundName, roundPartition } from '../rounds/round-store';
import { rewriteRows } from '../storage/rewrite-rows';
import { insert, remove, replace, retryOnConflict } from '../storage/rows';
import { type Change, type Entity, type EntityStore } from '../storage/store';
import { discardedReason, hasSettled, isWithdrawal } from './discarded';
import { resume } from './pauses';
import { withdrawal } from './withdrawal';

/** Prefix of the answers that a discarded round had: they are part of the audit. */
export const discardedPrefix = 'discarded|';
const historyPrefix = 'history|';

/**
 * Ended messages stay until those that were under way are marked, so that each card that reached somebody is replaced;
 * until then the round cannot be opened again.
 */
export async function sweepDiscarded(store: EntityStore, name: RoundName, now: Date): Promise<void> {
  const mark = (await readRound(store, name))?.value.discarded;
  if (!mark?.unfinished) return;
  // Its own pause has nothing to hold any more, and would keep its cards from being replaced.
  await resume(store, name, schedule, now);
  const isLast = hasSettled(mark, now);
  const sweep: Sweep = { name, at: mark.at, isLast, withdrawn: new Set() };
  await rewriteRows(store, roundPartition(name), (entity) => changesTo(store, entity, sweep), {
    onWalk: () => readWithdrawn(store, sweep),
  });
  if (isLast) await finish(store, name, mark);
}

interface Sweep {
  readonly name: RoundName;
  /** When the round was taken back: ISO 8601, UTC. */
  readonly at: string;
  /** Whether no message can be under way any more. */
  readonly isLast: boolean;
  /** Keys of the messages that replace others. */
  readonly withdrawn: Set<string>;
}

async function readWithdrawn(store: EntityStore, { name, withdrawn }: Sweep): Promise<void> {
  withdrawn.clear();
  for await (const { value } of allMessages(store, roundPartition(name)))
    if (isWithdrawal(value)) withdrawn.add(value.key);
}

/** Keeps the round itself and its audit, of which the answers are a part. */
async function changesTo(store: EntityStore, entity: Entity, sweep: Sweep): Promise<Change[]> {
  const { key, etag, value } = entity;
  if (key === roundKey || key.startsWith(auditPrefix) || key.startsWith(discardedPrefix)) return [];
  if (key.startsWith(pendingPrefix) || key.startsWith(donePrefix))
    return messageChanges(store, entity, sweep);
  const gone = remove({ key, etag, value });
  if (!key.startsWith(historyPrefix)) return [gone];
  return [gone, insert(`${discardedPrefix}${sweep.at}|${key}`, value)];
}

async function messageChanges(store: EntityStore, entity: Entity, sweep: Sweep): Promise<Change[]> {
  const row = { ...entity, value: entity.value as unknown as Message };
  const message = row.value;
  if (isWithdrawal(message)) return [];
  const ended = { ...message, state: 'needless' as const, endedAt: sweep.at, reason: discardedReason };
  if (message.state === 'pending' && !sweep.isLast) return endMessage(row, ended);
  const replacing = await withdrawal(store, sweep.name, message, sweep.at);
  return [
    ...(replacing && !sweep.withdrawn.has(replacing.key) ? [enqueue(replacing, new Date(sweep.at))] : []),
    // Ended rows would keep the next opening from sending under the same keys.
    ...(sweep.isLast ? [remove(row)] : []),
  ];
}

/** The mark goes last: from then on the round can be opened again. */
async function finish(store: EntityStore, name: RoundName, { at }: Discarding): Promise<void> {
  await retryOnConflict(async () => {
    const row = await readRound(store, name);
    const mark = row?.value.discarded;
    if (!row || !mark?.unfinished || mark.at !== at) return;
    const next = { ...row.value, discarded: omit(mark, 'unfinished') };
    await store.commit(roundPartition(name), [replace(row, next)]);
  });
}

/**
 * Replaces the messages of a round that was taken back, and removes its rows. Each row is changed in one commit together
 * with what follows from it, so that it can be interrupted anywhere and repeated.
 */
import { auditPrefix, schedule } from '../audit/audit';
import {
  allMessages,
  donePrefix,
  endMessage,
  enqueue,
  findMessage,
  type Message,
  pendingPrefix,
  type Receipt,
} from '../outbox/message';
import { isForChannel, isForPerson } from '../outbox/message-kind';
import { type Discarding } from '../rounds/round';
import { omit } from '../omit';
import { readRound, roundKey, type RoundName, roundPartition } from '../rounds/round-store';
import { rewriteRows } from '../storage/rewrite-rows';
import { insert, remove, replace, retryOnConflict } from '../storage/rows';
import { type Change, type Entity, type EntityStore } from '../storage/store';
import { discardedReason, hasSettled, isWithdrawal } from './discarded';
import { resume } from './pauses';

/** Before the keys of answers that a discarded round had: they are part of the audit. */
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
  const sweep: Sweep = { name, at: mark.at, isLast, withdrawn: new Set(), elsewhere: new Map() };
  await rewriteRows(store, roundPartition(name), (entity) => changesTo(entity, sweep), {
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
  /** Where other rounds' messages stand that told of this round too, by the keys of the messages that they made needless. */
  readonly elsewhere: Map<string, Receipt>;
}

async function readWithdrawn(store: EntityStore, { name, withdrawn, elsewhere }: Sweep): Promise<void> {
  withdrawn.clear();
  for await (const { value } of allMessages(store, roundPartition(name))) {
    if (isWithdrawal(value)) withdrawn.add(value.key);
    const receipt =
      value.toldBy === undefined ? undefined : await receiptElsewhere(store, name, value.toldBy);
    if (receipt) elsewhere.set(value.key, receipt);
  }
}

/** @param key of a round's message, which begins with the round's name */
async function receiptElsewhere(
  store: EntityStore,
  name: RoundName,
  key: string,
): Promise<Receipt | undefined> {
  const [programmeId = '', period = ''] = key.split('|');
  const partition = roundPartition({ programmeId, period });
  if (partition === roundPartition(name)) return undefined;
  return (await findMessage(store, partition, key))?.value.receipt;
}

/** Keeps the round itself and its audit, of which the answers are a part. */
function changesTo(entity: Entity, sweep: Sweep): Change[] {
  const { key, etag, value } = entity;
  if (key === roundKey || key.startsWith(auditPrefix) || key.startsWith(discardedPrefix)) return [];
  if (key.startsWith(pendingPrefix) || key.startsWith(donePrefix)) return messageChanges(entity, sweep);
  const gone = remove({ key, etag, value });
  if (!key.startsWith(historyPrefix)) return [gone];
  return [gone, insert(`${discardedPrefix}${sweep.at}|${key}`, value)];
}

function messageChanges(entity: Entity, sweep: Sweep): Change[] {
  const row = { ...entity, value: entity.value as unknown as Message };
  const message = row.value;
  if (isWithdrawal(message)) return [];
  // Ended rows would keep the next opening from sending under the same keys.
  if (sweep.isLast) return [...withdrawal(message, sweep), remove(row)];
  if (message.state !== 'pending') return withdrawal(message, sweep);
  return endMessage(row, { ...message, state: 'needless', endedAt: sweep.at, reason: discardedReason });
}

/**
 * The message that replaces another where it stands; a post that was edited stands where it was posted. A message that
 * told of other rounds too is drawn again without this one, also where it belongs to another of them.
 */
function withdrawal(message: Message, { name, at, withdrawn, elsewhere }: Sweep): Change[] {
  const { state, edits, told = [] } = message;
  const key = `${message.key}|withdrawn-${at}`;
  const receipt = state === 'sent' ? message.receipt : elsewhere.get(message.key);
  if (!receipt || edits || withdrawn.has(key)) return [];
  const { programmeId, period } = name;
  const since = new Date(at);
  const common = { key, edits: receipt };
  if (isForPerson(message)) {
    const { recipient } = message;
    const together = state !== 'sent' || told.length > 0;
    const data = { programmeId, period, ...(together && { together: true as const }) };
    return [enqueue({ ...common, kind: 'withdrawn', recipient, data }, since)];
  }
  if (!isForChannel(message)) return [];
  const { recipient, data } = message;
  const { language } = data;
  return [
    enqueue({ ...common, kind: 'withdrawn-post', recipient, data: { programmeId, period, language } }, since),
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

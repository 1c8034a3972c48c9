/**
 * Messages: something to deliver, with a deduplication key. A message is inserted in the same commit as
 * the state change that causes it, waits under `pending|`, and is moved to `done|` with its end state.
 */
import { ConflictError } from '../errors';
import { type ForChannel, type ForPerson, type Recipient } from './message-kind';
import { insert, readRow, readRows, remove, type Row } from '../storage/rows';
import { longestWaitMs } from '../retry-after';
import { type Change, type EntityStore, type JsonObject, withPrefix } from '../storage/store';

/** The location of a delivered message, so that it can be edited. */
export interface Receipt {
  readonly conversationId: string;
  readonly activityId: string;
  readonly serviceUrl: string;
}

/**
 * How a message ended. `needless`: there was nothing left to say when its time came. All but `needless` and `sent` go
 * to the coordinator's worklist.
 */
export const endStates = ['sent', 'needless', 'blocked', 'not-installed', 'left', 'failed'] as const;
export type EndState = (typeof endStates)[number];

export interface Message {
  /** `programme|period|recipient|step`: the same key is never delivered twice. */
  readonly key: string;
  /** A `MessageKind`, or a kind of a newer version of the program: see message-kind.ts. */
  readonly kind: string;
  readonly recipient: Recipient;
  /** The card is drawn from the current state when it is sent. */
  readonly data: JsonObject;
  /** The message that this one replaces: it is edited in place, and nobody is notified. */
  readonly edits?: Receipt;
  readonly createdAt: string;
  readonly attempts: number;
  /** Not sent before this moment (ISO 8601). */
  readonly notBefore: string;
  /** Set on a retried message: when it could have been sent for the first time. */
  readonly dueSince?: string;
  readonly state: 'pending' | EndState;
  readonly endedAt?: string;
  readonly reason?: string;
  readonly receipt?: Receipt;
  /** Set on a sent message that may be edited: a fingerprint of what it showed. */
  readonly shown?: string;
  /** Set on a sent message that included what others would have said: their keys. They end as `needless`. */
  readonly told?: readonly string[];
  /** Set on a needless message: the key of the one that included it. */
  readonly toldBy?: string;
  /** When its recipient first pressed one of its buttons (ISO 8601, UTC). Older messages have none. */
  readonly firstPressedAt?: string;
}

export const pendingPrefix = 'pending|';
export const donePrefix = 'done|';

export type NewMessage = Pick<Message, 'key' | 'edits'> & (ForPerson | ForChannel);

/**
 * The change that puts a message into the outbox. Commit it with the state change that causes it.
 * @param notBefore earliest time to send it; default: at once
 */
export function enqueue(message: NewMessage, now: Date, notBefore = now): Change {
  return insert(pendingPrefix + message.key, waiting(message, now.toISOString(), notBefore));
}

function waiting(
  { key, kind, recipient, data, edits }: Pick<Message, 'key' | 'kind' | 'recipient' | 'data' | 'edits'>,
  createdAt: string,
  notBefore: Date,
): Message {
  return {
    key,
    kind,
    recipient,
    data,
    ...(edits && { edits }),
    createdAt,
    attempts: 0,
    notBefore: notBefore.toISOString(),
    state: 'pending',
  };
}

export function pendingMessages(store: EntityStore, partition: string): AsyncIterable<Row<Message>> {
  return readRows<Message>(store, partition, withPrefix(pendingPrefix));
}

/**
 * Whether a waiting message is due. A `notBefore` that can only come from a clock that was ahead and has been set back
 * since does not delay it.
 */
export function isDue(
  { notBefore, createdAt, attempts }: Pick<Message, 'notBefore' | 'createdAt' | 'attempts'>,
  now: Date,
): boolean {
  const at = now.toISOString();
  if (notBefore <= at) return true;
  if (attempts > 0) return notBefore > new Date(now.getTime() + longestWaitMs).toISOString();
  return createdAt > at && notBefore <= createdAt;
}

/** Since when a waiting message could have been sent; `undefined` when its time has not come. */
export function waitsSince(message: Message, now: Date): string | undefined {
  const { attempts, dueSince, createdAt, notBefore } = message;
  if (attempts > 0) return dueSince ?? createdAt;
  return isDue(message, now) ? notBefore : undefined;
}

/** The row of a waiting message. */
export function findPending(
  store: EntityStore,
  partition: string,
  key: string,
): Promise<Row<Message> | undefined> {
  return readRow<Message>(store, partition, pendingPrefix + key);
}

/** The message's current row, waiting or ended. */
export async function findMessage(
  store: EntityStore,
  partition: string,
  key: string,
): Promise<Row<Message> | undefined> {
  return (
    (await readRow<Message>(store, partition, donePrefix + key)) ?? (await findPending(store, partition, key))
  );
}

/**
 * Puts a message into the outbox unless there is or was one with its key, also if another process does so meanwhile.
 * @param notBefore earliest time to send it; default: at once
 */
export async function enqueueOnce(
  store: EntityStore,
  partition: string,
  message: NewMessage,
  now: Date,
  notBefore = now,
): Promise<void> {
  if (await findMessage(store, partition, message.key)) return;
  await store.commit(partition, [enqueue(message, now, notBefore)]).catch((error: unknown) => {
    if (!(error instanceof ConflictError)) throw error;
  });
}

/** Whether a message with this key was already delivered or given up. */
export async function hasEnded(store: EntityStore, partition: string, key: string): Promise<boolean> {
  return (await readRow<Message>(store, partition, donePrefix + key)) !== undefined;
}

/** The changes that move a waiting message to its end state. */
export function endMessage(row: Row<Message>, end: Message): Change[] {
  return [remove(row), insert(donePrefix + end.key, end)];
}

/** A message that reached nobody. */
export type Undelivered = Message & { readonly state: Exclude<EndState, 'sent' | 'needless'> };

/** A failed edit does not count, since the original post has reached its readers. */
export function isUndelivered(message: Message): message is Undelivered {
  return !message.edits && reachedNobody(message);
}

/** Whether it ended without having been sent, although it was needed. */
export function reachedNobody({ state }: Pick<Message, 'state'>): boolean {
  return !['sent', 'needless', 'pending'].includes(state);
}

/** Messages that reached nobody, with the reason: the worklist of a partition. */
export async function undelivered(store: EntityStore, partition: string): Promise<Undelivered[]> {
  const messages: Undelivered[] = [];
  for await (const { value } of readRows<Message>(store, partition, withPrefix(donePrefix)))
    if (isUndelivered(value)) messages.push(value);
  return messages;
}

/** The changes that put a message that ended back into the outbox. @param notBefore earliest time to send it */
export function sendAgain(row: Row<Message>, notBefore: Date): Change[] {
  const again = waiting(row.value, row.value.createdAt, notBefore);
  return [remove(row), insert(pendingPrefix + row.value.key, again)];
}

/**
 * Puts undelivered messages back into the outbox, to be sent from `now` on.
 * @param keyPrefix of their keys
 * @param isOfUse default: all are
 * @returns how many; sent and waiting messages are left alone.
 */
export async function reviveAll(
  store: EntityStore,
  partition: string,
  keyPrefix: string,
  now: Date,
  isOfUse: (message: Message) => boolean = () => true,
): Promise<number> {
  let revived = 0;
  for await (const row of readRows<Message>(store, partition, withPrefix(donePrefix + keyPrefix))) {
    if (!isUndelivered(row.value) || !isOfUse(row.value)) continue;
    try {
      await store.commit(partition, sendAgain(row, now));
      revived++;
    } catch (error) {
      // Another activity of the same person has already revived it.
      if (!(error instanceof ConflictError)) throw error;
    }
  }
  return revived;
}

/**
 * All messages of a partition: those that wait, then those that ended.
 * @param keyPrefix only those whose keys begin with it
 */
export async function* allMessages(
  store: EntityStore,
  partition: string,
  keyPrefix = '',
): AsyncIterable<Row<Message>> {
  for (const prefix of [pendingPrefix, donePrefix])
    yield* readRows<Message>(store, partition, withPrefix(prefix + keyPrefix));
}

/** The keys of all messages of a partition, waiting or ended. */
export async function messageKeys(store: EntityStore, partition: string): Promise<Set<string>> {
  const keys = new Set<string>();
  for await (const row of allMessages(store, partition)) keys.add(row.value.key);
  return keys;
}

export type StateCounts = Readonly<Record<Message['state'], number>>;

/** The number of messages of a partition by state; edits are not counted. What another message said counts as sent. */
export async function countMessages(store: EntityStore, partition: string): Promise<StateCounts> {
  const counts = { pending: 0, sent: 0, needless: 0, blocked: 0, 'not-installed': 0, left: 0, failed: 0 };
  for await (const { value } of allMessages(store, partition))
    if (!value.edits) counts[value.toldBy === undefined ? value.state : 'sent']++;
  return counts;
}

/** Takes waiting messages out of the outbox and hands them to a delivery; every message gets an end state. */
import { ConflictError } from '../errors';
import { put, readRow, remove, type Row } from '../storage/rows';
import { type Clock } from '../clock';
import { type EntityStore } from '../storage/store';
import { type MarkingOptions, markAttempt, markRemembered } from './mark-attempt';
import { type EndState, hasEnded, isDue, type Message, pendingMessages, type Receipt } from './message';
import { createSendMemory, type SendMemory } from './send-memory';

/** The outcome of one attempt. Only the delivery decides what may be retried. */
export type Outcome =
  /** Without a receipt if it was accepted but its location is unknown. */
  | {
      readonly type: 'sent';
      readonly receipt?: Receipt;
      readonly shown?: string;
      /** Keys of messages to the same recipient that need not be sent any more. */
      readonly told?: readonly string[];
    }
  /** `afterMs`: capped at an hour. */
  | { readonly type: 'retry'; readonly reason: string; readonly afterMs?: number }
  /** Nothing was sent because sending is no longer allowed; the message stays as it is. */
  | { readonly type: 'held' }
  | {
      readonly type: 'ended';
      readonly state: Exclude<EndState, 'sent'>;
      readonly reason: string;
      /** The key of the message that included what this one would have said. */
      readonly toldBy?: string;
    };

/** The outcomes of a message that was not delivered. */
export type NotSent = Extract<Outcome, { readonly type: 'held' | 'ended' }>;

/** @param mayCall called after each wait and immediately before each request */
export type Delivery = (message: Message, mayCall?: () => boolean) => Promise<Outcome>;

export interface SenderOptions {
  readonly store: EntityStore;
  readonly clock: Clock;
  readonly deliver: Delivery;
  /** Messages under way at once. */
  readonly inFlight?: number;
  /** Attempts after which a message counts as failed; 400 attempts take about eight hours. */
  readonly maxAttempts?: number;
  /** Called before each message and each of its requests: false when the lease is lost or the process stops. */
  readonly mayGoOn?: () => boolean;
  /** Called right before each message; an outcome is recorded instead of a delivery. @throws StorageError */
  readonly before?: (message: Message) => Promise<NotSent | undefined>;
  /** Which of the waiting messages are sent; all by default. */
  readonly only?: (message: Message) => boolean | Promise<boolean>;
  /** Messages with the same name are sent one after another: one may make the next needless. Default: none are. */
  readonly turnOf?: (message: Message) => string | undefined;
  /** Kept from one run to the next; without it a run remembers only its own sends. */
  readonly memory?: SendMemory;
  /** Called after each attempt, for progress. */
  readonly onAttempt?: (message: Message, outcome: Outcome) => void;
}

type Sending = SenderOptions & MarkingOptions & { readonly mayGoOn: () => boolean };

/** Sends the due messages of a partition. A crash between sending and marking may repeat those under way. */
export async function sendPending(options: SenderOptions, partition: string): Promise<void> {
  const sending = sendingOf(options);
  const now = sending.clock.now();
  const running = new Set<Promise<void>>();
  const inTurn = new Map<string, Promise<void>>();
  const failures: unknown[] = [];
  let tried = false;
  await markRemembered(sending, partition);
  for await (const row of pendingMessages(sending.store, partition)) {
    if (!sending.mayGoOn()) break;
    if (!isDue(row.value, now) || (await options.only?.(row.value)) === false) continue;
    if (!tried) await tryWrite(sending);
    tried = true;
    const turn = options.turnOf?.(row.value);
    const before = turn === undefined ? undefined : inTurn.get(turn);
    const attempt: Promise<void> = (before ?? Promise.resolve())
      .then(() => (failures.length > 0 ? undefined : attemptOne(sending, partition, row)))
      .catch((error: unknown) => void failures.push(error))
      .finally(() => running.delete(attempt));
    running.add(attempt);
    if (turn !== undefined) inTurn.set(turn, attempt);
    if (running.size >= (options.inFlight ?? 4)) await Promise.race(running);
    if (failures.length > 0) break;
  }
  // Wait for the sends under way: the next run must not deliver them a second time.
  await Promise.all(running);
  if (failures.length > 0) throw failures[0];
}

/** Marks sends that earlier runs could not mark, as a last try before the process ends. @throws StorageError */
export function markSent(options: SenderOptions): Promise<void> {
  return markRemembered(sendingOf(options));
}

function sendingOf(options: SenderOptions): Sending {
  const { memory = createSendMemory(), maxAttempts = 400, mayGoOn = () => true } = options;
  return { ...options, memory, maxAttempts, mayGoOn };
}

const outboxPartition = 'outbox';
const triedKey = 'tried';

/** Nothing is sent that could not be marked afterwards. @throws StorageError when the store refuses writes. */
async function tryWrite({ store, clock }: Sending): Promise<void> {
  const row = await readRow(store, outboxPartition, triedKey);
  const at = clock.now().toISOString();
  await store.commit(outboxPartition, [put(row, triedKey, { at })]).catch((error: unknown) => {
    // Another process has just written it.
    if (!(error instanceof ConflictError)) throw error;
  });
}

async function attemptOne(sending: Sending, partition: string, row: Row<Message>): Promise<void> {
  const { store, clock, memory } = sending;
  const { key } = row.value;
  if (!memory.begin(partition, key)) return;
  let outcome: Outcome;
  try {
    if (await hasEnded(store, partition, key)) return await store.commit(partition, [remove(row)]);
    outcome =
      toldInUnmarked(memory, key) ??
      (await sending.before?.(row.value)) ??
      (await delivered(sending, row.value));
  } finally {
    memory.forget(partition, key);
  }
  if (outcome.type === 'held') return;
  await markAttempt(sending, { partition, key, outcome, at: clock.now() }, row);
  sending.onAttempt?.(row.value, outcome);
}

/** A message that was sent but could not be marked may have said what this one would say. */
function toldInUnmarked(memory: SendMemory, key: string): Outcome | undefined {
  const by = memory
    .unmarked()
    .find(({ outcome }) => outcome.type === 'sent' && outcome.told?.includes(key) === true);
  return by && toldBy(by.key);
}

/** The outcome of a message whose content was part of another one to the same person. @param key of that other one */
export function toldBy(key: string): Outcome {
  return { type: 'ended', state: 'needless', reason: `told in the same message as ${key}`, toldBy: key };
}

async function delivered({ deliver, mayGoOn }: Sending, message: Message): Promise<Outcome> {
  try {
    return await deliver(message, mayGoOn);
  } catch (error) {
    return defect(error);
  }
}

/** A delivery that throws is a bug in our code: that message fails, the others go on. */
function defect(error: unknown): Outcome {
  return { type: 'ended', state: 'failed', reason: error instanceof Error ? error.message : String(error) };
}

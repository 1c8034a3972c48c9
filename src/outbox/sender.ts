/** Takes waiting messages out of the outbox and hands them to a delivery; every message gets an end state. */
import { ConflictError } from '../errors';
import { remove, replace, type Row } from '../storage/rows';
import { type Clock } from '../clock';
import { type EntityStore } from '../storage/store';
import { endMessage, type EndState, hasEnded, type Message, pendingMessages, type Receipt } from './message';

/** What became of one attempt. Only the delivery decides what may be repeated. */
export type Outcome =
  | { readonly type: 'sent'; readonly receipt: Receipt; readonly shown?: string }
  | { readonly type: 'retry'; readonly reason: string; readonly afterMs?: number }
  | { readonly type: 'ended'; readonly state: Exclude<EndState, 'sent'>; readonly reason: string };

export type Delivery = (message: Message) => Promise<Outcome>;

export interface SenderOptions {
  readonly store: EntityStore;
  readonly clock: Clock;
  readonly deliver: Delivery;
  /** Messages under way at once. */
  readonly inFlight?: number;
  /** Attempts after which a message counts as failed; 60 of them take about nine hours. */
  readonly maxAttempts?: number;
  /** Asked before each message: false when the lease is lost or the process stops. */
  readonly mayGoOn?: () => boolean;
  /** Called after each attempt, for progress. */
  readonly onAttempt?: (message: Message, outcome: Outcome) => void;
}

/** Sends what is due in a partition. A crash between sending and marking may repeat that one message. */
export async function sendPending(options: SenderOptions, partition: string): Promise<void> {
  const now = options.clock.now().toISOString();
  const running = new Set<Promise<void>>();
  const failures: unknown[] = [];
  for await (const row of pendingMessages(options.store, partition)) {
    if (options.mayGoOn?.() === false) break;
    if (row.value.notBefore > now) continue;
    const attempt: Promise<void> = attemptOne(options, partition, row)
      .catch((error: unknown) => void failures.push(error))
      .finally(() => running.delete(attempt));
    running.add(attempt);
    if (running.size >= (options.inFlight ?? 4)) await Promise.race(running);
    if (failures.length > 0) break;
  }
  // Those under way end first: the next run must not deliver them a second time.
  await Promise.all(running);
  if (failures.length > 0) throw failures[0];
}

async function attemptOne(options: SenderOptions, partition: string, row: Row<Message>): Promise<void> {
  if (await hasEnded(options.store, partition, row.value.key)) {
    await options.store.commit(partition, [remove(row)]);
    return;
  }
  const outcome = await delivered(options, row.value);
  try {
    await options.store.commit(partition, after(options, row, outcome));
  } catch (error) {
    // Another sender marked it meanwhile: its mark stands.
    if (!(error instanceof ConflictError)) throw error;
  }
  options.onAttempt?.(row.value, outcome);
}

async function delivered({ deliver }: SenderOptions, message: Message): Promise<Outcome> {
  try {
    return await deliver(message);
  } catch (error) {
    return defect(error);
  }
}

/** A delivery that throws is a defect of ours: that message fails, the others go on. */
function defect(error: unknown): Outcome {
  return { type: 'ended', state: 'failed', reason: error instanceof Error ? error.message : String(error) };
}

function after(options: SenderOptions, row: Row<Message>, outcome: Outcome) {
  const now = options.clock.now();
  const message = { ...row.value, attempts: row.value.attempts + 1 };
  const end = (state: EndState, rest: Partial<Message>) =>
    endMessage(row, { ...message, ...rest, state, endedAt: now.toISOString() });
  if (outcome.type === 'sent') {
    const { receipt, shown } = outcome;
    return end('sent', { receipt, ...(shown !== undefined && { shown }) });
  }
  if (outcome.type === 'ended') return end(outcome.state, { reason: outcome.reason });
  if (message.attempts >= (options.maxAttempts ?? 60)) return end('failed', { reason: outcome.reason });
  const waitMs = outcome.afterMs ?? backoffMs(message.attempts);
  const notBefore = new Date(now.getTime() + waitMs).toISOString();
  return [replace(row, { ...message, notBefore, reason: outcome.reason })];
}

/** Exponential from 2 s to 10 min, half of it random, so that many messages do not come back at once. */
function backoffMs(attempts: number): number {
  const full = Math.min(2_000 * 2 ** (attempts - 1), 600_000);
  return full / 2 + Math.random() * (full / 2);
}

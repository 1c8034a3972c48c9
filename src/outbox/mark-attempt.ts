/** Records the outcome of an attempt to send a message. */
import { type Clock } from '../clock';
import { ConflictError } from '../errors';
import { omit } from '../omit';
import { longestWaitMs } from '../retry-after';
import { readRow, replace, retryOnConflict, type Row } from '../storage/rows';
import { type Change, type EntityStore } from '../storage/store';
import { donePrefix, endMessage, type EndState, findPending, type Message } from './message';
import { type SendMemory, type Unmarked } from './send-memory';

export interface MarkingOptions {
  readonly store: EntityStore;
  readonly clock: Clock;
  readonly memory: SendMemory;
  readonly maxAttempts: number;
}

/**
 * The outcome is recorded even if the row was changed after the message was sent.
 * @param row as it was when the message was sent; read again if that is unknown or the row has changed
 * @throws StorageError when it cannot be written; then the outcome is remembered.
 */
export async function markAttempt(
  options: MarkingOptions,
  unmarked: Unmarked,
  row?: Row<Message>,
): Promise<void> {
  const { store, memory } = options;
  const { partition, key } = unmarked;
  memory.keep(unmarked);
  let known = row;
  try {
    await retryOnConflict(async () => {
      const changes = await changesTo(options, unmarked, known);
      known = undefined;
      if (changes.length > 0) await store.commit(partition, changes);
    });
    memory.forget(partition, key);
  } catch (error) {
    // The row keeps changing; the next run marks it.
    if (!(error instanceof ConflictError)) throw error;
  }
}

/**
 * Another sender, or an earlier try whose response was lost, may have marked it already; that mark counts. Only a
 * message that became needless while it was under way was sent nevertheless.
 */
async function changesTo(
  options: MarkingOptions,
  unmarked: Unmarked,
  known: Row<Message> | undefined,
): Promise<Change[]> {
  if (known) return changesFor(options, known, unmarked);
  const { store } = options;
  const { partition, key, outcome, at } = unmarked;
  const ended = await readRow<Message>(store, partition, donePrefix + key);
  if (ended) {
    const isSent = outcome.type === 'sent' && ended.value.state === 'needless';
    return isSent ? [replace(ended, sentAs(omit(ended.value, 'reason'), outcome, at))] : [];
  }
  const pending = await findPending(store, partition, key);
  return pending ? changesFor(options, pending, unmarked) : [];
}

function sentAs(
  message: Message,
  { receipt, shown, told }: Sent,
  at: Date,
): Message & { readonly state: 'sent' } {
  return {
    ...{ ...message, state: 'sent', endedAt: at.toISOString() },
    ...(receipt && { receipt }),
    ...(shown !== undefined && { shown }),
    ...(told && { told }),
  };
}

type Sent = Extract<Unmarked['outcome'], { readonly type: 'sent' }>;

/** Writes the outcomes that earlier runs could not write. @throws StorageError when it still cannot be written. */
export async function markRemembered(options: MarkingOptions, partition?: string): Promise<void> {
  for (const unmarked of options.memory.unmarked(partition)) await markAttempt(options, unmarked);
}

function changesFor({ maxAttempts }: MarkingOptions, row: Row<Message>, { outcome, at }: Unmarked): Change[] {
  const message = { ...row.value, attempts: row.value.attempts + 1 };
  const end = (state: EndState, rest: Partial<Message>) =>
    endMessage(row, { ...message, ...rest, state, endedAt: at.toISOString() });
  switch (outcome.type) {
    case 'sent':
      return endMessage(row, sentAs(message, outcome, at));
    case 'ended': {
      const { state, reason, toldBy } = outcome;
      return end(state, { reason, ...(toldBy !== undefined && { toldBy }) });
    }
    case 'retry': {
      const { reason } = outcome;
      if (message.attempts >= maxAttempts) return end('failed', { reason });
      const waitMs = waitFor(outcome.afterMs) ?? backoffMs(message.attempts);
      const notBefore = new Date(at.getTime() + waitMs).toISOString();
      const dueSince = message.dueSince ?? message.notBefore;
      return [replace(row, { ...message, notBefore, dueSince, reason })];
    }
  }
}

/** Ignores a value that is not a valid waiting time. */
function waitFor(afterMs: number | undefined): number | undefined {
  return afterMs !== undefined && afterMs >= 0 ? Math.min(afterMs, longestWaitMs) : undefined;
}

/** Short enough that everybody is served within two minutes after Teams is back. */
const longestBackoffMs = 100_000;

/** Exponential from 2 s, half of it random, so that many messages are not retried at once. */
function backoffMs(attempts: number): number {
  const full = Math.min(2_000 * 2 ** (attempts - 1), longestBackoffMs);
  return full / 2 + Math.random() * (full / 2);
}

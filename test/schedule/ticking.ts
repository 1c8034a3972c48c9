/** Ticks at moments of one's choice, with what they delivered and what failed. */
import { type Message } from '../../src/outbox/message';
import { type Outcome } from '../../src/outbox/sender';
import { holidayCalendar } from '../../src/periods/working-days';
import { runTick } from '../../src/schedule/tick';
import { type EntityStore } from '../../src/storage/store';

export const holidays = holidayCalendar();
const receipt = { conversationId: 'c', activityId: 'a', serviceUrl: 'http://localhost' };
export const sent = (): Outcome => ({ type: 'sent', receipt });

export interface Ticked {
  /** Kinds of messages, sorted. */
  readonly delivered: readonly string[];
  readonly failures: readonly string[];
}

export async function tickOn(
  store: EntityStore,
  now: Date,
  outcome: (message: Message) => Outcome = sent,
): Promise<Ticked> {
  const delivered: string[] = [];
  const failures: string[] = [];
  await runTick({
    store,
    clock: { now: () => now },
    holidays,
    deliver: async (message) => {
      delivered.push(message.kind);
      // As a real delivery, it does not answer in the same turn.
      await new Promise(setImmediate);
      return outcome(message);
    },
    onFailure: (what) => failures.push(what),
  });
  return { delivered: delivered.sort(), failures };
}

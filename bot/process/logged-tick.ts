/** One tick as an operator sees it: log lines with an id, its time in the metrics, a check of the bot's health. */
import { randomUUID } from 'node:crypto';
import { type Logger } from 'pino';
import { type Clock } from '../../src/clock';
import { type Delivery } from '../../src/outbox/sender';
import { type TickOptions } from '../../src/schedule/tick';
import { type Watch } from './health/watch';
import { messageIds } from '../logs/activity-ids';
import { within } from '../logs/log-ids';
import { type Metrics } from '../logs/metrics';

export interface TickingDeps {
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: Pick<Metrics, 'ticked'>;
  /** Without it nobody is told. */
  readonly watch?: Watch;
}

/** Does the work of a tick. Successful ticks are logged; if none is logged for long, something hangs. */
export async function tickOnce(
  { clock, log, metrics, watch }: TickingDeps,
  work: () => Promise<void>,
): Promise<void> {
  await within({ runId: randomUUID() }, async () => {
    const since = performance.now();
    await watch?.before();
    try {
      await work();
      metrics.ticked(clock.now());
      log.info({ ms: msSince(since) }, 'tick');
    } finally {
      await watch?.after();
    }
  });
}

/** One run of the sender, with its own id. */
export function sendOnce(work: () => Promise<void>): Promise<void> {
  return within({ runId: randomUUID() }, work);
}

/** A look at the bot's health, then the alerts. */
export function watchOnce(watch: Watch | undefined, sendAlerts: () => Promise<void>): Promise<void> {
  return within({ runId: randomUUID() }, async () => {
    await watch?.after();
    await sendAlerts();
  });
}

/** A line for each piece of due work that was done, with its round. */
export function loggedWork(log: Logger): NonNullable<TickOptions['around']> {
  return ({ type: kind, programmeId: programme, period }, work) =>
    within({ kind, programme, period }, async () => {
      const since = performance.now();
      await work();
      log.info({ ms: msSince(since) }, 'due work done');
    });
}

/** Log lines of a delivery have the ids of what the message is about. */
export function loggedDelivery(deliver: Delivery): Delivery {
  return (message, mayCall) => within(messageIds(message), () => deliver(message, mayCall));
}

function msSince(moment: number): number {
  return Math.round(performance.now() - moment);
}

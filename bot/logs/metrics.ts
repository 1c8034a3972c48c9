/** Metrics for operators, in Prometheus' text format. */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { type Message } from '../../src/outbox/message';
import { type Outcome } from '../../src/outbox/sender';

export interface Metrics {
  readonly registry: Registry;
  /** An attempt to deliver a message. */
  delivered(message: Pick<Message, 'kind'>, outcome: Outcome): void;
  /** The due work was done at this moment. */
  ticked(at: Date): void;
  /** Due work that failed. */
  failed(): void;
  /** An answered request. @param seconds how long it took */
  answered(route: string, status: number, seconds: number): void;
}

/** One registry per bot: the module keeps no state. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const attempts = new Counter({
    name: 'seuranta_delivery_attempts_total',
    help: 'Attempts to deliver a message, by its kind and what became of it.',
    labelNames: ['kind', 'outcome'],
    registers,
  });
  const lastTick = new Gauge({
    name: 'seuranta_last_tick_timestamp_seconds',
    help: 'When this replica last did what was due; 0 where it never led.',
    registers,
  });
  const failures = new Counter({
    name: 'seuranta_due_work_failures_total',
    help: 'Pieces of due work that failed and are due again.',
    registers,
  });
  const requests = new Histogram({
    name: 'seuranta_http_request_duration_seconds',
    help: 'Time until a request was answered, by route and status.',
    labelNames: ['route', 'status'],
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  return {
    registry,
    delivered: ({ kind }, outcome) => attempts.inc({ kind, outcome: outcomeName(outcome) }),
    ticked: (at) => lastTick.set(at.getTime() / 1000),
    failed: () => failures.inc(),
    answered: (route, status, seconds) => requests.observe({ route, status }, seconds),
  };
}

/** `told`: nothing was sent, since another message to the same person had said it. */
function outcomeName(outcome: Outcome): string {
  if (outcome.type !== 'ended') return outcome.type;
  return outcome.toldBy === undefined ? outcome.state : 'told';
}

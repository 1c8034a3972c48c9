/** Metrics of the last health check, which only the leading replica makes. */
import { Gauge, Histogram, type Registry } from 'prom-client';
import { type Pause, scopeWidths, widthOf } from '../../../src/brake/scope';
import { findingIds, type Finding } from '../../../src/health/finding';
import { type Observed, type ObservedPart } from '../../../src/health/observed';

export interface HealthMetrics {
  show(observed: Observed, findings: readonly Finding[]): void;
  /** @param seconds that the store took */
  stored(operation: 'read' | 'write', seconds: number): void;
}

export interface HealthMetricsDeps {
  readonly registry: Registry;
  readonly now: () => Date;
  /** Read from the store, so that every replica can report that none ticks. */
  readonly lastTick: () => Promise<Date | undefined>;
  /** Read from the store: a replica that does not lead knows them too. */
  readonly pauses: () => Promise<readonly Pause[]>;
  /** What runs in this replica. */
  readonly parts?: () => readonly ObservedPart[];
  /** Milliseconds of a clock that only goes forward. */
  readonly elapsed?: () => number;
}

/** Older results are not shown: another replica may lead by now. */
const staleMs = 15 * 60_000;
/** NaN is neither high nor low: comparisons with it are false. */
const unknown = NaN;

export function createHealthMetrics(deps: HealthMetricsDeps): HealthMetrics {
  const { registry, now, parts = () => [] } = deps;
  const registers = [registry];
  let shown: { readonly observed: Observed; readonly findings: readonly Finding[] } | undefined;
  const fresh = () =>
    shown && now().getTime() - shown.observed.now.getTime() <= staleMs ? shown : undefined;

  new Gauge({
    name: 'seuranta_finding',
    help: '1 where this is wrong, 0 where it is well; nothing from a replica that does not lead.',
    labelNames: ['finding'],
    registers,
    collect() {
      this.reset();
      const known = fresh();
      const found = new Set(known?.findings.map(({ id }) => id));
      if (known) for (const finding of findingIds) this.set({ finding }, found.has(finding) ? 1 : 0);
    },
  });
  for (const { name, help, value } of figures)
    new Gauge({
      name,
      help: `${help}; NaN where it is not known, as on a replica that does not lead.`,
      registers,
      collect() {
        const known = fresh()?.observed;
        this.set((known && value(known, now())) ?? unknown);
      },
    });
  const tickAge = createTickAge(deps);
  new Gauge({
    name: 'seuranta_tick_age_seconds',
    help: 'Since any replica last did what was due, by the store; never negative; NaN before the first time.',
    registers,
    async collect() {
      this.set((await tickAge()) ?? unknown);
    },
  });
  addPauses(deps);
  new Gauge({
    name: 'seuranta_still_seconds',
    help: 'Since a running part of this replica last showed a sign of life.',
    labelNames: ['part'],
    registers,
    collect() {
      this.reset();
      for (const { part, stillMs } of parts()) this.set({ part }, stillMs / 1000);
    },
  });
  const storage = new Histogram({
    name: 'seuranta_store_duration_seconds',
    help: 'Time that the store took for a read of one row or a commit.',
    labelNames: ['operation'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers,
  });
  return {
    show: (observed, findings) => void (shown = { observed, findings }),
    stored: (operation, seconds) => storage.observe({ operation }, seconds),
  };
}

function addPauses({ registry, pauses }: HealthMetricsDeps): void {
  new Gauge({
    name: 'seuranta_paused',
    help: 'Pauses of sending in force, by what is paused; nothing while the store cannot be read.',
    labelNames: ['scope'],
    registers: [registry],
    async collect() {
      this.reset();
      const known = await pauses().catch(() => undefined);
      if (!known) return;
      for (const scope of scopeWidths)
        this.set({ scope }, known.filter((each) => widthOf(each) === scope).length);
    },
  });
}

/** A mark in the future says nothing; its age is then the time since it was last seen to move. */
function createTickAge({ now, lastTick, elapsed = () => performance.now() }: HealthMetricsDeps) {
  let seen: { readonly at: number; readonly since: number } | undefined;
  return async (): Promise<number | undefined> => {
    const at = (await lastTick().catch(() => undefined))?.getTime();
    if (at === undefined) return undefined;
    if (seen?.at !== at) seen = { at, since: elapsed() };
    const age = now().getTime() - at;
    return (age >= 0 ? age : elapsed() - seen.since) / 1000;
  };
}

const sum = (counts: readonly number[]) => counts.reduce((total, each) => total + each, 0);

interface Figure {
  readonly name: string;
  readonly help: string;
  readonly value: (observed: Observed, now: Date) => number | undefined;
}

const figures: readonly Figure[] = [
  {
    name: 'seuranta_undeliverable_share',
    help: 'Share of those asked in open rounds whom the latest message did not reach, 0 to 1',
    value: ({ rounds }) => rounds && (rounds.asked === 0 ? 0 : rounds.unreached / rounds.asked),
  },
  {
    name: 'seuranta_messages_waiting',
    help: 'Messages whose time to be sent has come',
    value: ({ rounds }) => rounds?.waiting.count,
  },
  {
    name: 'seuranta_digests_overdue',
    help: 'Digests that did not reach their channel within an hour',
    value: ({ rounds }) => rounds?.overdue.length,
  },
  {
    name: 'seuranta_channels_lost',
    help: 'Channels that get digests and to which nothing can be posted',
    value: ({ rounds }) => rounds && (rounds.lost?.length ?? 0),
  },
  {
    name: 'seuranta_digests_unposted',
    help: 'Latest digests of rounds that such channels lack',
    value: ({ rounds }) => rounds && sum(rounds.lost?.map(({ unposted }) => unposted.length) ?? []),
  },
  {
    name: 'seuranta_secret_expiry_seconds',
    help: 'Until the password or certificate ends, negative after that',
    value: ({ secretExpires }, now) => secretExpires && (secretExpires.getTime() - now.getTime()) / 1000,
  },
  {
    name: 'seuranta_disk_free_bytes',
    help: 'Free on the disk of the embedded store',
    value: ({ diskFreeBytes }) => diskFreeBytes,
  },
];

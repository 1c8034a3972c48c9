/** The bot looks after itself: what is wrong goes to the log, the metrics and the admins. */
import { type Logger } from 'pino';
import { type AlertOptions, tellAdmins, tellOfGap } from '../../src/health/alert';
import { type Finding } from '../../src/health/finding';
import { findingsIn, gapBetween, type HealthLimits } from '../../src/health/rules';
import { noteFindings } from '../../src/health/standing';
import { readLastTick } from '../../src/schedule/tick-mark';
import { type HealthMetrics } from './health-metrics';
import { observe, type ObserveDeps } from './observe';

export interface WatchDeps extends Omit<ObserveDeps, 'onFault'> {
  readonly limits: HealthLimits;
  /** Ids of the admins that the configuration names. */
  readonly admins: ReadonlySet<string>;
  readonly metrics: Pick<HealthMetrics, 'show'>;
  readonly log: Logger;
}

/** Neither throws: what is due is done also by a bot that cannot look after itself. */
export interface Watch {
  /** Call it before what is due is done: tells of the time in which nothing was. */
  before(): Promise<void>;
  /** Call it afterwards: looks every five minutes, the first time five minutes after the start. */
  after(): Promise<void>;
}

const everyMs = 5 * 60_000;

export function createWatch(deps: WatchDeps): Watch {
  const { log, clock } = deps;
  // What waited while no bot ran is about to be done.
  let next = clock.now().getTime() + everyMs;
  const guarded = (what: string, work: () => Promise<void>) =>
    work().catch((error: unknown) => log.error({ err: error, what }, 'watch failed'));
  return {
    before: () => guarded('gap', () => lookForGap(deps)),
    after: async () => {
      const now = clock.now().getTime();
      if (now < next) return;
      next = now + everyMs;
      await guarded('findings', () => look(deps));
    },
  };
}

async function lookForGap(deps: WatchDeps): Promise<void> {
  const { store, clock, log, limits } = deps;
  const now = clock.now();
  const lastTick = await readLastTick(store);
  const gap = lastTick && gapBetween(lastTick, now, limits.tickMs);
  if (!gap) return;
  log.warn({ ...gap }, 'tick was late');
  await tellOfGap(alertOptions(deps, now), gap);
}

async function look(deps: WatchDeps): Promise<void> {
  const { store, log, limits, metrics } = deps;
  const onFault = (error: unknown) => log.error({ err: error, what: 'store' }, 'watch failed');
  const observed = await observe({ ...deps, onFault });
  const findings = findingsIn(observed, limits);
  metrics.show(observed, findings);
  for (const finding of findings)
    log[finding.severity === 'broken' ? 'error' : 'warn'](lineOf(finding), 'finding');
  await tellAdmins(alertOptions(deps, observed.now), await noteFindings(store, findings, observed.now));
}

function alertOptions({ store, holidays, admins }: WatchDeps, now: Date): AlertOptions {
  return { store, holidays, admins, now };
}

function lineOf({ id, figures, rounds = [] }: Finding): object {
  return {
    finding: id,
    ...figures,
    ...(rounds.length > 0 && { rounds: rounds.map(({ programmeId, period }) => `${programmeId} ${period}`) }),
  };
}

/** Monitors the bot: problems go to the log, the metrics and the admins. */
import { type Logger } from 'pino';
import { type AlertOptions, tellAdmins, tellOfGap } from '../../../src/health/alert';
import { type Finding } from '../../../src/health/finding';
import { findingsIn, gapBetween, type HealthLimits } from '../../../src/health/rules';
import { noteFindings } from '../../../src/health/standing';
import { readLastTick } from '../../../src/schedule/tick-mark';
import { StorageError } from '../../../src/errors';
import { type AlertUrl, type Told } from './alert-url';
import { type HealthMetrics } from './health-metrics';
import { observe, type ObserveDeps } from './observe';

export interface WatchDeps extends Omit<ObserveDeps, 'onFault'> {
  readonly limits: HealthLimits;
  /** Ids of the admins that the configuration names. */
  readonly admins: ReadonlySet<string>;
  readonly metrics: Pick<HealthMetrics, 'show'>;
  readonly log: Logger;
  /** Where alerts go beside Teams. */
  readonly alertUrl?: AlertUrl;
}

/** Its methods never throw: due work is done even if the health checks fail. */
export interface Watch {
  /** Call it before the due work: reports the time in which no work was done, and a clock that was set back. */
  before(): Promise<void>;
  /** Looks every five minutes, the first time five minutes after the start; at once if a part stands still. */
  after(): Promise<void>;
}

const everyMs = 5 * 60_000;

export function createWatch(deps: WatchDeps): Watch {
  const { log, clock, alertUrl } = deps;
  // What waited while no bot ran is about to be done.
  let next = clock.now().getTime() + everyMs;
  let wasStill = false;
  const guarded = async (what: string, work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      log.error({ err: error, what }, 'watch failed');
      if (error instanceof StorageError) await alertUrl?.tell([storeFails], clock.now());
    }
  };
  return {
    before: () => guarded('gap', () => lookForGap(deps)),
    after: async () => {
      const now = clock.now().getTime();
      const isStill = hasStillPart(deps);
      const isDue = now >= next || next > now + everyMs;
      if (!isDue && !(isStill && !wasStill)) return;
      wasStill = isStill;
      next = now + everyMs;
      await guarded('findings', () => look(deps));
    },
  };
}

const storeFails: Told = { id: 'store-fails', severity: 'broken', figures: {} };

function hasStillPart({ parts, clock, limits }: WatchDeps): boolean {
  return findingsIn({ now: clock.now(), parts: parts?.() ?? [] }, limits).length > 0;
}

async function lookForGap(deps: WatchDeps): Promise<void> {
  const { store, clock, log, limits, alertUrl } = deps;
  const now = clock.now();
  const lastTick = await readLastTick(store);
  if (!lastTick) return;
  // The tick that follows corrects the mark, so this is the only chance to notice.
  if (findingsIn({ now, lastTick }, limits).some(({ id }) => id === 'clock-wrong')) await look(deps);
  const gap = gapBetween(lastTick, now, limits.tickMs);
  if (!gap) return;
  log.warn({ ...gap }, 'tick was late');
  await alertUrl?.tell([{ id: 'tick-was-late', severity: 'broken', figures: gap }], now);
  await tellOfGap(alertOptions(deps, now), gap);
}

async function look(deps: WatchDeps): Promise<void> {
  const { store, log, limits, metrics, alertUrl } = deps;
  const onFault = (error: unknown) => log.error({ err: error, what: 'store' }, 'watch failed');
  const observed = await observe({ ...deps, onFault });
  const findings = findingsIn(observed, limits);
  metrics.show(observed, findings);
  for (const finding of findings)
    log[finding.severity === 'broken' ? 'error' : 'warn'](lineOf(finding), 'finding');
  // First through the channel that does not depend on the bot's store or Teams.
  await alertUrl?.tell(findings, observed.now);
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

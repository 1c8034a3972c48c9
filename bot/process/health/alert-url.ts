/** Reports findings without Teams or the store: a POST to the place for the organisation's alerts. */
import { type Logger } from 'pino';
import { callMs } from '../../../src/deadline';
import { type Finding } from '../../../src/health/finding';

/** The store itself cannot be looked at, which no finding can be kept of. */
export type Told = Pick<Finding, 'severity' | 'figures' | 'rounds'> & {
  readonly id: Finding['id'] | 'store-fails' | 'tick-was-late' | 'start-failed';
};

export interface AlertUrl {
  /** Posts what has not been posted today. Never throws; a failed post is repeated at the next check. */
  tell(findings: readonly Told[], now: Date): Promise<void>;
}

/**
 * @param url may hold a secret, so that it is never logged
 * @param ms how long an answer may take
 */
export function createAlertUrl(url: string, log: Logger, ms: number = callMs): AlertUrl {
  /** The day on which each was told last; kept in memory, since the store may be what fails. */
  const told = new Map<string, string>();
  return {
    tell: async (findings, now) => {
      const day = now.toISOString().slice(0, 10);
      const news = findings.filter(({ id }) => told.get(id) !== day);
      if (news.length === 0) return;
      try {
        await post(url, news, now, ms);
        for (const { id } of news) told.set(id, day);
      } catch (error) {
        log.error({ why: (error as Error).name }, 'ALERT_URL takes no alert');
      }
    },
  };
}

async function post(url: string, findings: readonly Told[], now: Date, ms: number): Promise<void> {
  const alerts = findings.map(({ id: finding, severity, figures, rounds }) => ({
    ...{ finding, severity, figures },
    ...(rounds && { rounds }),
  }));
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ source: 'seuranta', at: now.toISOString(), alerts }),
    redirect: 'error',
    signal: AbortSignal.timeout(ms),
  });
  await response.body?.cancel();
  if (!response.ok) throw new Error(`answered with ${response.status}`);
}

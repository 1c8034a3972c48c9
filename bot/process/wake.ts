/** Wakes the tick once a minute, whatever happens to the machine's clock. */
import cron, { type ScheduledTask } from 'node-cron';

const minuteMs = 60_000;
const checkMs = 5_000;

export interface Wake {
  stop(): Promise<void>;
}

/**
 * node-cron wakes at each full minute of UTC, which no zone's change of the clock moves. A clock that was set back
 * would silence it until that time comes again: an interval, which knows no clock, wakes in its place.
 * @param elapsed milliseconds of a clock that only goes forward
 */
export function wakeEachMinute(wake: () => void, elapsed: () => number = () => performance.now()): Wake {
  let task: ScheduledTask | undefined;
  let woken = elapsed();
  const go = () => {
    woken = elapsed();
    void task?.destroy();
    task = scheduled(nextMinute(new Date()), go);
    wake();
  };
  const interval = setInterval(() => {
    if (elapsed() - woken >= minuteMs + checkMs) go();
  }, checkMs);
  task = scheduled(nextMinute(new Date()), go);
  return {
    stop: async () => {
      clearInterval(interval);
      await task?.destroy();
    },
  };
}

function nextMinute(now: Date): Date {
  return new Date((Math.floor(now.getTime() / minuteMs) + 1) * minuteMs);
}

/**
 * Once, at this minute. A schedule of every minute would walk through each one that it missed, thousands after a day's
 * sleep; of this one at most one is missed, and it is done however late.
 */
function scheduled(at: Date, go: () => void): ScheduledTask {
  const date = `${at.getUTCMinutes()} ${at.getUTCHours()} ${at.getUTCDate()} ${at.getUTCMonth() + 1} *`;
  return cron.schedule(date, go, {
    timezone: 'Etc/UTC',
    missedExecutionTolerance: Infinity,
    suppressMissedWarning: true,
  });
}

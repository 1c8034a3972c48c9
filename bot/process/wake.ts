/** Wakes the tick once a minute, even if the machine's clock changes. */
import cron, { type ScheduledTask } from 'node-cron';

const minuteMs = 60_000;
const checkMs = 5_000;

export interface Wake {
  stop(): Promise<void>;
}

/**
 * node-cron wakes at each full minute of UTC, so daylight saving time does not affect it. If the clock is set back, it
 * would be silent until that time comes again, so an interval, which does not depend on the clock, wakes instead.
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
 * Schedules one run, at this minute. A schedule for every minute would run through each one that it missed, more than a
 * thousand after a day's sleep; this one can miss only one run, which is made up for however late.
 */
function scheduled(at: Date, go: () => void): ScheduledTask {
  const date = `${at.getUTCMinutes()} ${at.getUTCHours()} ${at.getUTCDate()} ${at.getUTCMonth() + 1} *`;
  return cron.schedule(date, go, {
    timezone: 'Etc/UTC',
    missedExecutionTolerance: Infinity,
    suppressMissedWarning: true,
  });
}

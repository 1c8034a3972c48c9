import cron from 'node-cron';

export interface Ticker {
  /** Stops ticking and waits for a tick that is under way. */
  stop(): Promise<void>;
}

/** Ticks now and then once a minute; a tick that takes longer is not joined by another. */
export function startTicker(tick: () => Promise<void>, onError: (error: unknown) => void): Ticker {
  let running: Promise<void> | undefined;
  const once = () => {
    running ??= tick()
      .catch(onError)
      .finally(() => {
        running = undefined;
      });
    return running;
  };
  const task = cron.schedule('* * * * *', () => void once());
  void once();
  return {
    stop: async () => {
      await task.stop();
      await running;
    },
  };
}

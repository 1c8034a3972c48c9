/** Keeps the rate of requests below Teams' limits per app and per thread. */

/** At most `count` requests in any `windowMs` milliseconds. */
export interface Limit {
  readonly count: number;
  readonly windowMs: number;
}

export interface PacerLimits {
  readonly app: Limit;
  readonly thread: readonly Limit[];
}

/** Teams takes 50 requests a second per app and tenant; 30, the older figure, leaves room for replies to people. */
export const teamsLimits: PacerLimits = {
  app: { count: 30, windowMs: 1_000 },
  thread: [
    { count: 7, windowMs: 1_000 },
    { count: 8, windowMs: 2_000 },
    { count: 60, windowMs: 30_000 },
    { count: 1_800, windowMs: 3_600_000 },
  ],
};

/** Teams' limits per thread, with a rate of our own per app (requests a second). */
export function limitsFor(rate: number): PacerLimits {
  return { ...teamsLimits, app: { count: rate, windowMs: 1_000 } };
}

/** A monotonic clock in milliseconds, and a wait on it. */
export interface Time {
  now(): number;
  wait(ms: number): Promise<void>;
}

export const realTime: Time = {
  now: () => performance.now(),
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};

export interface Pacer {
  /** Resolves when one more request to this thread may go out; the request counts from then on. */
  take(thread: string): Promise<void>;
}

export function createPacer(limits: PacerLimits = teamsLimits, time: Time = realTime): Pacer {
  const spacingMs = limits.app.windowMs / limits.app.count;
  const threads = new Map<string, number[]>();
  /** When the latest requests actually went out. */
  let latest: number[] = [];
  let nextSlot = 0;

  return {
    async take(thread) {
      const ofThread = () => waitFor(threads.get(thread) ?? [], limits.thread, time.now());
      // No `await` between the last check and taking the slot, or another caller could take the same one.
      for (let ms = ofThread(); ms > 0; ms = ofThread()) await time.wait(ms);
      const slot = Math.max(time.now(), nextSlot);
      // Evenly spaced: a burst at the edge of two windows would exceed a window between them.
      nextSlot = slot + spacingMs;
      remember(threads, thread, slot, limits.thread);
      if (slot > time.now()) await time.wait(slot - time.now());
      // After the process was suspended, many slots come due at once.
      const ofApp = () => waitFor(latest, [limits.app], time.now());
      for (let ms = ofApp(); ms > 0; ms = ofApp()) await time.wait(ms);
      latest = [...latest, time.now()].slice(-limits.app.count);
    },
  };
}

/** How long to wait until one more request keeps within every limit; 0 if it does now. */
function waitFor(sent: readonly number[], limits: readonly Limit[], now: number): number {
  return Math.max(
    0,
    ...limits.map(({ count, windowMs }) => {
      const oldest = sent.at(-count);
      return oldest === undefined ? 0 : oldest + windowMs - now;
    }),
  );
}

/** Keeps the times that the longest window needs, and forgets threads that have been quiet for longer. */
function remember(
  threads: Map<string, number[]>,
  thread: string,
  slot: number,
  limits: readonly Limit[],
): void {
  const longest = Math.max(0, ...limits.map(({ windowMs }) => windowMs));
  const sent = (threads.get(thread) ?? []).filter((at) => at > slot - longest);
  threads.delete(thread);
  threads.set(thread, [...sent, slot]);
  // Maps keep insertion order, so the thread that has been quiet the longest comes first.
  for (const [quiet, times] of threads) {
    if ((times.at(-1) ?? 0) > slot - longest) break;
    threads.delete(quiet);
  }
}

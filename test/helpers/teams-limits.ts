/** Teams' documented limits as sliding windows over an injected clock. */

interface Window {
  readonly requests: number;
  readonly seconds: number;
}

/** What a request counts against. Updates and deletes count for the app only. */
export type Operation = 'send' | 'members' | 'other';

/** "Optimize your bot with rate limiting", Microsoft: per bot and thread. */
export const threadLimits: Readonly<Record<Operation, readonly Window[]>> = {
  send: [
    { requests: 7, seconds: 1 },
    { requests: 8, seconds: 2 },
    { requests: 60, seconds: 30 },
    { requests: 1800, seconds: 3600 },
  ],
  members: [
    { requests: 14, seconds: 1 },
    { requests: 16, seconds: 2 },
    { requests: 120, seconds: 30 },
    { requests: 3600, seconds: 3600 },
  ],
  other: [],
};

/** Per app and tenant; an older page says 30 requests a second. */
export const appLimits: readonly Window[] = [{ requests: 50, seconds: 1 }];

export interface Limiter {
  /** Counts the request. @returns seconds until it would be allowed, if it is refused; refused requests do not count */
  admit(thread: string, operation: Operation): number | undefined;
}

/** @param now milliseconds; a clock that runs ten times as fast makes an hour's limit six minutes long. */
export function teamsLimiter(now: () => number, app: readonly Window[] = appLimits): Limiter {
  const past = new Map<string, number[]>();
  const waitFor = (key: string, windows: readonly Window[], at: number): number => {
    const times = past.get(key) ?? [];
    const waits = windows.map(({ requests, seconds }) => {
      const oldest = times.at(-requests);
      return oldest === undefined ? 0 : oldest + seconds * 1000 - at;
    });
    return Math.max(0, ...waits);
  };
  return {
    admit(thread, operation) {
      const at = now();
      const counted = [
        { key: 'app', windows: app },
        { key: `${operation}|${thread}`, windows: threadLimits[operation] },
      ];
      const wait = Math.max(...counted.map(({ key, windows }) => waitFor(key, windows, at)));
      if (wait > 0) return Math.ceil(wait / 1000);
      for (const { key } of counted) past.set(key, [...(past.get(key) ?? []), at].slice(-3600));
      return undefined;
    },
  };
}

/** The time, passed in wherever it matters; tests and the demo bring their own. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that starts at `start` and runs on in real time. */
export function clockFrom(start: Date): Clock {
  const offset = start.getTime() - Date.now();
  return { now: () => new Date(Date.now() + offset) };
}

/** The largest accepted difference between the clocks of two machines, in milliseconds. */
export const clockToleranceMs = 60_000;

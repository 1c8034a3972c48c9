import { type Clock } from '../../src/clock';

/** Stands still until it is set; what waits for a time is moved there, never slept for. */
export interface SettableClock extends Clock {
  set(moment: string): void;
}

/** @param moment ISO 8601 */
export function clockAt(moment: string): SettableClock {
  let now = new Date(moment);
  return { now: () => now, set: (next) => void (now = new Date(next)) };
}

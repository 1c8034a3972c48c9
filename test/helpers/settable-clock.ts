import { type Clock } from '../../src/clock';

/** A stopped clock: tests set it to the time they wait for, and never sleep. */
export interface SettableClock extends Clock {
  set(moment: string): void;
}

/** @param moment ISO 8601 */
export function clockAt(moment: string): SettableClock {
  let now = new Date(moment);
  return { now: () => now, set: (next) => void (now = new Date(next)) };
}

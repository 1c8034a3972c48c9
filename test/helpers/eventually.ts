import { setTimeout as pause } from 'node:timers/promises';

/** Polls until another process has done something. @throws Error that says what did not happen in time. */
export async function eventually(
  what: string,
  holds: () => boolean | Promise<boolean>,
  withinMs = 60_000,
): Promise<void> {
  const end = performance.now() + withinMs;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`${what}: not within ${withinMs} ms`);
    await pause(20);
  }
}

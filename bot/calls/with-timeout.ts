/** Waits for the work, but no longer than `ms` milliseconds; the work itself goes on. */
export function withTimeout(ms: number, work: Promise<void> | undefined): Promise<void> {
  let timer: NodeJS.Timeout;
  const limit = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)));
  return Promise.race([work ?? Promise.resolve(), limit]).finally(() => clearTimeout(timer));
}

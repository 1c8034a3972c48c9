/**
 * Waits for the work, but no longer than `ms` milliseconds; the work itself goes on.
 * @returns whether it ended in time
 */
export function withTimeout(ms: number, work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout;
  const limit = new Promise<false>((resolve) => (timer = setTimeout(() => resolve(false), ms)));
  return Promise.race([work.then(() => true), limit]).finally(() => clearTimeout(timer));
}

/** Every call to another machine has an end: without one, a request that is never answered stops its caller for good. */

/** How long one outbound call may take, its whole answer included. Teams gives a card action about as long. */
export const callMs = 15_000;

/** The answer did not come in time. It is lost: whether the request took effect is unknown. */
export class DeadlineError extends Error {
  override readonly name = 'DeadlineError';
  /** Named as the network's own errors are, so that it is treated as one. */
  readonly code = 'ETIMEDOUT';

  constructor(ms: number) {
    super(`no answer within ${ms} ms`);
  }
}

/**
 * Does not rely on the work heeding its signal: a broken compressed answer, for one, leaves the HTTP client waiting
 * although its connection is closed.
 * @param work closes its connection when the signal is aborted, which also happens when it fails
 * @throws DeadlineError after `ms` milliseconds
 */
export async function withinDeadline<T>(
  work: (signal: AbortSignal) => Promise<T>,
  ms: number = callMs,
): Promise<T> {
  const ending = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<never>((_resolve, reject) => {
    const end = () => reject(new DeadlineError(ms));
    const began = performance.now();
    timer = setTimeout(() => {
      const wasStopped = performance.now() - began > ms + latestMs;
      if (wasStopped) timer = setTimeout(end, latestMs);
      else end();
    }, ms);
  });
  try {
    return await Promise.race([work(ending.signal), over]);
  } catch (error) {
    ending.abort(error);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/** A timer that is later than this was held up with the whole process: the answer may be there and is yet to be read. */
const latestMs = 1_000;

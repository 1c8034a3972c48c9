/** Every call to another machine has a deadline: without one, an unanswered request would block its caller forever. */

/** How long one outbound call may take, including its whole response. Teams allows a card action about as long. */
export const callMs = 15_000;

/** No response came in time. Whether the request took effect is unknown. */
export class DeadlineError extends Error {
  override readonly name = 'DeadlineError';
  /** The code of a network error, so that this is treated as one. */
  readonly code = 'ETIMEDOUT';

  constructor(ms: number) {
    super(`no answer within ${ms} ms`);
  }
}

/**
 * Does not rely on the work heeding its signal: a broken compressed response, for example, leaves the HTTP client
 * waiting although its connection is closed.
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

/** A timer this late was held up with the whole process: the response may have arrived and not have been read yet. */
const latestMs = 1_000;

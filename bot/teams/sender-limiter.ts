/** Limits how much one person may ask for, so that a runaway client leaves room for the others. */
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { RefusedError } from '../../src/errors';

/** Four times what the quickest tapper manages. */
const mostAMinute = 300;

export interface SenderLimiter {
  /** @throws RefusedError `too-fast`. */
  take(aadObjectId: string): Promise<void>;
}

export function createSenderLimiter(points = mostAMinute): SenderLimiter {
  const limiter = new RateLimiterMemory({ points, duration: 60 });
  return {
    take: async (aadObjectId) => {
      await limiter.consume(aadObjectId).catch(() => {
        throw new RefusedError('too-fast');
      });
    },
  };
}

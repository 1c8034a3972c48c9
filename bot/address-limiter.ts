/** How often an address may be refused before it is not listened to: what is refused costs something too. */
import { RateLimiterMemory } from 'rate-limiter-flexible';

/** More than a misconfigured proxy sends, far fewer than are felt. */
const mostAMinute = 300;

export interface AddressLimiter {
  /** Whether it was refused too often within a minute. */
  isShut(address: string): Promise<boolean>;
  refused(address: string): Promise<void>;
}

export function createAddressLimiter(points = mostAMinute): AddressLimiter {
  const limiter = new RateLimiterMemory({ points, duration: 60 });
  return {
    isShut: async (address) => ((await limiter.get(address))?.consumedPoints ?? 0) >= points,
    refused: async (address) => void (await limiter.penalty(address)),
  };
}

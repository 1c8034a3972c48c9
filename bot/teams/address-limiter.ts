/** Limits how often one address may be refused: refusing a request costs something too. */
import { RateLimiterMemory } from 'rate-limiter-flexible';

/** More than a misconfigured client sends, and too few to slow anybody else down. */
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

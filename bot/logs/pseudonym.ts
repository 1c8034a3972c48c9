import { shortHash } from '../../src/short-hash';

/** Distinguishes persons in the log without identifying them. */
export function pseudonym(personId: string): string {
  return shortHash(personId, 12);
}

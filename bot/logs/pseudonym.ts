import { createHash } from 'node:crypto';

/** Distinguishes persons in the log without identifying them. */
export function pseudonym(personId: string): string {
  return createHash('sha256').update(personId).digest('hex').slice(0, 12);
}

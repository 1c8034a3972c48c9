import { createHash } from 'node:crypto';

/** A hash of what a card showed, so that a press on an outdated one does nothing. @param shown JSON */
export function seenName(shown: unknown): string {
  return createHash('sha256').update(JSON.stringify(shown)).digest('hex').slice(0, 32);
}

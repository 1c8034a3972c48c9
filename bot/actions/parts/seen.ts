import { shortHash } from '../../../src/short-hash';

/** A hash of what a card showed, so that a press on an outdated one does nothing. @param shown JSON */
export function seenName(shown: unknown): string {
  return shortHash(JSON.stringify(shown), 32);
}

import { shortHash } from '../../src/short-hash';

/** Tells persons apart in the log without saying who they are. */
export function pseudonym(personId: string): string {
  return shortHash(personId, 12);
}

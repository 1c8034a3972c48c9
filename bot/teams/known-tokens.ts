/** Tokens that were valid before get past the limit on addresses; they are verified again all the same. */
import { createHash } from 'node:crypto';

export interface KnownTokens {
  remember(header: string): void;
  has(header: string): boolean;
}

/** Teams uses a token for an hour or more; the oldest is dropped first. */
const mostKept = 50;

/** Only their hashes are kept. */
export function knownTokens(): KnownTokens {
  const known = new Set<string>();
  return {
    remember: (header) => {
      const hash = hashOf(header);
      if (known.has(hash)) return;
      known.add(hash);
      const [oldest] = known;
      if (known.size > mostKept) known.delete(oldest!);
    },
    has: (header) => known.has(hashOf(header)),
  };
}

function hashOf(header: string): string {
  return createHash('sha256').update(header).digest('base64');
}

import { createHash } from 'node:crypto';
import { type Digest } from './digest';

/** Names what a digest says, whatever the language and the moment: two with the same name say the same. Pure. */
export function figuresOf(digest: Digest): string {
  const said = JSON.stringify({ ...digest, asOf: undefined });
  return createHash('sha256').update(said).digest('hex').slice(0, 32);
}

import { type Digest } from './digest';
import { shortHash } from '../short-hash';

/** Names what a digest says, whatever the language and the moment: two with the same name say the same. Pure. */
export function figuresOf(digest: Digest): string {
  const said = JSON.stringify({ ...digest, asOf: undefined });
  return shortHash(said, 32);
}

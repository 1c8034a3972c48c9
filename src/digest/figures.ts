import { type Digest } from './digest';
import { shortHash } from '../short-hash';

/** A fingerprint of a digest's figures, independent of its language and time: equal when the figures are. Pure. */
export function figuresOf(digest: Digest): string {
  const said = JSON.stringify({ ...digest, asOf: undefined });
  return shortHash(said, 32);
}

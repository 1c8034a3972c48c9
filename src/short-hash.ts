import { createHash } from 'node:crypto';

/** SHA-256 in hexadecimal: 64 characters 0–9 and a–f. */
export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

/**
 * The beginning of a text's SHA-256: names a text where the text itself is too long or may not be read.
 * @param length in hexadecimal digits of four bits each; 32 where two texts must never have one name
 */
export function shortHash(text: string, length: 12 | 16 | 32): string {
  return sha256(text).slice(0, length);
}

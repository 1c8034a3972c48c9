import { createHash } from 'node:crypto';

/** SHA-256 in hexadecimal: 64 characters 0–9 and a–f. */
export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

/**
 * The beginning of a text's SHA-256. It identifies the text where the text itself is too long or must not be readable.
 * @param length in hexadecimal digits (4 bits each); 32 if two texts must never share a name
 */
export function shortHash(text: string, length: 12 | 16 | 32): string {
  return sha256(text).slice(0, length);
}

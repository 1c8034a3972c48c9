import { createHash } from 'node:crypto';
import { canonical } from './same-data';

/** SHA-256 in hexadecimal: 64 characters 0–9 and a–f. */
export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

/** The same for the same data, whatever the order of its keys: never shared by two. */
export function dataName(value: unknown): string {
  return shortHash(canonical(value), 32);
}

/**
 * The beginning of a text's SHA-256. It identifies the text where the text itself is too long or must not be readable.
 * @param length in hexadecimal digits (4 bits each); 32 if two texts must never share a name
 */
export function shortHash(text: string, length: 12 | 16 | 32): string {
  return sha256(text).slice(0, length);
}

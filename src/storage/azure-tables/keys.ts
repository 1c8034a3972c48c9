/**
 * Keys of the port in characters that Azure Tables accepts (none of `/ \ # ? %`, no control characters), so that
 * its order, by ASCII character, is the port's order, by code point. UTF-8 compared by bytes has that order.
 * A byte that is not written plainly becomes a sign and two hexadecimal digits. A single sign would break the order,
 * since plain characters sort on both sides of it; so each gap between plain characters has a sign from that gap.
 */
import { MAX_KEY_LENGTH } from '../limits';

/** The sign for bytes up to `last` that are not plain. `- 0-9 : @ A-Z _ a-z |` are plain, see limits.ts. */
const GAPS: readonly (readonly [last: number, sign: string])[] = [
  [0x2c, '!'],
  [0x2f, '.'],
  [0x3f, ';'],
  [0x5e, '^'],
  [0x60, '`'],
  [0x7b, '{'],
  [0xff, '~'],
];
const PLAIN = /^[\w:@|-]*$/;
const ESCAPED = /[!.;^`{~]([0-9a-f]{2})/g;

const WRITTEN = Array.from({ length: 256 }, (_, byte) => {
  const character = String.fromCharCode(byte);
  if (byte < 0x80 && PLAIN.test(character)) return character;
  return `${signOf(byte)}${byte.toString(16).padStart(2, '0')}`;
});

export function encodeKey(key: string): string {
  if (PLAIN.test(key)) return key;
  return Array.from(Buffer.from(key), written).join('');
}

export function decodeKey(encoded: string): string {
  if (PLAIN.test(encoded)) return encoded;
  const bytes = encoded.replace(ESCAPED, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}

/**
 * A bound of a range, which may be longer than any key. No key exceeds the limit, so whatever follows the first
 * character beyond it cannot change how a key compares, and would only make the URL too long.
 */
export function encodeBound(bound: string): string {
  let encoded = '';
  for (const byte of Buffer.from(bound)) {
    encoded += written(byte);
    if (encoded.length > MAX_KEY_LENGTH) break;
  }
  return encoded;
}

function written(byte: number): string {
  return WRITTEN[byte] ?? '';
}

function signOf(byte: number): string {
  return GAPS.find(([last]) => byte <= last)?.[1] ?? '';
}

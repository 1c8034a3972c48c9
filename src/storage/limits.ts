import { LimitError } from '../errors';
import type { Change, JsonObject } from './store';

/**
 * The limits of Azure Tables, checked by every adapter so that each stores what the others do.
 * Source: "Understanding the Table service data model" and "Performing entity group transactions", Microsoft.
 */
/** One of the service's 100 and some of its 4 MiB are for the log of changes, see `azure-tables/change-log.ts`. */
export const MAX_CHANGES = 99;
export const MAX_COMMIT_BYTES = 4 * 1024 * 1024 - 16 * 1024;
export const MAX_ENTITY_BYTES = 1024 * 1024;
/**
 * Characters of an encoded key, see `encodedLength`. The service documents "1 KiB", elsewhere "1,024 characters";
 * its text is UTF-16, so 512 characters are within both. Azurite accepts 512.
 */
export const MAX_KEY_LENGTH = 512;

/** The most characters that one UTF-16 unit of a key can become: three bytes of UTF-8, three characters each. */
const mostEncoded = 9;

/** Added to an entity by property names, lengths, request line and headers: about 700 bytes, rounded up. */
const ENTITY_OVERHEAD_BYTES = 1024;

/**
 * Checks a commit before any of it is written.
 * @throws LimitError that names the key and the limit.
 */
export function checkCommit(partition: string, changes: readonly Change[]): void {
  refuse(keyFault(partition), `Partition ${quoted(partition)}`);
  if (changes.length < 1 || changes.length > MAX_CHANGES) {
    const first = changes[0] ? ` (the first: ${quoted(changes[0].key)})` : '';
    throw new LimitError(`A commit takes 1 to ${MAX_CHANGES} changes, not ${changes.length}${first}`);
  }
  checkKeys(changes);
  checkSizes(partition, changes);
}

/** Why no entity or partition can have this key, or undefined when one can. */
export function keyFault(key: string): string | undefined {
  if (key === '') return 'is empty';
  // Half a surrogate pair has no UTF-8 form: two such keys would become one.
  if (!key.isWellFormed()) return 'holds half a surrogate pair';
  // Every read runs this check, and nearly every key is short.
  if (key.length * mostEncoded <= MAX_KEY_LENGTH) return undefined;
  const length = encodedLength(key);
  if (length > MAX_KEY_LENGTH) return `has ${length} characters encoded, more than ${MAX_KEY_LENGTH}`;
  return undefined;
}

/**
 * Length of a key as an adapter may have to write it: Azure Tables accepts no control characters and none of
 * `/ \ # ?`, and the escaped form must keep the order. ASCII letters, digits and `- : @ _ |` count 1,
 * every other byte of the UTF-8 form counts 3: an escape sign and two hexadecimal digits.
 */
export function encodedLength(key: string): number {
  if (/^[\w:@|-]*$/.test(key)) return key.length;
  const plain = key.length - key.replace(/[\w:@|-]/g, '').length;
  return plain + 3 * (Buffer.byteLength(key) - plain);
}

/**
 * A value as an adapter may have to write it: JSON without U+2028 and U+2029, which some transaction parsers take for
 * line ends (Azurite 3.35). Text pasted from slides is full of them.
 */
export function storedText(value: JsonObject): string {
  return JSON.stringify(value).replace(/[\u2028\u2029]/g, (end) =>
    end === '\u2028' ? '\\u2028' : '\\u2029',
  );
}

/** Bytes of a stored entity, with text in UTF-16: keys, value as JSON, and overhead. At most 1 MiB. */
export function entityBytes(partition: string, key: string, value: JsonObject): number {
  return storedBytes(partition, key, storedText(value));
}

/** Bytes of one change in a commit: the larger of its stored and its transmitted form. At most `MAX_COMMIT_BYTES` together. */
export function changeBytes(partition: string, change: Change): number {
  return sizesOf(partition, change).larger;
}

function sizesOf(partition: string, change: Change): { readonly stored: number; readonly larger: number } {
  if (change.type === 'delete') return { stored: 0, larger: requestBytes(partition, change.key, '') };
  const text = storedText(change.value);
  const stored = storedBytes(partition, change.key, text);
  return { stored, larger: Math.max(requestBytes(partition, change.key, text), stored) };
}

function storedBytes(partition: string, key: string, json: string): number {
  return ENTITY_OVERHEAD_BYTES + 2 * (encodedLength(partition) + encodedLength(key) + json.length);
}

/** The value is sent as JSON text inside a JSON body in UTF-8; a key once in the body and %-encoded in the URL. */
function requestBytes(partition: string, key: string, json: string): number {
  const keys = encodedLength(partition) + encodedLength(key);
  return ENTITY_OVERHEAD_BYTES + 4 * keys + Buffer.byteLength(JSON.stringify(json));
}

function checkKeys(changes: readonly Change[]): void {
  const seen = new Set<string>();
  for (const { key } of changes) {
    refuse(keyFault(key), `Key ${quoted(key)}`);
    if (seen.has(key))
      throw new LimitError(`Key ${quoted(key)} is changed twice, a commit takes one change a key`);
    seen.add(key);
  }
}

/**
 * JSON text, in UTF-16 units, that is within both limits whatever it consists of: a unit takes at most two bytes stored
 * and six transmitted, and 100 changes with the longest keys take half a megabyte beside it.
 */
export const alwaysFits = 500_000;

function checkSizes(partition: string, changes: readonly Change[]): void {
  if (sumOfTexts(changes) <= alwaysFits) return;
  let total = 0;
  for (const change of changes) {
    const { stored, larger } = sizesOf(partition, change);
    if (stored > MAX_ENTITY_BYTES) {
      throw new LimitError(
        `Key ${quoted(change.key)} has ${stored} bytes, an entity takes ${MAX_ENTITY_BYTES}`,
      );
    }
    total += larger;
    if (total > MAX_COMMIT_BYTES) {
      throw new LimitError(
        `With key ${quoted(change.key)} the commit passes the ${MAX_COMMIT_BYTES} bytes it takes`,
      );
    }
  }
}

function sumOfTexts(changes: readonly Change[]): number {
  return changes.reduce(
    (sum, change) => sum + (change.type === 'delete' ? 0 : storedText(change.value).length),
    0,
  );
}

function refuse(fault: string | undefined, what: string): void {
  if (fault !== undefined) throw new LimitError(`${what} ${fault}`);
}

function quoted(key: string): string {
  return JSON.stringify(key.length > 80 ? `${key.slice(0, 80)}…` : key);
}

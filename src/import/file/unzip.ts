/** The parts of a zip file, unpacked one at a time and never beyond the limits, whatever the headers say. */
import { inflateRawSync } from 'node:zlib';
import { RefusedError } from '../../errors';
import { mostParts, mostUnpackedBytes, mostUnpackedRatio, ratioMattersFromBytes } from './limits';

interface Entry {
  readonly method: number;
  readonly encrypted: boolean;
  readonly packedSize: number;
  /** The position of its local header. */
  readonly offset: number;
}

export interface Zip {
  readonly names: ReadonlySet<string>;
  /**
   * The unpacked part; undefined if there is none of that name.
   * @throws RefusedError `file-unreadable`, `file-too-large-inside`, `file-encrypted`
   */
  readonly read: (name: string) => Buffer | undefined;
}

/** Layout of zip files: APPNOTE.TXT 6.3, sections 4.3.7, 4.3.12 and 4.3.16. */
const endSignature = 0x06054b50;
const endSize = 22;
const entrySignature = 0x02014b50;
const entrySize = 46;
const localSignature = 0x04034b50;
const localSize = 30;
const longestComment = 0xffff;

/**
 * @throws RefusedError `file-unreadable` if the directory at the file's end is missing or broken, `file-too-complex` if
 *   it has too many parts
 */
export function openZip(bytes: Buffer): Zip {
  const entries = readDirectory(bytes);
  let left = mostUnpackedBytes;
  const read = (name: string) => {
    const entry = entries.get(name);
    if (!entry) return undefined;
    const part = unpack(bytes, entry, left);
    left -= part.length;
    return part;
  };
  return { names: new Set(entries.keys()), read };
}

function readDirectory(bytes: Buffer): Map<string, Entry> {
  const end = findEnd(bytes);
  const entries = new Map<string, Entry>();
  const count = bytes.readUInt16LE(end + 10);
  if (count > mostParts) throw new RefusedError('file-too-complex');
  let at = bytes.readUInt32LE(end + 16);
  for (let index = 0; index < count; index++) {
    if (at + entrySize > end || bytes.readUInt32LE(at) !== entrySignature) throw unreadable();
    const lengths = [28, 30, 32].map((field) => bytes.readUInt16LE(at + field));
    const name = bytes.toString('utf8', at + entrySize, at + entrySize + lengths[0]!);
    entries.set(name.replaceAll('\\', '/'), {
      encrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
      method: bytes.readUInt16LE(at + 10),
      packedSize: bytes.readUInt32LE(at + 20),
      offset: bytes.readUInt32LE(at + 42),
    });
    at += entrySize + lengths[0]! + lengths[1]! + lengths[2]!;
  }
  return entries;
}

function findEnd(bytes: Buffer): number {
  const first = Math.max(0, bytes.length - endSize - longestComment);
  for (let at = bytes.length - endSize; at >= first; at--)
    if (bytes.readUInt32LE(at) === endSignature) return at;
  throw unreadable();
}

function unpack(bytes: Buffer, { method, encrypted, packedSize, offset }: Entry, left: number): Buffer {
  if (encrypted) throw new RefusedError('file-encrypted');
  if (offset + localSize > bytes.length || bytes.readUInt32LE(offset) !== localSignature) throw unreadable();
  const start = offset + localSize + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
  const packed = bytes.subarray(start, start + packedSize);
  if (packed.length < packedSize || (method !== 0 && method !== 8)) throw unreadable();
  const most = Math.min(left, Math.max(ratioMattersFromBytes, packedSize * mostUnpackedRatio));
  if (method === 0) return packed.length <= most ? packed : refuseLarge();
  return most > 0 ? inflate(packed, most) : refuseLarge();
}

function inflate(packed: Buffer, most: number): Buffer {
  try {
    return inflateRawSync(packed, { maxOutputLength: most });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') return refuseLarge();
    throw unreadable();
  }
}

function refuseLarge(): never {
  throw new RefusedError('file-too-large-inside', { most: String(mostUnpackedBytes / 1024 / 1024) });
}

function unreadable(): RefusedError {
  return new RefusedError('file-unreadable');
}

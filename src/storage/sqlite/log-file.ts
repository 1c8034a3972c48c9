/** The log beside a SQLite file ("-wal"). SQLite applies it to whatever file it finds there, even to a wrong one. */
import { closeSync, existsSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { StorageError } from '../../errors';
import { openDescriptor } from './descriptors';
import { headBytes, isLogOf, stampIn } from './stamp';

export const logOf = (path: string) => `${path}-wal`;
export const indexOf = (path: string) => `${path}-shm`;

/** Source: "WAL-mode File Format", sqlite.org. */
const logHeadBytes = 32;
const frameHeadBytes = 24;
/** Frames searched for the first page, which each commit writes; logs of earlier programs may lack it. */
const mostFrames = 200;

/**
 * Called before SQLite opens the file.
 * @throws StorageError if the log belongs to another file or its file is missing: opening would damage both.
 */
export function refuseForeignLog(path: string): void {
  if (!statSync(logOf(path), { throwIfNoEntry: false })?.size) return;
  const action = `Cannot open ${path}`;
  const todo = 'Put the store back with "seuranta restore", which leaves both as they are';
  if (!existsSync(path))
    throw new StorageError(
      `${action}: the file is gone, and the log of its last changes is still there. ${todo}`,
    );
  // If this process has it open, it was checked then; closing another descriptor would drop SQLite's locks.
  const { dev, ino } = statSync(path);
  if (openDescriptor({ dev, ino }) !== undefined) return;
  const stamp = reading(path, (read) => stampIn(read(0, headBytes)));
  const log = unlessGone(() => reading(logOf(path), firstStampInLog));
  if (stamp === undefined || log === undefined || isLogOf(stamp, log.stamp, log.commits)) return;
  throw new StorageError(`${action}: the log beside it (${logOf(path)}) belongs to another file. ${todo}`);
}

/** The last process that closes the store removes the log, also at this moment. */
function unlessGone<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

type Read = (at: number, length: number) => Buffer;

/** The stamp of the log's first commit, and the maximum number of commits in it. */
function firstStampInLog(read: Read, size: number): { stamp: number; commits: number } | undefined {
  const head = read(0, logHeadBytes);
  if (head.length < logHeadBytes) return undefined;
  const frameBytes = frameHeadBytes + head.readUInt32BE(8);
  const commits = Math.floor((size - logHeadBytes) / frameBytes);
  for (let frame = 0; frame < Math.min(commits, mostFrames); frame++) {
    const bytes = read(logHeadBytes + frame * frameBytes, frameHeadBytes + headBytes);
    const stamp = stampIn(bytes.subarray(frameHeadBytes));
    if (bytes.readUInt32BE(0) === 1 && stamp !== undefined) return { stamp, commits };
  }
  return undefined;
}

function reading<T>(path: string, work: (read: Read, size: number) => T): T {
  const descriptor = openSync(path, 'r');
  try {
    return work((at, length) => {
      const bytes = Buffer.alloc(length);
      return bytes.subarray(0, readSync(descriptor, bytes, 0, length, at));
    }, fstatSync(descriptor).size);
  } finally {
    closeSync(descriptor);
  }
}

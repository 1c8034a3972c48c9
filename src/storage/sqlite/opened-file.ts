/**
 * The files behind an open store, compared with the files that have their names now. SQLite goes on writing into a file
 * that was deleted, replaced or overwritten by something else.
 */
import { readSync, statSync, type Stats } from 'node:fs';
import { StoreReplacedError } from '../../errors';
import { type FileId, isOf, openDescriptor } from './descriptors';
import { indexOf, logOf } from './log-file';
import { goesOn, headBytes, stampIn } from './stamp';

export class OpenedFile {
  private readonly ids: ReadonlyMap<string, FileId | undefined>;
  private descriptor: number | undefined;
  private stamp: number | undefined;
  private size: number;

  /** @param before the file with that name when SQLite was asked to open it; `undefined` if there was none */
  constructor(
    private readonly path: string,
    before: FileId | undefined,
  ) {
    this.ids = new Map([path, logOf(path), indexOf(path)].map((each) => [each, found(each)]));
    const file = found(path);
    if (!file || (before && !isSame(before, file))) throw replaced(path, 'was replaced while it was opened');
    this.size = file.size;
    this.stamp = this.readStamp(file);
  }

  /** @throws StoreReplacedError */
  check(): void {
    const file = found(this.path);
    for (const [path, before] of this.ids) {
      const now = path === this.path ? file : found(path);
      if (before && !now) throw replaced(path, 'was removed');
      if (before && now && !isSame(before, now)) throw replaced(path, 'was replaced by another file');
    }
    if (file) this.checkContent(file);
  }

  /** Detects a file that was truncated or overwritten in place. */
  private checkContent(file: Stats): void {
    const stamp = this.readStamp(file);
    const wentOn =
      stamp === this.stamp || (stamp !== undefined && this.stamp !== undefined && goesOn(this.stamp, stamp));
    const shrank = file.size < this.size && stamp === this.stamp;
    if (!wentOn || shrank || file.size === 0)
      throw replaced(this.path, 'was written over by another program');
    this.stamp = stamp;
    this.size = file.size;
  }

  /** `undefined` if the system does not list descriptors, or if the file is no longer a database. */
  private readStamp(file: FileId): number | undefined {
    if (this.descriptor === undefined || !isOf(this.descriptor, file)) this.descriptor = openDescriptor(file);
    if (this.descriptor === undefined) return undefined;
    const head = Buffer.alloc(headBytes);
    return stampIn(head.subarray(0, readSync(this.descriptor, head, 0, headBytes, 0)));
  }
}

function found(path: string): Stats | undefined {
  return statSync(path, { throwIfNoEntry: false });
}

export function fileId(path: string): FileId | undefined {
  const stats = found(path);
  return stats && { dev: stats.dev, ino: stats.ino };
}

function isSame(one: FileId, other: FileId): boolean {
  return one.dev === other.dev && one.ino === other.ino;
}

function replaced(path: string, what: string): StoreReplacedError {
  return new StoreReplacedError(
    `${path} ${what} while the store was open: nothing is written any more. Stop the bot, and look at deploy/embedded-store.md`,
  );
}

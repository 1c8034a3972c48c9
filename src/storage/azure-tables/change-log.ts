/**
 * What a process tells the others of its commits, so that they know which of the rows that they keep have changed:
 * how many commits it has made, and which rows the last of them changed. Each process writes a property of its own.
 */
import { randomUUID } from 'node:crypto';
import { shortHash } from '../../short-hash';
import { type Changed, isOutOfOrder } from '../kept-rows';

/** Names a row by a digest, since keys hold persons' ids. */
export interface ChangedRow {
  readonly partition: string;
  readonly prefix: string;
  readonly digest: string;
}

/** One commit; `all` when it changed too many rows to name them. */
export type Entry = readonly ChangedRow[] | 'all';

export interface Log {
  /** Commits so far. */
  readonly count: number;
  /** The last of them, oldest first. */
  readonly last: readonly Entry[];
  /** Whether the last one may still be under way. */
  readonly isOpen: boolean;
}

/** Characters of a property; far below the service's limit, since a reader pays for them with each look. */
const mostText = 3_000;
/**
 * After this the last commit of a process that has died is over, in milliseconds: a commit is tried four times for
 * ten seconds with waits of at most ten seconds.
 */
export const longestCommitMs = 120_000;

/** Logs in one row: one for each start of a bot or command that has written. An entity takes 252 properties. */
export const mostLogs = 20;

const propertyPrefix = 'log_';

export function entryOf(partition: string, keys: readonly string[]): Entry {
  const rows = keys.map((key) => ({ partition, prefix: prefixOf(key), digest: digestOf(key) }));
  return JSON.stringify(rows).length > mostText / 2 ? 'all' : rows;
}

/** The log that this process writes. */
export class OwnLog {
  readonly property = propertyPrefix + randomUUID().replaceAll('-', '');
  private log: Log = { count: 0, last: [], isOpen: false };

  get isOpen(): boolean {
    return this.log.isOpen;
  }

  /** Counts another commit, which may still fail. @returns the property */
  add(entry: Entry, isOpen = false): string {
    let last = [...this.log.last, entry];
    while (JSON.stringify(last).length > mostText) last = last.slice(1);
    this.log = { count: this.log.count + 1, last, isOpen };
    return JSON.stringify(this.log);
  }

  /** The last commit is over. @returns the property */
  settle(): string {
    this.log = { ...this.log, isOpen: false };
    return JSON.stringify(this.log);
  }
}

/** Replaces all logs of a row: tells everybody, once, that anything may have changed that those had named. */
export function logOfEmptying(): Readonly<Record<string, string>> {
  const log = new OwnLog();
  return { [log.property]: log.add('all') };
}

/** The logs in a row, by property; undefined for one that cannot be read. */
export function logsIn(row: Readonly<Record<string, unknown>>): Map<string, Log | undefined> {
  const properties = Object.entries(row).filter(([property]) => property.startsWith(propertyPrefix));
  return new Map(properties.map(([property, text]) => [property, readLog(text)]));
}

/** How far a reader has followed a log. */
export interface Followed {
  readonly count: number;
  /** When its last commit was first seen under way, in milliseconds; absent once it is over. */
  readonly openSince?: number;
}

export interface News {
  readonly entries: readonly Entry[];
  readonly followed: ReadonlyMap<string, Followed>;
}

/**
 * What has changed since the logs were last looked at. A commit that was or is under way is named each time, since rows
 * may have been read before it took effect.
 * @param now of a clock that only goes forward, in milliseconds
 */
export function newsIn(
  logs: ReadonlyMap<string, Log | undefined>,
  before: ReadonlyMap<string, Followed>,
  now: number,
): News {
  const isGone = [...before.keys()].some((property) => !logs.has(property));
  const entries: Entry[] = isGone ? ['all'] : [];
  const followed = new Map<string, Followed>();
  for (const [property, log] of logs) {
    if (!log) entries.push('all');
    else {
      entries.push(...entriesSince(log, before.get(property)));
      followed.set(property, follow(log, before.get(property), now));
    }
  }
  return { entries, followed };
}

/** Whether a row or a page is one that the entry names. */
export function changedBy(entry: ChangedRow): Changed {
  const { prefix, digest } = entry;
  return {
    isRow: (key) => key.startsWith(prefix) && digestOf(key) === digest,
    isOn: ({ from, to }) =>
      isOutOfOrder(prefix) ||
      ((from <= prefix || from.startsWith(prefix)) && (to === undefined || prefix < to)),
  };
}

function entriesSince({ count, last }: Log, before: Followed | undefined): readonly Entry[] {
  const known = before ? before.count - (before.openSince === undefined ? 0 : 1) : 0;
  const missed = count - known;
  if (missed < 0 || missed > last.length) return ['all'];
  return last.slice(last.length - missed);
}

function follow({ count, isOpen }: Log, before: Followed | undefined, now: number): Followed {
  if (!isOpen) return { count };
  if (before?.count !== count) return { count, openSince: now };
  const { openSince } = before;
  return openSince === undefined || now - openSince > longestCommitMs ? { count } : { count, openSince };
}

function readLog(text: unknown): Log | undefined {
  try {
    return JSON.parse(String(text)) as Log;
  } catch {
    return undefined;
  }
}

/** The key up to its first "|", or nothing. */
export function prefixOf(key: string): string {
  return key.slice(0, key.indexOf('|') + 1);
}

function digestOf(key: string): string {
  return shortHash(key, 12);
}

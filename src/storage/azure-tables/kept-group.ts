/**
 * Rows of one or several partitions that this process has read, and the log by which it learns what other processes
 * have changed since. A process that makes a commit names it in the log before anybody learns of it: with the commit
 * itself where both are in one partition, and otherwise before it.
 */
import type { TransactionAction } from '@azure/data-tables';
import { ConflictError } from '../../errors';
import { type KeptRows, mayBeOn, type PageBounds } from '../kept-rows';
import type { Change, Entity } from '../store';
import { AtOnce, manyAtOnce, type UnderWay } from './at-once';
import {
  changedBy,
  type Entry,
  entryOf,
  type Followed,
  logOfEmptying,
  logsIn,
  longestCommitMs,
  mostLogs,
  newsIn,
  OwnLog,
  prefixOf,
} from './change-log';
import { encodeKey } from './keys';
import { isLast, rowOn, rowsOn } from './on-pages';
import { LOG_ROW, REGISTER_LOG_ROW, RESERVED_PARTITION } from './open-table';
import { type LogPlace, type TableRows, written } from './table-rows';

/** Milliseconds without a commit after which more is read than is asked for, since it will be of use for a while. */
const quietMs = 60_000;
const aheadRows = 50;

export class KeptGroup {
  private readonly place: LogPlace;
  private readonly partitions = new Set<string>();
  private readonly underWay = new Set<UnderWay>();
  /** Reads of rows with those that follow them, by partition and prefix. */
  private readonly aheads = new Map<string, Promise<unknown>>();
  private readonly asked = new AtOnce();
  private readonly ownProperties = new Set<string>();
  private followed: ReadonlyMap<string, Followed> | undefined;
  private own = this.newLog();
  /** When the last look at the log began. */
  private lookedAt = -Infinity;
  /** When this process last made a commit or learnt of one. */
  private changedAt = -Infinity;
  private looking: Promise<void> | undefined;
  private waiting = 0;
  private isLeft = false;
  private commits: Promise<unknown> = Promise.resolve();

  /** @param alone the partition that the group is; absent for the register's */
  constructor(
    private readonly table: TableRows,
    private readonly kept: KeptRows,
    private readonly alone?: string,
  ) {
    this.place =
      alone === undefined
        ? { partitionKey: RESERVED_PARTITION, rowKey: REGISTER_LOG_ROW }
        : { partitionKey: encodeKey(alone), rowKey: LOG_ROW };
  }

  /** @param since nothing older than what the table held then, by `performance.now()` */
  get(partition: string, key: string, since: number): Promise<Entity | undefined> {
    return this.asked.during(partition + prefixOf(key), async (count) => {
      await this.look(since);
      const known = this.kept.row(partition, key) ?? this.onPage(partition, key);
      if (known) return known.found;
      const isAhead = prefixOf(key) !== '' && (this.isQuiet() || count() >= manyAtOnce);
      return isAhead ? this.ahead(partition, key) : this.row(partition, key);
    });
  }

  /** Kept by itself too, since a page is forgotten when any row of it changes. */
  private onPage(partition: string, key: string) {
    const known = rowOn(this.kept.pages(partition), key);
    if (known) this.kept.keepRow(partition, key, known);
    return known;
  }

  private async row(partition: string, key: string): Promise<Entity | undefined> {
    const isOf = (changed: string) => changed === key;
    const read = await this.track(partition, isOf, () => this.table.get(partition, key));
    if (read.mayKeep) this.kept.keepRow(partition, key, read);
    return read.found;
  }

  /** @param since asked before each page */
  async *range(partition: string, whole: PageBounds, since: () => number): AsyncIterable<Entity> {
    for (let bounds = whole; ;) {
      const page = await this.page(partition, bounds, since());
      yield* page.found;
      const last = page.found.at(-1);
      if (!last || page.isLast) return;
      bounds = { ...whole, from: last.key, after: true };
    }
  }

  /** One after the other, since each writes the whole of this process's log. */
  commit(partition: string, changes: readonly Change[]): Promise<void> {
    this.waiting += 1;
    const committed = this.commits.then(() => this.commitNow(partition, changes));
    this.commits = committed.then(
      () => this.settle(),
      () => this.settle(),
    );
    return committed;
  }

  /** Resolves when no commit is under way. */
  async close(): Promise<void> {
    await this.commits;
  }

  /** Forgets everything and keeps nothing more, unless something is under way. @returns whether it did */
  leave(): boolean {
    const isIdle = this.waiting === 0 && this.underWay.size === 0 && !this.looking;
    if (isIdle) this.forgetAll();
    this.isLeft ||= isIdle;
    return isIdle;
  }

  private async commitNow(partition: string, changes: readonly Change[]): Promise<void> {
    this.changedAt = performance.now();
    const keys = changes.map(({ key }) => key);
    const entry = entryOf(this.alone === undefined ? partition : '', keys);
    this.forgetOwn(partition, keys);
    try {
      const isOf = (key: string) => keys.includes(key);
      const { etags, mayKeep } = await this.track(partition, isOf, () =>
        this.write(partition, changes, entry),
      );
      this.forgetOwn(partition, keys);
      if (mayKeep) this.keepWritten(partition, changes, etags);
    } catch (error) {
      this.forgetOwn(partition, keys);
      this.lookedAt = -Infinity;
      // What became of it is unknown: it may even take effect later, after commits with a longer log.
      if (!(error instanceof ConflictError)) this.abandonLog();
      throw error;
    }
  }

  private async write(partition: string, changes: readonly Change[], entry: Entry) {
    if (this.alone === undefined) return { etags: await this.writeAfterLog(partition, changes, entry) };
    const { property } = this.own;
    // Counted even if it conflicts: an earlier attempt, whose response was lost, may have written the log.
    const log = { ...this.place, [property]: this.own.add(entry) };
    const logged: TransactionAction = ['upsert', log, 'Merge'];
    return { etags: await this.table.commit(partition, changes, [logged]) };
  }

  private async writeAfterLog(partition: string, changes: readonly Change[], entry: Entry) {
    const { property } = this.own;
    const began = performance.now();
    await this.table.writeLog(this.place, { [property]: this.own.add(entry, true) });
    const etags = await this.table.commit(partition, changes, []);
    // This process was frozen meanwhile: others have given the log up, so the commit is named again.
    if (performance.now() - began > longestCommitMs)
      await this.table.writeLog(this.place, { [property]: this.own.add(entry, true) });
    return etags;
  }

  /** Logs that the last commit is over; until then others read the rows that it names from the table. */
  private async settle(): Promise<void> {
    this.waiting -= 1;
    if (this.alone !== undefined || this.waiting > 0 || !this.own.isOpen) return;
    await this.table.writeLog(this.place, { [this.own.property]: this.own.settle() }).catch(() => undefined);
  }

  private async page(partition: string, bounds: PageBounds, since: number) {
    await this.look(since);
    const known = this.kept.page(partition, bounds);
    if (known) return { ...known, isLast: isLast(known.found) };
    const part = rowsOn(this.kept.pages(partition), bounds);
    if (part) return { found: part, isLast: true };
    const isOf = (key: string) => mayBeOn(bounds, key);
    const read = await this.track(partition, isOf, () => this.table.page(partition, bounds));
    if (read.mayKeep) this.kept.keepPage(partition, bounds, read);
    return read;
  }

  private isQuiet(): boolean {
    return performance.now() - this.changedAt > quietMs;
  }

  /** Of several that are asked for at the same time, each waits whether the read before it finds it. */
  private async ahead(partition: string, key: string): Promise<Entity | undefined> {
    const name = partition + prefixOf(key);
    for (let other = this.aheads.get(name); other; other = this.aheads.get(name)) {
      await other.catch(() => undefined);
      const known = this.onPage(partition, key);
      if (known) return known.found;
      // Rows far apart are not waited for one after the other.
      if (!this.isQuiet()) return this.row(partition, key);
    }
    const read = this.readAhead(partition, key).finally(() => this.aheads.delete(name));
    this.aheads.set(name, read);
    return read;
  }

  /** The row with those that follow it, since they are often asked for next, and a request costs the same. */
  private async readAhead(partition: string, key: string): Promise<Entity | undefined> {
    const whole = { from: key, after: false, to: `${prefixOf(key)}\u{10ffff}` };
    const isOf = (changed: string) => mayBeOn(whole, changed);
    const read = await this.track(partition, isOf, () => this.table.page(partition, whole, aheadRows));
    const last = read.found.at(-1);
    // The first text after the last key.
    const bounds = read.isLast || !last ? whole : { ...whole, to: `${last.key}\u0000` };
    if (read.mayKeep) this.kept.keepPage(partition, bounds, read);
    return (this.onPage(partition, key) ?? { found: read.found.find((row) => row.key === key) }).found;
  }

  /** @returns the result, which may be kept unless a commit to the same rows was made or learnt of meanwhile */
  private async track<T>(partition: string, isOf: UnderWay['isOf'], work: () => Promise<T>) {
    const read: UnderWay = { partition, isOf, isSpoiled: false };
    this.partitions.add(partition);
    this.underWay.add(read);
    try {
      const result = await work();
      return { ...result, mayKeep: !read.isSpoiled && !this.isLeft };
    } finally {
      this.underWay.delete(read);
    }
  }

  private async look(since: number): Promise<void> {
    while (this.lookedAt <= since) {
      if (!this.looking) {
        const began = performance.now();
        this.looking = this.followLogs().then(() => void (this.lookedAt = began));
        this.looking = this.looking.finally(() => (this.looking = undefined));
      }
      await this.looking;
    }
  }

  private async followLogs(): Promise<void> {
    const row = await this.table.readLogs(this.place);
    const logs = logsIn(row);
    const hasTooMany = logs.size > mostLogs;
    for (const property of this.ownProperties) logs.delete(property);
    const { entries, followed } = newsIn(logs, this.followed ?? new Map(), performance.now());
    if (hasTooMany) await this.emptyLogs(followed, String(row['etag']));
    // The first look finds what was written at any time before.
    if (this.followed && entries.length > 0) this.changedAt = performance.now();
    this.followed = followed;
    for (const entry of entries) this.forget(entry);
  }

  /** Not while a commit is under way, since only its log tells others to read its rows again. */
  private async emptyLogs(followed: ReadonlyMap<string, Followed>, etag: string): Promise<void> {
    const isUnderWay = [...followed.values()].some(({ openSince }) => openSince !== undefined);
    if (!isUnderWay && !this.own.isOpen) await this.table.replaceLogs(this.place, logOfEmptying(), etag);
  }

  private forget(entry: Entry): void {
    if (entry === 'all') return this.forgetAll();
    for (const row of entry) {
      const partition = this.alone ?? row.partition;
      const changed = changedBy(row);
      this.kept.forget(partition, changed);
      for (const read of this.underWay) if (read.partition === partition) read.isSpoiled = true;
    }
  }

  private forgetAll(): void {
    for (const partition of this.partitions) this.kept.drop(partition);
    for (const read of this.underWay) read.isSpoiled = true;
  }

  private forgetOwn(partition: string, keys: readonly string[]): void {
    this.kept.forgetKeys(partition, keys);
    for (const read of this.underWay)
      if (read.partition === partition && keys.some(read.isOf)) read.isSpoiled = true;
  }

  private keepWritten(partition: string, changes: readonly Change[], etags: readonly (string | undefined)[]) {
    for (const [at, change] of changes.entries()) {
      const etag = etags[at];
      if (change.type === 'delete') this.kept.keepRow(partition, change.key, { found: undefined, text: 0 });
      else if (etag !== undefined) this.kept.keepRow(partition, change.key, written(change, etag));
    }
  }

  /** From now on it is followed like that of another process. */
  private abandonLog(): void {
    this.ownProperties.delete(this.own.property);
    this.own = this.newLog();
  }

  private newLog(): OwnLog {
    const log = new OwnLog();
    this.ownProperties.add(log.property);
    return log;
  }
}

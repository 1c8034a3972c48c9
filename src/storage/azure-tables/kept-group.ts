/**
 * Rows of one or several partitions that this process has read, and the log by which it learns what other processes
 * have changed since. A process that makes a commit names it in the log before anybody learns of it: with the commit
 * itself where both are in one partition, and otherwise before it.
 */
import type { TransactionAction } from '@azure/data-tables';
import { ConflictError } from '../../errors';
import { frozen, isOutOfOrder, type KeptRows, mayBeOn, type PageBounds, type Read } from '../kept-rows';
import type { Change, Entity, JsonObject } from '../store';
import { changedBy, type Entry, entryOf, type Followed, logsIn, newsIn, OwnLog } from './change-log';
import { encodeKey } from './keys';
import { LOG_ROW, REGISTER_LOG_ROW, RESERVED_PARTITION } from './open-table';
import { type LogPlace, type TableRows } from './table-rows';

/** Processes that have written; each start of a bot or a command is one. An entity takes 252 properties. */
const mostLogs = 20;

/** A read or commit of this process that has no result yet. */
interface UnderWay {
  readonly partition: string;
  readonly isOf: (key: string) => boolean;
  isSpoiled: boolean;
}

export class KeptGroup {
  private readonly place: LogPlace;
  private readonly partitions = new Set<string>();
  private readonly underWay = new Set<UnderWay>();
  private readonly ownProperties = new Set<string>();
  private followed: ReadonlyMap<string, Followed> = new Map();
  private own = this.newLog();
  /** When the last look at the log began. */
  private lookedAt = -Infinity;
  private looking: Promise<void> | undefined;
  private waiting = 0;
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
  async get(partition: string, key: string, since: number): Promise<Entity | undefined> {
    await this.look(since);
    const known = this.kept.row(partition, key) ?? this.onPage(partition, key);
    if (known) return known.found;
    const read = await this.track(
      partition,
      (changed) => changed === key,
      () => this.table.get(partition, key),
    );
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

  /** Resolves when nothing is under way. */
  async close(): Promise<void> {
    await this.commits;
  }

  private async commitNow(partition: string, changes: readonly Change[]): Promise<void> {
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
    const { property } = this.own;
    if (this.alone === undefined) {
      await this.table.writeLog(this.place, { [property]: this.own.add(entry, true) });
      return { etags: await this.table.commit(partition, changes, []) };
    }
    const log = { ...this.place, [property]: this.own.textWith(entry) };
    const logged: TransactionAction = ['upsert', log, 'Merge'];
    const etags = await this.table.commit(partition, changes, [logged]);
    this.own.add(entry);
    return { etags };
  }

  /** Until then others read the rows that the last commit names from the table. */
  private async settle(): Promise<void> {
    this.waiting -= 1;
    if (this.alone !== undefined || this.waiting > 0 || !this.own.isOpen) return;
    await this.table.writeLog(this.place, { [this.own.property]: this.own.settle() }).catch(() => undefined);
  }

  private async page(partition: string, bounds: PageBounds, since: number) {
    await this.look(since);
    const known = this.kept.page(partition, bounds);
    if (known) return { ...known, isLast: this.isLast(known) };
    const part = this.partOfPage(partition, bounds);
    if (part) return { found: part, isLast: true };
    const isOf = (key: string) => mayBeOn(bounds, key);
    const read = await this.track(partition, isOf, () => this.table.page(partition, bounds));
    if (read.mayKeep) this.kept.keepPage(partition, bounds, read);
    return read;
  }

  /** The rows, if they are all on one page of a wider range. */
  private partOfPage(partition: string, { from, after, to }: PageBounds): readonly Entity[] | undefined {
    if (after || to === undefined) return undefined;
    for (const { bounds, found } of this.kept.pages(partition)) {
      const isWider = !isBefore(from, bounds.from) && (bounds.to === undefined || !isBefore(bounds.to, to));
      if (!isWider || bounds.after || !this.isLast({ found })) continue;
      return found.filter(({ key }) => !isBefore(key, from) && isBefore(key, to));
    }
    return undefined;
  }

  private isLast({ found }: { readonly found: readonly Entity[] }): boolean {
    return found.length < this.table.pageRows;
  }

  /** A row of a page, or the knowledge that there is none between two of its rows. */
  private onPage(partition: string, key: string): { readonly found: Entity | undefined } | undefined {
    if (isOutOfOrder(key)) return undefined;
    for (const { bounds, found } of this.kept.pages(partition)) {
      const last = found.at(-1);
      const isBeyond = !this.isLast({ found }) && last !== undefined && last.key < key;
      if (isBeyond || !mayBeOn(bounds, key) || (bounds.after && key === bounds.from)) continue;
      return { found: found.find((row) => row.key === key) };
    }
    return undefined;
  }

  /** The result, and whether no commit to what it is of was learnt of meanwhile. */
  private async track<T>(partition: string, isOf: UnderWay['isOf'], work: () => Promise<T>) {
    const read: UnderWay = { partition, isOf, isSpoiled: false };
    this.partitions.add(partition);
    this.underWay.add(read);
    try {
      const result = await work();
      return { ...result, mayKeep: !read.isSpoiled };
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
    if (logs.size > mostLogs) await this.table.emptyLogs(this.place, String(row['etag']));
    for (const property of this.ownProperties) logs.delete(property);
    const { entries, followed } = newsIn(logs, this.followed, performance.now());
    this.followed = followed;
    for (const entry of entries) this.forget(entry);
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

/** In the order of code points. */
function isBefore(one: string, other: string): boolean {
  if (!isOutOfOrder(one) && !isOutOfOrder(other)) return one < other;
  return Buffer.compare(Buffer.from(one), Buffer.from(other)) < 0;
}

/** What a reader of the table would get. */
function written({ key, value }: Change & { value: JsonObject }, etag: string): Read<Entity> {
  const text = JSON.stringify(value);
  return { found: { key, etag, value: frozen(JSON.parse(text) as JsonObject) }, text: text.length };
}

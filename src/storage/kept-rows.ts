/** Keeps rows and pages that were read from a store, within bounds. The adapter knows whether they are still true. */
import { type Entity, type Json } from './store';

/** Row text held in memory, in UTF-16 code units of at most 2 bytes each. */
const mostText = 8_000_000;
/** Pages kept of one partition; limited since each commit to it looks at all of them. */
const mostPages = 1_000;
/** Roughly what a row or page takes in memory beside its text, in the same units. */
export const overhead = 200;

export interface PageBounds {
  readonly from: string;
  /** `from` is not part of the page. */
  readonly after: boolean;
  /** Exclusive; `undefined`: no upper bound. */
  readonly to: string | undefined;
}

/** What was read, frozen, and the length of its text. */
export interface Read<T> {
  readonly found: T;
  readonly text: number;
}

/** Which rows of a partition have changed. */
export interface Changed {
  readonly isRow: (key: string) => boolean;
  /** Whether a changed row may be on the page, or may have been. */
  readonly isOn: (page: PageBounds) => boolean;
}

interface KeptPartition {
  /** `undefined` as what was found: there is no such row. */
  readonly rows: Map<string, Read<Entity | undefined>>;
  readonly pages: Map<string, Read<readonly Entity[]> & { readonly bounds: PageBounds }>;
  text: number;
}

export class KeptRows {
  private readonly partitions = new Map<string, KeptPartition>();
  private text = 0;

  row(partition: string, key: string): Read<Entity | undefined> | undefined {
    return this.partitions.get(partition)?.rows.get(key);
  }

  keepRow(partition: string, key: string, read: Read<Entity | undefined>): void {
    const kept = this.partition(partition);
    this.forgetOne(kept, kept.rows, key);
    kept.rows.set(key, read);
    this.grow(kept, read);
  }

  page(partition: string, bounds: PageBounds): Read<readonly Entity[]> | undefined {
    return this.partitions.get(partition)?.pages.get(nameOf(bounds));
  }

  keepPage(partition: string, bounds: PageBounds, read: Read<readonly Entity[]>): void {
    const kept = this.partition(partition);
    const name = nameOf(bounds);
    this.forgetOne(kept, kept.pages, name);
    const [oldest] = kept.pages.keys();
    if (kept.pages.size >= mostPages) this.forgetOne(kept, kept.pages, oldest!);
    kept.pages.set(name, { ...read, bounds });
    this.grow(kept, read);
  }

  /** Pages of the partition, in no order. */
  *pages(partition: string): Iterable<{ readonly bounds: PageBounds; readonly found: readonly Entity[] }> {
    yield* this.partitions.get(partition)?.pages.values() ?? [];
  }

  /** The rows with these keys, and the pages that they may be on. */
  forgetKeys(partition: string, keys: readonly string[]): void {
    const kept = this.partitions.get(partition);
    if (!kept) return;
    for (const key of keys) this.forgetOne(kept, kept.rows, key);
    this.forgetPages(kept, (bounds) => keys.some((key) => mayBeOn(bounds, key)));
  }

  forget(partition: string, { isRow, isOn }: Changed): void {
    const kept = this.partitions.get(partition);
    if (!kept) return;
    for (const key of kept.rows.keys()) if (isRow(key)) this.forgetOne(kept, kept.rows, key);
    this.forgetPages(kept, isOn);
  }

  drop(partition: string): void {
    this.text -= this.partitions.get(partition)?.text ?? 0;
    this.partitions.delete(partition);
  }

  clear(): void {
    this.partitions.clear();
    this.text = 0;
  }

  private partition(partition: string): KeptPartition {
    const known = this.partitions.get(partition);
    if (known) return known;
    const fresh: KeptPartition = { rows: new Map(), pages: new Map(), text: 0 };
    this.partitions.set(partition, fresh);
    return fresh;
  }

  private forgetPages(kept: KeptPartition, isOn: Changed['isOn']): void {
    for (const [name, { bounds }] of kept.pages) if (isOn(bounds)) this.forgetOne(kept, kept.pages, name);
  }

  private forgetOne<T>(kept: KeptPartition, reads: Map<string, Read<T>>, name: string): void {
    const size = sizeOf(reads.get(name));
    reads.delete(name);
    kept.text -= size;
    this.text -= size;
  }

  /** Drops whole partitions, since the rows of one belong together; the ones that were read first go first. */
  private grow(kept: KeptPartition, fresh: Read<unknown>): void {
    kept.text += sizeOf(fresh);
    this.text += sizeOf(fresh);
    for (const [partition, { text: freed }] of this.partitions) {
      if (this.text <= mostText) return;
      this.partitions.delete(partition);
      this.text -= freed;
    }
  }
}

export function mayBeOn({ from, to }: PageBounds, key: string): boolean {
  return isOutOfOrder(key) || (from <= key && (to === undefined || key < to));
}

/** From U+D800 on code units are not in the order of code points, so such a key may be on any page. */
export function isOutOfOrder(key: string): boolean {
  return /[\ud800-\uffff]/.test(key);
}

/** Freezes a value, since the same row is handed to everybody who reads it. */
export function frozen<T extends Json>(value: T): T {
  if (value === null || typeof value !== 'object') return value;
  for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
}

function nameOf({ from, after, to }: PageBounds): string {
  return JSON.stringify([from, after, to]);
}

function sizeOf(read: Read<unknown> | undefined): number {
  return read ? read.text + overhead : 0;
}

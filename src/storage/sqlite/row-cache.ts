/**
 * Rows and pages that this process has read, as long as no other process has written to the file. A press reads the
 * same few dozen rows as the press before it, and to ask SQLite for each costs more than the rest of the press.
 */
import { nextTick } from 'node:process';
import type { Change, Entity } from '../store';

/** Of row text held in memory, in UTF-16 code units, 2 bytes each at most. */
const mostText = 8_000_000;
/** Pages of a partition: each commit to it looks at all of them. */
const mostPages = 1_000;
/** What a row or page takes beside its text, about. */
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

interface CachedPartition {
  /** `undefined` as what was found: there is no such row. */
  readonly rows: Map<string, Read<Entity | undefined>>;
  readonly pages: Map<string, Read<readonly Entity[]> & { readonly bounds: PageBounds }>;
  text: number;
}

export class RowCache {
  private readonly partitions = new Map<string, CachedPartition>();
  private version: unknown;
  private isAsked = false;
  private text = 0;

  /** @param dataVersion SQLite's `PRAGMA data_version`, which changes when another connection has written */
  constructor(private readonly dataVersion: () => unknown) {}

  row(partition: string, key: string, read: () => Read<Entity | undefined>): Entity | undefined {
    const cached = this.current(partition);
    const known = cached.rows.get(key);
    if (known) return known.found;
    const fresh = read();
    cached.rows.set(key, fresh);
    this.grow(cached, fresh);
    return fresh.found;
  }

  page(partition: string, bounds: PageBounds, read: () => Read<readonly Entity[]>): readonly Entity[] {
    const cached = this.current(partition);
    const name = JSON.stringify([bounds.from, bounds.after, bounds.to]);
    const known = cached.pages.get(name);
    if (known) return known.found;
    const fresh = read();
    const [oldest] = cached.pages.keys();
    if (cached.pages.size >= mostPages) this.forget(cached, cached.pages, oldest!);
    cached.pages.set(name, { ...fresh, bounds });
    this.grow(cached, fresh);
    return fresh.found;
  }

  /** Called when the commit is on the disk, before whoever made it learns that. */
  wrote(partition: string, changes: readonly Change[]): void {
    const cached = this.partitions.get(partition);
    if (!cached) return;
    for (const { key } of changes) {
      this.forget(cached, cached.rows, key);
      // From U+D800 on code units are not in the order of code points, so such a key may be on any page.
      const isAnywhere = /[\ud800-\uffff]/.test(key);
      for (const [name, { bounds }] of cached.pages)
        if (isAnywhere || isWithin(bounds, key)) this.forget(cached, cached.pages, name);
    }
  }

  clear(): void {
    this.partitions.clear();
    this.text = 0;
  }

  /**
   * The partition's rows, emptied if another process wrote since SQLite was last asked. It is asked once for a callback
   * of the event loop and the promises that follow from it: Node empties the tick queue before the next callback, so
   * nobody sees what was replaced before they asked.
   */
  private current(partition: string): CachedPartition {
    if (!this.isAsked) {
      const version = this.dataVersion();
      if (version !== this.version) this.clear();
      this.version = version;
      this.isAsked = true;
      nextTick(() => (this.isAsked = false));
    }
    const known = this.partitions.get(partition);
    if (known) return known;
    const fresh: CachedPartition = { rows: new Map(), pages: new Map(), text: 0 };
    this.partitions.set(partition, fresh);
    return fresh;
  }

  private forget<T>(cached: CachedPartition, reads: Map<string, Read<T>>, name: string): void {
    const size = sizeOf(reads.get(name));
    reads.delete(name);
    cached.text -= size;
    this.text -= size;
  }

  /** Drops whole partitions, those first that were read first, since the rows of one belong together. */
  private grow(cached: CachedPartition, fresh: Read<unknown>): void {
    cached.text += sizeOf(fresh);
    this.text += sizeOf(fresh);
    for (const [partition, { text: freed }] of this.partitions) {
      if (this.text <= mostText) return;
      this.partitions.delete(partition);
      this.text -= freed;
    }
  }
}

function sizeOf(read: Read<unknown> | undefined): number {
  return read ? read.text + overhead : 0;
}

function isWithin({ from, to }: PageBounds, key: string): boolean {
  return from <= key && (to === undefined || key < to);
}

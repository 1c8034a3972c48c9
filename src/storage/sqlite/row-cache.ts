/**
 * Rows and pages that this process has read, as long as no other process has written to the file. A press reads the
 * same few dozen rows as the press before it, and to ask SQLite for each costs more than the rest of the press.
 */
import { nextTick } from 'node:process';
import { KeptRows, type PageBounds, type Read } from '../kept-rows';
import type { Entity } from '../store';

/** A row that was written, or was to be. */
export interface Written {
  readonly key: string;
  /** As SQLite would give it back; absent if the row was deleted or its commit refused. */
  readonly read?: () => Read<Entity>;
}

export class RowCache {
  private readonly kept = new KeptRows();
  private version: unknown;
  private isAsked = false;

  /** @param dataVersion SQLite's `PRAGMA data_version`, which changes when another connection has written */
  constructor(private readonly dataVersion: () => unknown) {}

  row(partition: string, key: string, read: () => Read<Entity | undefined>): Entity | undefined {
    this.refresh();
    const known = this.kept.row(partition, key);
    if (known) return known.found;
    const fresh = read();
    this.kept.keepRow(partition, key, fresh);
    return fresh.found;
  }

  page(partition: string, bounds: PageBounds, read: () => Read<readonly Entity[]>): readonly Entity[] {
    this.refresh();
    const known = this.kept.page(partition, bounds);
    if (known) return known.found;
    const fresh = read();
    this.kept.keepPage(partition, bounds, fresh);
    return fresh.found;
  }

  /**
   * Called when the commit is on the disk, before whoever made it learns that. A row that was read before is likely to be
   * read again; others, such as an entry of a history, would only take room.
   */
  wrote(partition: string, rows: readonly Written[]): void {
    const known = rows.filter(({ key, read }) => read && this.kept.row(partition, key));
    const keys = rows.map(({ key }) => key);
    this.kept.forgetKeys(partition, keys);
    for (const { key, read } of known) this.kept.keepRow(partition, key, read!());
  }

  clear(): void {
    this.kept.clear();
  }

  /**
   * Empties the cache if another process wrote since SQLite was last asked. It is asked once for a callback of the
   * event loop and the promises that follow from it: Node empties the tick queue before the next callback, so nobody
   * sees what was replaced before they asked.
   */
  private refresh(): void {
    if (this.isAsked) return;
    const version = this.dataVersion();
    if (version !== this.version) this.kept.clear();
    this.version = version;
    this.isAsked = true;
    nextTick(() => (this.isAsked = false));
  }
}

/** Finds rows, or finds that there are none, on pages that were read. */
import { isOutOfOrder, mayBeOn, type PageBounds, type Read } from '../kept-rows';
import type { Entity } from '../store';

/** Fewer than the 1,000 of the service, so that a page of the largest entities fits in memory. */
export const PAGE_ROWS = 200;

export interface KeptPage {
  readonly bounds: PageBounds;
  readonly found: readonly Entity[];
}

/** Whether a page has all rows within its bounds. */
export function isLast(found: readonly Entity[]): boolean {
  return found.length < PAGE_ROWS;
}

/** The row, or that there is none between two rows of a page; undefined if no page tells. */
export function rowOn(pages: Iterable<KeptPage>, key: string): Read<Entity | undefined> | undefined {
  if (isOutOfOrder(key)) return undefined;
  for (const { bounds, found } of pages) {
    const last = found.at(-1);
    const isBeyond = !isLast(found) && last !== undefined && last.key < key;
    if (isBeyond || !mayBeOn(bounds, key) || (bounds.after && key === bounds.from)) continue;
    const row = found.find((each) => each.key === key);
    return { found: row, text: row ? JSON.stringify(row.value).length : 0 };
  }
  return undefined;
}

/** The rows of a range, if they are all on one page of a wider range. */
export function rowsOn(
  pages: Iterable<KeptPage>,
  { from, after, to }: PageBounds,
): readonly Entity[] | undefined {
  if (after || to === undefined) return undefined;
  for (const { bounds, found } of pages) {
    const isWider = !isBefore(from, bounds.from) && (bounds.to === undefined || !isBefore(bounds.to, to));
    if (!isWider || bounds.after || !isLast(found)) continue;
    return found.filter(({ key }) => !isBefore(key, from) && isBefore(key, to));
  }
  return undefined;
}

/** In the order of code points. */
function isBefore(one: string, other: string): boolean {
  if (!isOutOfOrder(one) && !isOutOfOrder(other)) return one < other;
  return Buffer.compare(Buffer.from(one), Buffer.from(other)) < 0;
}

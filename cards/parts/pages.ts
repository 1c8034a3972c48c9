/** Splits what does not fit on one card into pages. Pure. */

/** How much fits on a page. */
export interface PageRoom {
  /** Bytes of the items, including the JSON around them. */
  readonly bytes: number;
  /** Most items that a reader would look through; unlimited by default. */
  readonly items?: number;
}

/** The page to show, 0-based: the nearest to `wanted` that exists, since a list may have become shorter. */
export function pageWithin(wanted: number, pages: number): number {
  return Math.min(Math.max(0, wanted), pages - 1);
}

/** At least one page. An item stays whole, even one that is larger than a page. */
export function pagesOf<Item>(
  items: readonly Item[],
  sizeOf: (item: Item) => number,
  room: PageRoom,
): Item[][] {
  return groupedPages([{ head: undefined, items }], { head: () => 0, item: sizeOf }, room).map((page) =>
    page.flatMap((group) => group.items),
  );
}

/** Items under a heading. */
export interface Grouped<Head, Item> {
  readonly head: Head;
  readonly items: readonly Item[];
}

/** A group whose items do not fit continues on the next page under the same heading. */
export function groupedPages<Head, Item>(
  groups: readonly Grouped<Head, Item>[],
  sizeOf: { readonly head: (head: Head) => number; readonly item: (item: Item) => number },
  { bytes, items: most = Infinity }: PageRoom,
): Grouped<Head, Item>[][] {
  const pages: { head: Head; items: Item[] }[][] = [[]];
  let [left, count] = [bytes, 0];
  for (const { head, items } of groups) {
    let open: Item[] | undefined;
    for (const item of items) {
      const size = sizeOf.item(item);
      const isFull = count === most || left < size + (open ? 0 : sizeOf.head(head));
      if (isFull && count > 0) {
        pages.push([]);
        [left, count, open] = [bytes, 0, undefined];
      }
      if (!open) {
        open = [];
        pages.at(-1)!.push({ head, items: open });
        left -= sizeOf.head(head);
      }
      open.push(item);
      left -= size;
      count++;
    }
  }
  return pages;
}

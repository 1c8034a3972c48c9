/** Divides an import's changes into commits that the store accepts. Pure. */
import { changeBytes } from '../storage/limits';
import { type Change } from '../storage/store';

/** What is written for one goal, in one commit. */
export interface GoalChanges {
  readonly changes: readonly Change[];
}

/** A commit may have 99 changes and nearly 4 MiB, including the mark. */
const page = { changes: 98, bytes: 3 * 1024 * 1024 } as const;

/** In order; a page has at least one goal. */
export function pagesOf<T extends GoalChanges>(partition: string, goals: readonly T[]): T[][] {
  const pages: T[][] = [];
  let [count, bytes] = [Infinity, Infinity];
  for (const goal of goals) {
    const size = goal.changes.reduce((sum, change) => sum + changeBytes(partition, change), 0);
    const isFull = count + goal.changes.length > page.changes || bytes + size > page.bytes;
    if (isFull) pages.push([]);
    pages.at(-1)!.push(goal);
    count = (isFull ? 0 : count) + goal.changes.length;
    bytes = (isFull ? 0 : bytes) + size;
  }
  return pages;
}

/** Real stores in which something happens at a chosen moment: a power cut, or a concurrent write. */
import { StorageError } from '../../src/errors';
import { type EntityStore } from '../../src/storage/store';

/**
 * The store as seen by a process that dies at its `n`-th commit: that commit and all later ones are not written.
 * `commits` counts the attempts, so that a caller knows if there were fewer.
 */
export function dyingAtCommit(store: EntityStore, n: number): EntityStore & { readonly commits: number } {
  let commits = 0;
  return {
    get commits() {
      return commits;
    },
    get: (partition, key) => store.get(partition, key),
    range: (partition, range) => store.range(partition, range),
    commit: async (partition, changes) => {
      commits += 1;
      if (commits >= n) throw new StorageError(`power cut at commit ${n}`);
      await store.commit(partition, changes);
    },
    close: () => store.close(),
  };
}

/** Repeats `work` with stores that die at their first, second, third … commit, until it survives. */
export async function atEveryCommit(
  work: (n: number) => Promise<{ readonly survived: boolean }>,
): Promise<number> {
  for (let n = 1; ; n++) if ((await work(n)).survived) return n - 1;
}

export interface Interruptions {
  readonly beforeCommit?: (partition: string) => Promise<void>;
  readonly beforeRange?: (partition: string, from: string) => Promise<void>;
}

/** Runs a callback right before a commit or a range of this store, as a concurrent writer. */
export function interrupted(store: EntityStore, { beforeCommit, beforeRange }: Interruptions): EntityStore {
  return {
    get: (partition, key) => store.get(partition, key),
    async *range(partition, range) {
      await beforeRange?.(partition, range?.from ?? '');
      yield* store.range(partition, range);
    },
    commit: async (partition, changes) => {
      await beforeCommit?.(partition);
      await store.commit(partition, changes);
    },
    close: () => store.close(),
  };
}

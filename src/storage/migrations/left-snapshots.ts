/**
 * 3 to 4: a closing that lost against replies or was interrupted left a whole snapshot that nothing names; 15 closings
 * under load had left 161 of them. From version 4 on a round is first marked as closing, which earlier programs do not
 * know.
 */
import { replace, readRow, retryOnConflict } from '../rows';
import { type ListedStore } from '../listed-store';
import { type Change, withPrefix } from '../store';
import { type Migration, partitionsWith } from './migration';

interface OldRound {
  readonly snapshot?: string;
  readonly closing?: { readonly snapshot: string };
  readonly events: readonly { readonly snapshot?: string }[];
}

export const leftSnapshots: Migration = {
  what: 'snapshots that no closing names are removed',
  async run(store, onRows) {
    for await (const partition of partitionsWith(store, 'round|'))
      for (let removed = -1; removed !== 0;) {
        removed = await retryOnConflict(() => removeSome(store, partition), 20);
        onRows(removed);
      }
  },
};

/** A commit holds 99 changes, one of them the round. */
const mostTogether = 98;

/**
 * An earlier program may be closing the round at this moment: its snapshot exists, and its commit would name it. The
 * round's row is rewritten with the removal, so that such a commit fails and is retried with another id.
 * @returns how many rows were removed
 */
async function removeSome(store: ListedStore, partition: string): Promise<number> {
  const ids = await snapshotIds(store, partition);
  const row = ids.length > 0 ? await readRow<OldRound>(store, partition, 'round') : undefined;
  if (!row) return 0;
  const { snapshot, closing, events } = row.value;
  const named = new Set([snapshot, closing?.snapshot, ...events.map((event) => event.snapshot)]);
  const left = ids.find((id) => !named.has(id));
  if (left === undefined) return 0;
  const removals: Change[] = [];
  for await (const { key, etag } of store.range(partition, withPrefix(`snapshot|${left}|`)))
    if (removals.push({ type: 'delete', key, etag }) === mostTogether) break;
  await store.commit(partition, [replace(row, row.value), ...removals]);
  return removals.length;
}

async function snapshotIds(store: ListedStore, partition: string): Promise<string[]> {
  const ids: string[] = [];
  for (let from = 'snapshot|'; ;) {
    const id = await firstId(store, partition, from);
    if (id === undefined) return ids;
    ids.push(id);
    from = `snapshot|${id}|\u{10ffff}`;
  }
}

async function firstId(store: ListedStore, partition: string, from: string): Promise<string | undefined> {
  for await (const { key } of store.range(partition, { ...withPrefix('snapshot|'), from }))
    return key.split('|')[1];
  return undefined;
}

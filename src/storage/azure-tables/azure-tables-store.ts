import type { Entity, Change, EntityStore, KeyRange } from '../store';
import { checkCommit, keyFault } from '../limits';
import { KeptRows } from '../kept-rows';
import type { PartitionLister } from '../partition-lister';
import { CommitSending } from './commit-sending';
import { KeptGroup } from './kept-group';
import { keepingOf } from './kept-partitions';
import { type Account, prepareTable, tableClient } from './open-table';
import { TableRows } from './table-rows';
import { asStoreError } from './tables-errors';

export type AzureTablesOptions = Account & {
  /** 3 to 63 letters and digits; one store per table. Default "seuranta". */
  readonly table?: string;
  /** How long one request waits for its response, in milliseconds. Default 10,000. */
  readonly answerMs?: number;
  /** How often a request is retried after no response, a 5xx or a 429. Default 3. */
  readonly retries?: number;
  /** Delay before the first retry, in milliseconds, then doubled; Retry-After takes precedence. Default 1,000. */
  readonly retryMs?: number;
};

/**
 * Opens the store in one table of a storage account, and creates the table if it does not exist.
 *
 * Rows of the register and of rounds that were read are kept in memory. The logs tell which of them another process
 * has changed: a `fresh` store looks at them again, the opened one at most once a second.
 *
 * If a commit was applied but its response was lost, the SDK retries it and it conflicts with itself; the store
 * recognises its own write and resolves. It cannot do so in two cases: a commit with only deletes throws ConflictError
 * (the entities are gone), and so does one whose every entity was changed again in between. After a StorageError from a
 * commit it is unknown whether it was applied: read again before repeating it.
 * @throws StorageError when the account cannot be reached, refuses, or the table was written by a newer version.
 */
export async function openAzureTablesStore(
  options: AzureTablesOptions,
): Promise<EntityStore & PartitionLister> {
  const { table = 'seuranta', answerMs = 10_000, retries = 3, retryMs = 1_000 } = options;
  const sending = new CommitSending();
  try {
    const client = tableClient(options, table, {
      additionalPolicies: sending.policies(answerMs),
      retryOptions: { maxRetries: retries, retryDelayInMs: retryMs },
    });
    const keepsFrom = await prepareTable(client);
    return new AzureTablesStore(new TableRows(table, client, sending), keepsFrom);
  } catch (error) {
    throw asStoreError(`open table ${table}`, error);
  }
}

/** How old what is read outside of a press may be, in milliseconds; a conditional write never rests on it alone. */
const keptMs = 1_000;

/** Rounds that are followed; of a long past one nothing is read for months. */
const mostGroups = 500;

class AzureTablesStore implements EntityStore, PartitionLister {
  private readonly kept = new KeptRows();
  private readonly groups = new Map<string, KeptGroup>();

  /** @param keepsFrom milliseconds since 1970 */
  constructor(
    private readonly table: TableRows,
    private readonly keepsFrom: number,
  ) {}

  fresh(): EntityStore {
    const since = performance.now();
    return {
      get: (partition, key) => this.getSince(partition, key, () => since),
      range: (partition, range) => this.rangeSince(partition, range, () => since),
      commit: (partition, changes) => this.commit(partition, changes),
      close: () => this.close(),
      fresh: () => this.fresh(),
    };
  }

  get(partition: string, key: string): Promise<Entity | undefined> {
    return this.getSince(partition, key, lately);
  }

  range(partition: string, range?: KeyRange): AsyncIterable<Entity> {
    return this.rangeSince(partition, range, lately);
  }

  async commit(partition: string, changes: readonly Change[]): Promise<void> {
    this.table.opened('write');
    checkCommit(partition, changes);
    const group = this.groupOf(partition);
    await (group ? group.commit(partition, changes) : this.table.commit(partition, changes, []));
  }

  partitions(): AsyncIterable<string> {
    return this.table.partitions();
  }

  async close(): Promise<void> {
    await Promise.all([...this.groups.values()].map((group) => group.close()));
    this.table.close();
  }

  private async getSince(partition: string, key: string, since: () => number): Promise<Entity | undefined> {
    this.table.opened('read');
    if (keyFault(partition) || keyFault(key)) return undefined;
    const group = this.readsKept() ? this.groupOf(partition) : undefined;
    return group ? group.get(partition, key, since()) : (await this.table.get(partition, key)).found;
  }

  private async *rangeSince(
    partition: string,
    { from = '', to }: KeyRange = {},
    since: () => number,
  ): AsyncIterable<Entity> {
    this.table.opened('read');
    if (keyFault(partition)) return;
    const group = this.readsKept() ? this.groupOf(partition) : undefined;
    const bounds = { from, after: false, to };
    if (group) yield* group.range(partition, bounds, since);
    else for await (const { found } of this.table.rows(partition, bounds)) yield found;
  }

  private readsKept(): boolean {
    return Date.now() >= this.keepsFrom;
  }

  private groupOf(partition: string): KeptGroup | undefined {
    const keeping = keepingOf(partition);
    if (!keeping) return undefined;
    const alone = keeping === 'alone' ? partition : undefined;
    const name = alone ?? '';
    const known = this.groups.get(name);
    if (known) return known;
    if (this.groups.size >= mostGroups) this.leaveOldest();
    const group = new KeptGroup(this.table, this.kept, alone);
    this.groups.set(name, group);
    return group;
  }

  private leaveOldest(): void {
    for (const [name, group] of this.groups) {
      if (!group.leave()) continue;
      this.groups.delete(name);
      return;
    }
  }
}

function lately(): number {
  return performance.now() - keptMs;
}

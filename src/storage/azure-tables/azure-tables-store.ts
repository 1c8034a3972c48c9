import { randomUUID } from 'node:crypto';
import type { TableClient, TransactionAction } from '@azure/data-tables';
import { ConflictError, StorageError } from '../../errors';
import { checkCommit, keyFault } from '../limits';
import type { PartitionLister } from '../partition-lister';
import type { Change, Entity, EntityStore, KeyRange } from '../store';
import { CommitSending } from './commit-sending';
import { fromChunks, toChunks } from './entity-text';
import { decodeKey, encodeBound, encodeKey } from './keys';
import { type Account, prepareTable, RESERVED_PARTITION, tableClient } from './open-table';
import { asStoreError, conflictError, isConflict, isMissingEntity } from './tables-errors';

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
    await prepareTable(client);
    return new AzureTablesStore(table, client, sending);
  } catch (error) {
    throw asStoreError(`open table ${table}`, error);
  }
}

/** Fewer than the 1,000 of the service, so that a page of the largest entities fits in memory. */
const PAGE_ROWS = 200;

/** Name of the commit that wrote the entity, see `openAzureTablesStore`. */
type Written = { readonly commit: string } & Readonly<Record<string, string>>;

class AzureTablesStore implements EntityStore, PartitionLister {
  constructor(
    private readonly table: string,
    private client: TableClient | undefined,
    private readonly sending: CommitSending,
  ) {}

  async get(partition: string, key: string): Promise<Entity | undefined> {
    const client = this.opened('read');
    if (keyFault(partition) || keyFault(key)) return undefined;
    return this.run('read', async () => {
      try {
        const row = await client.getEntity<Written>(encodeKey(partition), encodeKey(key));
        return { key, etag: row.etag, value: fromChunks(row) };
      } catch (error) {
        if (isMissingEntity(error)) return undefined;
        throw error;
      }
    });
  }

  async *range(partition: string, range: KeyRange = {}): AsyncIterable<Entity> {
    const client = this.opened('read');
    if (keyFault(partition)) return;
    const pages = client
      .listEntities<Written>({ queryOptions: { filter: rangeFilter(partition, range) } })
      .byPage({ maxPageSize: PAGE_ROWS });
    for (;;) {
      this.opened('read');
      const page = await this.run('read', () => pages.next());
      if (page.done) return;
      for (const row of page.value)
        yield { key: decodeKey(row.rowKey ?? ''), etag: row.etag, value: fromChunks(row) };
    }
  }

  async commit(partition: string, changes: readonly Change[]): Promise<void> {
    const client = this.opened('write');
    checkCommit(partition, changes);
    checkEtags(partition, changes);
    const id = randomUUID();
    const actions = changes.map((change) => actionOf(encodeKey(partition), change, id));
    const deletes = changes.filter((change) => change.type === 'delete');
    const sent = { deleteEtags: deletes.map(({ etag }) => etag), attempts: 0 };
    try {
      // Used for a single change too: one code path, and Azurite damages large texts sent outside a transaction.
      await this.sending.run(sent, () => client.submitTransaction(actions));
    } catch (error) {
      if (!isConflict(error)) throw asStoreError(`write table ${this.table}`, error);
      if (sent.attempts > 1 && (await this.holdsCommit(client, partition, changes, id))) return;
      const keys = changes.map(({ key }) => key);
      throw conflictError(partition, keys, error);
    }
  }

  /** One request per partition, each for the first entity after the previous partition. */
  async *partitions(): AsyncIterable<string> {
    for (let last = ''; ;) {
      const client = this.opened('read');
      const found = await this.run('read', () => partitionAfter(client, last));
      if (found === undefined) return;
      if (found !== RESERVED_PARTITION) yield decodeKey(found);
      last = found;
    }
  }

  close(): Promise<void> {
    this.client = undefined;
    return Promise.resolve();
  }

  /** Whether the commit was applied: all or none of its entities name it, unless changed again since. */
  private async holdsCommit(
    client: TableClient,
    partition: string,
    changes: readonly Change[],
    id: string,
  ): Promise<boolean> {
    for (const { type, key } of changes) {
      if (type === 'delete') continue;
      if ((await this.run('read', () => commitOf(client, partition, key))) === id) return true;
    }
    return false;
  }

  private opened(verb: string): TableClient {
    if (this.client) return this.client;
    throw new StorageError(`Cannot ${verb} table ${this.table}: the store is closed`);
  }

  private async run<T>(verb: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw asStoreError(`${verb} table ${this.table}`, error);
    }
  }
}

/** Needs no quoting, since encoded keys contain no quotation marks. */
function rangeFilter(partition: string, { from = '', to }: KeyRange): string {
  const conditions = [`PartitionKey eq '${encodeKey(partition)}'`];
  if (from !== '') conditions.push(`RowKey ge '${encodeBound(from)}'`);
  if (to !== undefined) conditions.push(`RowKey lt '${encodeBound(to)}'`);
  return conditions.join(' and ');
}

/** Refuses etags that the service cannot have issued, such as "*", which would match any. */
function checkEtags(partition: string, changes: readonly Change[]): void {
  for (const change of changes) {
    if (change.type === 'insert' || /^W\/"[\x21\x23-\x7e]+"$/.test(change.etag)) continue;
    throw new ConflictError(
      `${JSON.stringify(change.key)} in ${JSON.stringify(partition)} is asked for with an etag of no Azure table`,
    );
  }
}

function actionOf(partitionKey: string, change: Change, commit: string): TransactionAction {
  const keys = { partitionKey, rowKey: encodeKey(change.key) };
  if (change.type === 'delete') return ['delete', keys];
  const row = { ...keys, commit, ...toChunks(change.value) };
  return change.type === 'insert' ? ['create', row] : ['update', row, 'Replace', { etag: change.etag }];
}

async function partitionAfter(client: TableClient, last: string): Promise<string | undefined> {
  const queryOptions = { filter: `PartitionKey gt '${last}'`, select: ['PartitionKey'] };
  // The service may return empty pages before the first one with entities.
  for await (const page of client.listEntities({ queryOptions }).byPage({ maxPageSize: 1 }))
    if (page[0]) return page[0].partitionKey;
  return undefined;
}

async function commitOf(client: TableClient, partition: string, key: string): Promise<string | undefined> {
  try {
    const queryOptions = { select: ['commit'] };
    const row = await client.getEntity<Written>(encodeKey(partition), encodeKey(key), { queryOptions });
    return row.commit;
  } catch (error) {
    if (isMissingEntity(error)) return undefined;
    throw error;
  }
}

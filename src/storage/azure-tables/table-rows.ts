/** Reads and writes rows of one Azure table: each call is a request, and nothing is kept. */
import { randomUUID } from 'node:crypto';
import type { TableClient, TransactionAction } from '@azure/data-tables';
import { ConflictError, StorageError } from '../../errors';
import { frozen, overhead, type PageBounds, type Read } from '../kept-rows';
import type { Change, Entity, JsonObject } from '../store';
import { type CommitSending } from './commit-sending';
import { fromChunks, toChunks } from './entity-text';
import { decodeKey, encodeBound, encodeKey } from './keys';
import { PAGE_ROWS } from './on-pages';
import { LOG_ROW, RESERVED_PARTITION } from './open-table';
import { asStoreError, conflictError, isConflict, isMissingEntity } from './tables-errors';

/** Name of the commit that wrote the entity, see `openAzureTablesStore`. */
type Written = { readonly commit: string } & Readonly<Record<string, string>>;

/** Where a log is, in keys of the service. */
export interface LogPlace {
  readonly partitionKey: string;
  readonly rowKey: string;
}

export class TableRows {
  constructor(
    private readonly table: string,
    private client: TableClient | undefined,
    private readonly sending: CommitSending,
  ) {}

  get(partition: string, key: string): Promise<Read<Entity | undefined>> {
    return this.run('read', async (client) => {
      try {
        return read(key, await client.getEntity<Written>(encodeKey(partition), encodeKey(key)));
      } catch (error) {
        if (isMissingEntity(error)) return { found: undefined, text: 0 };
        throw error;
      }
    });
  }

  /** `isLast`: there are no more within the bounds. */
  async page(
    partition: string,
    bounds: PageBounds,
    mostRows = PAGE_ROWS,
  ): Promise<Read<readonly Entity[]> & { readonly isLast: boolean }> {
    const found: Entity[] = [];
    let text = 0;
    for await (const { found: entity, text: more } of this.rows(partition, bounds, mostRows)) {
      found.push(entity);
      text += more + overhead;
      if (found.length === mostRows) return { found, text, isLast: false };
    }
    return { found, text, isLast: true };
  }

  async *rows(partition: string, bounds: PageBounds, maxPageSize = PAGE_ROWS): AsyncIterable<Read<Entity>> {
    const filter = rangeFilter(partition, bounds);
    const pages = this.opened('read')
      .listEntities<Written>({ queryOptions: { filter } })
      .byPage({ maxPageSize });
    for (;;) {
      const page = await this.run('read', () => pages.next());
      if (page.done) return;
      for (const row of page.value) yield read(decodeKey(row.rowKey ?? ''), row);
    }
  }

  /**
   * @param more further actions of the same transaction
   * @returns the new etags, in the order of the changes; none if the response was lost
   */
  async commit(
    partition: string,
    changes: readonly Change[],
    more: TransactionAction[],
  ): Promise<readonly (string | undefined)[]> {
    const client = this.opened('write');
    checkEtags(partition, changes);
    const id = randomUUID();
    const actions = changes.map((change) => actionOf(encodeKey(partition), change, id));
    const deletes = changes.filter((change) => change.type === 'delete');
    const sent = { deleteEtags: deletes.map(({ etag }) => etag), attempts: 0 };
    try {
      // Used for a single change too: one code path, and Azurite damages large texts sent outside a transaction.
      const answer = await this.sending.run(sent, () => client.submitTransaction([...actions, ...more]));
      return answer.subResponses.map(({ etag }) => etag);
    } catch (error) {
      if (!isConflict(error)) throw asStoreError(`write table ${this.table}`, error);
      if (sent.attempts > 1 && (await this.holdsCommit(partition, changes, id))) return [];
      const keys = changes.map(({ key }) => key);
      throw conflictError(partition, keys, error);
    }
  }

  /** All properties of the row with logs, and its etag; nothing if there is none. */
  readLogs({ partitionKey, rowKey }: LogPlace): Promise<Readonly<Record<string, unknown>>> {
    return this.run('read', async (client) => {
      try {
        return await client.getEntity(partitionKey, rowKey);
      } catch (error) {
        if (isMissingEntity(error)) return {};
        throw error;
      }
    });
  }

  async writeLog(place: LogPlace, properties: Readonly<Record<string, string>>): Promise<void> {
    await this.run('write', (client) => client.upsertEntity({ ...place, ...properties }, 'Merge'));
  }

  /** Does nothing if somebody has written to the row since. */
  async replaceLogs(
    place: LogPlace,
    properties: Readonly<Record<string, string>>,
    etag: string,
  ): Promise<void> {
    const client = this.opened('write');
    await client.updateEntity({ ...place, ...properties }, 'Replace', { etag }).catch(() => undefined);
  }

  /** One request per partition, each for the first entity after the previous partition. */
  async *partitions(): AsyncIterable<string> {
    for (let last = ''; ;) {
      const found = await this.run('read', (client) => partitionAfter(client, last));
      if (found === undefined) return;
      if (found !== RESERVED_PARTITION) yield decodeKey(found);
      last = found;
    }
  }

  close(): void {
    this.client = undefined;
  }

  opened(verb: string): TableClient {
    if (this.client) return this.client;
    throw new StorageError(`Cannot ${verb} table ${this.table}: the store is closed`);
  }

  /** Whether the commit was applied: all or none of its entities name it, unless changed again since. */
  private async holdsCommit(partition: string, changes: readonly Change[], id: string): Promise<boolean> {
    for (const { type, key } of changes) {
      if (type === 'delete') continue;
      if ((await this.run('read', (client) => commitOf(client, partition, key))) === id) return true;
    }
    return false;
  }

  private async run<T>(verb: string, work: (client: TableClient) => Promise<T>): Promise<T> {
    const client = this.opened(verb);
    try {
      return await work(client);
    } catch (error) {
      throw asStoreError(`${verb} table ${this.table}`, error);
    }
  }
}

function read(key: string, row: Written & { readonly etag: string }): Read<Entity> {
  const value = frozen(fromChunks(row));
  const text = Object.values(row).reduce(
    (sum, each) => sum + (typeof each === 'string' ? each.length : 0),
    0,
  );
  return { found: { key, etag: row.etag, value }, text };
}

/** Needs no quoting, since encoded keys contain no quotation marks. */
function rangeFilter(partition: string, { from, after, to }: PageBounds): string {
  const conditions = [`PartitionKey eq '${encodeKey(partition)}'`, `RowKey ne '${LOG_ROW}'`];
  if (from !== '') conditions.push(`RowKey ${after ? 'gt' : 'ge'} '${encodeBound(from)}'`);
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

/** A partition of which only the log is left has no entity of the port. */
async function partitionAfter(client: TableClient, last: string): Promise<string | undefined> {
  const filter = `PartitionKey gt '${last}' and RowKey ne '${LOG_ROW}'`;
  const queryOptions = { filter, select: ['PartitionKey'] };
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

/** What a reader would get of a change after it was written. */
export function written({ key, value }: Change & { value: JsonObject }, etag: string): Read<Entity> {
  const text = JSON.stringify(value);
  return { found: { key, etag, value: frozen(JSON.parse(text) as JsonObject) }, text: text.length };
}

import { TableClient, type TableServiceClientOptions } from '@azure/data-tables';
import { StorageError } from '../../errors';
import { asStoreError, isConflict, isMissingEntity, isMissingTable } from './tables-errors';

/** The interface of a managed identity or any other credential of `@azure/identity`. */
export interface TokenCredential {
  getToken(scopes: string | string[]): Promise<{ token: string; expiresOnTimestamp: number } | null>;
}

/** A connection string (key or SAS), or the account's URL, `https://<account>.table.core.windows.net`, and a credential. */
export type Account =
  { readonly connectionString: string } | { readonly url: string; readonly credential: TokenCredential };

/** Cannot clash with a partition of the port: in an encoded key `$` is neither a plain character nor a sign. */
export const RESERVED_PARTITION = '$seuranta';

/** Rows of logs, see `change-log.ts`: that of the register is in the reserved partition, the others in their own. */
export const LOG_ROW = '$changes';
export const REGISTER_LOG_ROW = 'register';

/** 2: commits are logged. */
const SCHEMA_VERSION = 2;
const VERSION_ROW = 'schema';
/** How long replicas of an older program, which log nothing, may run beside the first newer one, in milliseconds. */
const overlapMs = 15 * 60_000;
/** "Understanding the Table service data model", Microsoft. */
const TABLE_NAME = /^(?!tables$)[a-z][a-z0-9]{2,62}$/i;

export function tableClient(
  account: Account,
  table: string,
  options: TableServiceClientOptions,
): TableClient {
  if (!TABLE_NAME.test(table))
    throw new StorageError(
      `${JSON.stringify(table)} is no table name: 3 to 63 letters and digits, letter first`,
    );
  if ('credential' in account) return new TableClient(account.url, table, account.credential, options);
  // The connection string itself says whether to do without TLS, as Azurite does.
  const insecure = { ...options, allowInsecureConnection: true };
  return TableClient.fromConnectionString(account.connectionString, table, insecure);
}

interface VersionRow {
  readonly version: number;
  /** When an older table was upgraded. */
  readonly upgradedAt?: string;
  /** Of a row that was read. */
  readonly etag?: string;
}

/**
 * Creates the table if it does not exist, and writes the schema version into a new or older one.
 * @returns when rows may be kept, in milliseconds since 1970
 * @throws StorageError when a newer program has written it.
 */
export async function prepareTable(client: TableClient): Promise<number> {
  let row = (await readVersion(client)) ?? (await writeVersion(client, { version: SCHEMA_VERSION }));
  if (row.version < SCHEMA_VERSION) row = await upgrade(client, row);
  if (row.version > SCHEMA_VERSION)
    throw new StorageError(
      `Table ${client.tableName} has schema version ${row.version}, this program knows ${SCHEMA_VERSION}: use the newer program`,
    );
  return row.upgradedAt === undefined ? -Infinity : Date.parse(row.upgradedAt) + overlapMs;
}

/** Of two that do so at once, the first one does it; it may be of a yet newer version. */
async function upgrade(client: TableClient, { etag }: VersionRow): Promise<VersionRow> {
  const upgraded = { version: SCHEMA_VERSION, upgradedAt: new Date().toISOString() };
  try {
    await client.updateEntity({ ...versionRow, ...upgraded }, 'Replace', { etag: etag! });
    return upgraded;
  } catch (error) {
    const found = isConflict(error) ? await readVersion(client) : undefined;
    if (found === undefined || found.version < SCHEMA_VERSION) throw error;
    return found;
  }
}

const versionRow = { partitionKey: RESERVED_PARTITION, rowKey: VERSION_ROW };

async function readVersion(client: TableClient): Promise<VersionRow | undefined> {
  try {
    return await client.getEntity<VersionRow>(RESERVED_PARTITION, VERSION_ROW);
  } catch (error) {
    if (isMissingEntity(error)) return undefined;
    if (!isMissingTable(error)) throw error;
    // Only now, since a SAS for one table or a narrow role may not create tables.
    await client.createTable();
    return undefined;
  }
}

async function writeVersion(client: TableClient, row: VersionRow): Promise<VersionRow> {
  try {
    await client.createEntity({ ...versionRow, ...row });
    return row;
  } catch (error) {
    // Another process was first, perhaps of another version.
    const found = isConflict(error) ? await readVersion(client) : undefined;
    if (found === undefined) throw asStoreError(`prepare table ${client.tableName}`, error);
    return found;
  }
}

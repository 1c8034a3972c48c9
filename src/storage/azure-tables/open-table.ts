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

const SCHEMA_VERSION = 1;
const VERSION_ROW = 'schema';
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

/**
 * Creates the table if it does not exist, and writes the schema version into a new one.
 * @throws StorageError when a newer program has written it.
 */
export async function prepareTable(client: TableClient): Promise<void> {
  const version = (await readVersion(client)) ?? (await writeVersion(client));
  if (version === SCHEMA_VERSION) return;
  throw new StorageError(
    `Table ${client.tableName} has schema version ${version}, this program knows ${SCHEMA_VERSION}: use the newer program`,
  );
}

async function readVersion(client: TableClient): Promise<number | undefined> {
  try {
    const { version } = await client.getEntity<{ version: number }>(RESERVED_PARTITION, VERSION_ROW);
    return version;
  } catch (error) {
    if (isMissingEntity(error)) return undefined;
    if (!isMissingTable(error)) throw error;
    // Only now, since a SAS for one table or a narrow role may not create tables.
    await client.createTable();
    return undefined;
  }
}

async function writeVersion(client: TableClient): Promise<number> {
  try {
    const row = { partitionKey: RESERVED_PARTITION, rowKey: VERSION_ROW, version: SCHEMA_VERSION };
    await client.createEntity(row);
    return SCHEMA_VERSION;
  } catch (error) {
    // Another process was first, perhaps of another version.
    const version = isConflict(error) ? await readVersion(client) : undefined;
    if (version === undefined) throw asStoreError(`prepare table ${client.tableName}`, error);
    return version;
  }
}

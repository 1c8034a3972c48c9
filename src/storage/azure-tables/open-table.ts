import { TableClient, type TableServiceClientOptions } from '@azure/data-tables';
import { StorageError } from '../../errors';
import { asStoreError, isConflict, isMissingEntity, isMissingTable } from './tables-errors';

/** What a managed identity or any other credential of `@azure/identity` offers. */
export interface TokenCredential {
  getToken(scopes: string | string[]): Promise<{ token: string; expiresOnTimestamp: number } | null>;
}

/** A connection string (key or SAS), or the account's URL, `https://<account>.table.core.windows.net`, and a credential. */
export type Account =
  { readonly connectionString: string } | { readonly url: string; readonly credential: TokenCredential };

/** No partition of the port is written like this: after a sign come hexadecimal digits, and `$` is none. */
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
  // The connection string itself says whether to go without TLS, as Azurite does.
  const insecure = { ...options, allowInsecureConnection: true };
  return TableClient.fromConnectionString(account.connectionString, table, insecure);
}

/**
 * Creates the table when it is not there, and notes its schema version in a new one.
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
    // Only now: a SAS for one table and a narrow role may not create tables.
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
    // Another process was first, maybe of another version.
    const version = isConflict(error) ? await readVersion(client) : undefined;
    if (version === undefined) throw asStoreError(`prepare table ${client.tableName}`, error);
    return version;
  }
}

/** The one place where a store is opened; what an adapter needs is loaded only when it is used. */
import path from 'node:path';
import { type ListedStore } from '../../src/storage/listed-store';
import { upgradeStore, type UpgradeOptions } from '../../src/storage/schema-version';
import { openSqliteStore } from '../../src/storage/sqlite/sqlite-store';
import { type StoreConfig } from '../config';

/**
 * Opens the store that is configured and brings it to this program's schema version.
 * @throws StorageError when the store cannot be opened; NewerStoreError when a newer program has upgraded it.
 */
export async function openStore(
  config: StoreConfig,
  onUpgrade?: UpgradeOptions['onUpgrade'],
): Promise<ListedStore> {
  const store = await openStoreAsItIs(config);
  try {
    await upgradeStore(store, onUpgrade && { onUpgrade });
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** Without a look at its schema version: for copying a whole store. */
export async function openStoreAsItIs(config: StoreConfig): Promise<ListedStore> {
  if (config.type === 'sqlite') return openSqliteStore(sqliteFile(config));
  const { openAzureTablesStore } = await import('../../src/storage/azure-tables/azure-tables-store.js');
  if ('connectionString' in config) return openAzureTablesStore(config);
  const { machineIdentity } = await import('../microsoft-token.js');
  return openAzureTablesStore({ ...config, credential: await machineIdentity() });
}

export function sqliteFile({ directory }: Extract<StoreConfig, { type: 'sqlite' }>): string {
  return path.join(directory, 'seuranta.db');
}

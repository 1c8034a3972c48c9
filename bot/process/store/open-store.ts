/** The one place where a store is opened; an adapter's dependencies are loaded only when it is used. */
import { statSync } from 'node:fs';
import path from 'node:path';
import { StorageError } from '../../../src/errors';
import { type ListedStore } from '../../../src/storage/listed-store';
import { upgradeStore, type UpgradeOptions } from '../../../src/storage/migrations/schema-version';
import { findDamage } from '../../../src/storage/sqlite/find-damage';
import { logOf } from '../../../src/storage/sqlite/log-file';
import { openSqliteStore } from '../../../src/storage/sqlite/sqlite-store';
import { type SqliteConfig, type StoreConfig } from '../../config/config';

/**
 * Opens the configured store and brings it to this program's schema version.
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

/**
 * Reads the whole file of an embedded store before a bot begins to write into it.
 * @returns whether there is a store; an Azure table is made with the account
 * @throws StorageError if it is damaged
 */
export function checkStoreFile(config: StoreConfig): boolean {
  if (config.type !== 'sqlite') return true;
  if (!hasStore(config)) return false;
  const file = sqliteFile(config);
  const damage = findDamage(file);
  if (damage === undefined) return true;
  throw new StorageError(`${file} is damaged (${damage}). ${restoreAdvice}`);
}

/** Whether there is a store to open; an Azure table is made with the account. */
export function hasStore(config: StoreConfig): boolean {
  if (config.type !== 'sqlite') return true;
  const file = sqliteFile(config);
  return sizeOf(file) > 0 || sizeOf(logOf(file)) > 0;
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

export const restoreAdvice = 'Put a backup back with "seuranta restore"; deploy/embedded-store.md says how';

/** Does not look at the schema version: for copying a whole store. */
export async function openStoreAsItIs(config: StoreConfig): Promise<ListedStore> {
  if (config.type === 'sqlite') return openSqliteStore(sqliteFile(config));
  const { openAzureTablesStore } = await import('../../../src/storage/azure-tables/azure-tables-store.js');
  if ('connectionString' in config) return openAzureTablesStore(config);
  const { machineIdentity } = await import('../../calls/microsoft-token.js');
  return openAzureTablesStore({ ...config, credential: await machineIdentity() });
}

/** Never creates a store: the folder of a running bot may have been emptied. @throws StorageError if there is none */
export async function openExistingStore(config: StoreConfig): Promise<ListedStore> {
  if (!hasStore(config)) throw new StorageError('The store is gone: there is nothing to open');
  return openStore(config);
}

export function sqliteFile({ directory }: SqliteConfig): string {
  return path.join(directory, 'seuranta.db');
}

/** Opens the store that is configured; what an adapter needs is loaded only when it is used. */
import path from 'node:path';
import { type PartitionLister } from '../../src/storage/partition-lister';
import { openSqliteStore } from '../../src/storage/sqlite/sqlite-store';
import { type EntityStore } from '../../src/storage/store';
import { type StoreConfig } from '../config';

/** @throws StorageError when the store cannot be opened. */
export async function openStore(config: StoreConfig): Promise<EntityStore & PartitionLister> {
  if (config.type === 'sqlite') return openSqliteStore(sqliteFile(config));
  const { openAzureTablesStore } = await import('../../src/storage/azure-tables/azure-tables-store.js');
  if ('connectionString' in config) return openAzureTablesStore(config);
  const { DefaultAzureCredential } = await import('@azure/identity');
  return openAzureTablesStore({ ...config, credential: new DefaultAzureCredential() });
}

export function sqliteFile({ directory }: Extract<StoreConfig, { type: 'sqlite' }>): string {
  return path.join(directory, 'seuranta.db');
}

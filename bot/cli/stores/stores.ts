import { backupSqliteStore } from '../../../src/storage/sqlite/backup';
import { copyStore } from '../../../src/storage/copy-store';
import { refuseNewerStore } from '../../../src/storage/migrations/schema-version';
import { readStoreConfig, sqliteIn, type StoreConfig } from '../../config/config';
import { openStoreAsItIs, sqliteFile } from '../../process/store/open-store';
import { type Printed } from '../parts/cli-command';

/** The word for the Azure Tables store that the environment names; any other text is a folder. */
const azureTables = 'azure-tables';

/**
 * Copies a whole store, of whatever schema version that this program knows, and verifies it; stop the bot first. May
 * be broken off and run again.
 */
export async function copyStoreCommand(
  output: Printed,
  { from, to }: { from: string; to: string },
): Promise<void> {
  const source = await openStoreAsItIs(named(from));
  try {
    const target = await openStoreAsItIs(named(to));
    try {
      for (const store of [source, target]) await refuseNewerStore(store);
      const result = await copyStore(source, target);
      const { partitions, entities, written } = result;
      output(result, [
        `${entities} entities in ${partitions} partitions are the same in both; ${written} were written`,
      ]);
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

/** A consistent copy of the embedded store, also while the bot runs. */
export async function backupCommand(
  output: Printed,
  file: string,
  { data }: { data?: string },
): Promise<void> {
  const config = data === undefined ? readStoreConfig() : sqliteIn(data);
  if (config.type !== 'sqlite')
    throw new Error(
      'error: only the embedded store is backed up here; for Azure Tables use "copy-store --from azure-tables --to DIR"',
    );
  const result = await backupSqliteStore(sqliteFile(config), file);
  output(result, [`${result.entities} entities, ${result.bytes} bytes in ${file}`]);
}

function named(text: string): StoreConfig {
  if (text !== azureTables) return sqliteIn(text);
  const config = readStoreConfig();
  if (config.type === azureTables) return config;
  throw new Error(
    'error: set AZURE_TABLES_CONNECTION_STRING or AZURE_TABLES_URL to name the Azure Tables store',
  );
}

import { backupSqliteStore } from '../../../src/storage/sqlite/backup';
import { readStoreConfig, sqliteIn } from '../../config/config';
import { sqliteFile } from '../../process/store/open-store';
import { type Printed } from '../parts/cli-command';

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

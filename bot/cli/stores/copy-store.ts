/** `seuranta copy-store`: copies a whole store, from one kind of store to another, and from a backup. */
import { statSync } from 'node:fs';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Clock } from '../../../src/clock';
import { healthPartition } from '../../../src/health/time-store';
import { leasesPartition, heldLease } from '../../../src/schedule/lease';
import { marksPartition } from '../../../src/schedule/tick-mark';
import { type CopyResult, copyRunningStore, copyStore } from '../../../src/storage/copy-store';
import { type ListedStore } from '../../../src/storage/listed-store';
import { refuseNewerStore } from '../../../src/storage/migrations/schema-version';
import { copyBackup } from '../../../src/storage/sqlite/restore';
import { readStoreConfig, sqliteIn, type StoreConfig } from '../../config/config';
import { hasStore, openStoreAsItIs, sqliteFile } from '../../process/store/open-store';
import { type Printed } from '../parts/cli-command';
import { refuseHeld } from './restore';

/** The word for the Azure Tables store that the environment names; any other text is a folder or a file. */
const azureTables = 'azure-tables';

export interface CopyStoreOptions {
  /** A folder, a backup, or "azure-tables". */
  readonly from: string;
  /** A folder, or "azure-tables". */
  readonly to: string;
  /** Makes the target equal to the source, deletes included; otherwise a target that holds anything else is refused. */
  readonly replace?: boolean;
}

interface Deps {
  readonly clock: Clock;
  readonly output: Printed;
}

/**
 * Copies a whole store, of whatever schema version that this program knows, and verifies it. A store that a bot is
 * running on is copied too, but not written to. May be interrupted and run again.
 */
export async function copyStoreCommand({ clock, output }: Deps, options: CopyStoreOptions): Promise<void> {
  const target = storeNamed(options.to);
  const isBackup = isFile(options.from);
  await withSource(options.from, async (source) => {
    const to = await openStoreAsItIs(target);
    try {
      for (const store of [source, to]) await refuseNewerStore(store);
      await refuseHeld(to, clock.now());
      // A backup may be of a moment ago, and holds the lease of then.
      const isRunning = !isBackup && (await heldLease(source, clock.now())) !== undefined;
      const result = await (isRunning ? copyRunning(source, to, options) : copyAtRest(source, to, options));
      output(result, linesOf(result, isRunning));
    } finally {
      await to.close();
    }
  });
}

function copyAtRest(from: ListedStore, to: ListedStore, { replace }: CopyStoreOptions): Promise<CopyResult> {
  return copyStore(from, to, { differences: replace === true ? 'mirror' : 'refuse' });
}

/** What a running bot writes even if nobody does anything. */
const restless: ReadonlySet<string> = new Set([marksPartition, healthPartition]);
/** In the copy it would say that a bot is running there. */
const without: ReadonlySet<string> = new Set([leasesPartition]);

function copyRunning(from: ListedStore, to: ListedStore, { replace }: CopyStoreOptions): Promise<CopyResult> {
  if (replace === true)
    throw new Error(
      'error: a bot is running on the store that is copied: stop it, or copy it to a new place',
    );
  return copyRunningStore(from, to, { without, restless });
}

function linesOf({ partitions, entities, written }: CopyResult, isRunning: boolean): string[] {
  const copied = `${entities} entities in ${partitions} partitions are the same in both; ${written} were written`;
  return isRunning ? [copied, 'a bot is running: what it writes from now on is not in the copy'] : [copied];
}

/** A backup is opened as a temporary copy, since opening it would change it. */
async function withSource(from: string, work: (store: ListedStore) => Promise<void>): Promise<void> {
  if (!isFile(from)) return withOpen(sourceNamed(from), work);
  const folder = await mkdtemp(path.join(tmpdir(), 'seuranta-copy-'));
  try {
    const config = sqliteIn(folder);
    const { path: copy } = await copyBackup(path.resolve(from), sqliteFile(config));
    await rename(copy, sqliteFile(config));
    await withOpen(config, work);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function withOpen(config: StoreConfig, work: (store: ListedStore) => Promise<void>): Promise<void> {
  const store = await openStoreAsItIs(config);
  try {
    await work(store);
  } finally {
    await store.close();
  }
}

function isFile(name: string): boolean {
  if (name === azureTables) return false;
  return statSync(name, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** Opening a folder without a store would make one. */
function sourceNamed(text: string): StoreConfig {
  const config = storeNamed(text);
  if (hasStore(config)) return config;
  throw new Error(`error: there is no store in ${path.resolve(text)}, and it is no backup`);
}

function storeNamed(text: string): StoreConfig {
  if (text !== azureTables) return sqliteIn(text);
  const config = readStoreConfig();
  if (config.type === azureTables) return config;
  throw new Error(
    'error: set AZURE_TABLES_CONNECTION_STRING or AZURE_TABLES_URL to name the Azure Tables store',
  );
}

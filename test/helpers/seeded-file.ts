import { copyFile, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openStore, sqliteFile } from '../../bot/process/store/open-store';
import { loadSeeds } from '../../seeds/load';

/** Variable that names the folder shared by a test run; before-all.ts creates the folder, after-all.ts removes it. */
export const runFolder = 'SEURANTA_TEST_RUN';

/** Puts a store's file with the five programmes at `target`. Loaded once per run: copying is a hundred times faster. */
export async function copySeededFile(target: string): Promise<void> {
  const folder = process.env[runFolder];
  if (folder === undefined) return seed(target);
  const kept = path.join(folder, 'seeded.db');
  await copyFile(kept, target).catch(async () => {
    await seed(target);
    await keep(target, kept);
  });
}

async function seed(file: string): Promise<void> {
  const directory = await mkdtemp(path.join(tmpdir(), 'seuranta-seeds-'));
  const config = { type: 'sqlite', directory } as const;
  const store = await openStore(config);
  await loadSeeds(store);
  await store.close();
  await copyFile(sqliteFile(config), file);
  await rm(directory, { recursive: true });
}

/** Two processes may do this at once, so each puts a complete file in place. */
async function keep(file: string, kept: string): Promise<void> {
  const own = `${kept}-${process.pid}`;
  await copyFile(file, own);
  await rename(own, kept);
}

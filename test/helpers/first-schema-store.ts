/** An upgraded copy of the store that the first version wrote: rounds, replies, drafts, hand-overs, an outbox. */
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openStore } from '../../bot/process/store/open-store';
import { sqliteIn } from '../../bot/config/config';
import { type ListedStore } from '../../src/storage/listed-store';

/** When the first version had its last tick. */
export const lastTick = '2026-10-16T09:00:00.000Z';
export const firstSchemaFile = path.join(__dirname, '../fixtures/first-schema.db');

export interface FirstSchemaStore {
  readonly store: ListedStore;
  readonly file: string;
  remove(): Promise<void>;
}

export async function openFirstSchemaStore(): Promise<FirstSchemaStore> {
  const folder = await mkdtemp(path.join(tmpdir(), 'seuranta-first-'));
  const file = path.join(folder, 'seuranta.db');
  await copyFile(firstSchemaFile, file);
  const store = await openStore(sqliteIn(folder));
  const remove = async () => {
    await store.close();
    await rm(folder, { recursive: true });
  };
  return { store, file, remove };
}

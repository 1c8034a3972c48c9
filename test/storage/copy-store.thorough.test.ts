import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConflictError, StorageError } from '../../src/errors';
import { openAzureTablesStore } from '../../src/storage/azure-tables/azure-tables-store';
import { copyStore, type CopiedPartition, type ListedStore } from '../../src/storage/copy-store';
import { openSqliteStore } from '../../src/storage/sqlite/sqlite-store';
import type { Change, JsonObject } from '../../src/storage/store';
import { startAzurite, type Azurite } from '../helpers/azurite';
import { all, inserts } from './conformity';

let azurite: Azurite;
let folder: string;
let stores: ListedStore[];
let made = 0;
beforeAll(async () => {
  azurite = await startAzurite();
});
afterAll(() => azurite.stop());
beforeEach(async () => {
  stores = [];
  folder = await mkdtemp(join(tmpdir(), 'seuranta-copy-'));
});
afterEach(async () => {
  for (const store of stores) await store.close();
  await rm(folder, { recursive: true });
});

const sqlite = (): Promise<ListedStore> => kept(openSqliteStore(join(folder, `${(made += 1)}.db`)));
const azure = async (): Promise<ListedStore> =>
  kept(
    await openAzureTablesStore({
      connectionString: azurite.connectionString,
      table: `copy${(made += 1)}`,
    }),
  );

describe.each([
  ['SQLite', 'Azure Tables', sqlite, azure],
  ['Azure Tables', 'SQLite', azure, sqlite],
])('a copy from %s to %s', (_from, _to, source, target) => {
  it('holds every entity of every partition, whatever the names and texts', async () => {
    const [from, to] = [await source(), await target()];
    // Of 720 KB each: more than one commit takes.
    await fill(from, 8);
    const seen: [string, CopiedPartition][] = [];
    const result = await copyStore(from, to, { onPartition: (...each) => seen.push(each) });
    const entities = ENTITIES + 7;
    expect(result).toEqual({ partitions: PARTITIONS.length, entities, written: entities });
    expect(seen.map(([partition]) => partition)).toEqual(PARTITIONS);
    expect(await contents(to)).toEqual(await contents(from));
  });

  it('goes on where it was broken off, and writes nothing twice', async () => {
    const [from, to] = [await source(), await target()];
    await fill(from);
    const breaking = copyStore(from, failingAfter(to, 3));
    await expect(breaking).rejects.toThrow('power cut');
    const done = (await contents(to)).length;
    expect(done).toBeGreaterThan(0);
    expect(done).toBeLessThan(ENTITIES);
    expect(await copyStore(from, to)).toMatchObject({ entities: ENTITIES, written: ENTITIES - done });
    expect(await copyStore(from, to)).toMatchObject({ entities: ENTITIES, written: 0 });
    expect(await contents(to)).toEqual(await contents(from));
  });

  it.each<[string, string, Change]>([
    ['an entity otherwise', 'many', { type: 'insert', key: 'k00249', value: { key: 'other' } }],
    ['an entity more', 'many', { type: 'insert', key: 'l', value: {} }],
    ['a partition more', 'zz', { type: 'insert', key: 'a', value: {} }],
  ])('is refused before anything is written when the target holds %s', async (_, partition, change) => {
    const [from, to] = [await source(), await target()];
    await fill(from);
    await to.commit(partition, [change]);
    const before = await contents(to);
    await expect(copyStore(from, to)).rejects.toThrow(ConflictError);
    expect(await contents(to)).toEqual(before);
    await copyStore(from, to, { differences: 'mirror' });
    expect(await contents(to)).toEqual(await contents(from));
  });

  it('of an empty store is empty', async () => {
    expect(await copyStore(await source(), await target())).toEqual({
      partitions: 0,
      entities: 0,
      written: 0,
    });
  });

  it('is reported when somebody writes to the source meanwhile', async () => {
    const [from, to] = [await source(), await target()];
    await fill(from);
    let late = false;
    const meanwhile: ListedStore = {
      ...bound(to),
      commit: async (partition, changes) => {
        await to.commit(partition, changes);
        if (!late) await from.commit(PARTITIONS[0]!, [{ type: 'insert', key: 'late', value: {} }]);
        late = true;
      },
    };
    await expect(copyStore(from, meanwhile)).rejects.toThrow(/"late" .* differs; did somebody write/);
    await expect(copyStore(from, meanwhile)).resolves.toMatchObject({ written: 1 });
  });
});

describe.each([
  ['SQLite', sqlite],
  ['Azure Tables', azure],
])('partitions of %s', (_, open) => {
  it('are listed once each in order, and gone when their last entity is', async () => {
    const store = await open();
    expect(await partitions(store)).toEqual([]);
    await fill(store);
    expect(await partitions(store)).toEqual(PARTITIONS);
    const [only] = await all(store, PARTITIONS[0]!);
    await store.commit(PARTITIONS[0]!, [{ type: 'delete', key: only!.key, etag: only!.etag }]);
    expect(await partitions(store)).toEqual(PARTITIONS.slice(1));
  });

  it('cannot be listed once it is closed', async () => {
    const store = await open();
    await store.close();
    await expect(partitions(store)).rejects.toThrow(StorageError);
  });
});

/** Ascending by code point, with names that an adapter may use itself. */
const PARTITIONS = ['\u0000a', '!', '$seuranta', 'large', 'many', 'round|p/2026-Q3', 'ä\\#?%', '😀'];
const MANY = 250;
const ENTITIES = MANY + PARTITIONS.length - 1;

async function fill(store: ListedStore, large = 1): Promise<void> {
  for (const partition of PARTITIONS) {
    if (partition === 'many') {
      for (let at = 0; at < MANY; at += 50) await store.commit(partition, inserts(at, 50));
      continue;
    }
    const count = partition === 'large' ? large : 1;
    for (let at = 0; at < count; at += 1) {
      const key = `ä/${at}`;
      const value: JsonObject = {
        text: partition === 'large' ? '€😀\u2028'.repeat(40_000) : partition,
        n: null,
      };
      await store.commit(partition, [{ type: 'insert', key, value }]);
    }
  }
}

async function contents(store: ListedStore): Promise<[string, string, JsonObject][]> {
  const found: [string, string, JsonObject][] = [];
  for await (const partition of store.partitions())
    for await (const { key, value } of store.range(partition)) found.push([partition, key, value]);
  return found;
}

async function partitions(store: ListedStore): Promise<string[]> {
  const found: string[] = [];
  for await (const partition of store.partitions()) found.push(partition);
  return found;
}

/** The store, but the machine fails at the commit after `commits` of them. */
function failingAfter(store: ListedStore, commits: number): ListedStore {
  let done = 0;
  return {
    ...bound(store),
    commit: async (partition, changes) => {
      if ((done += 1) > commits) throw new StorageError('power cut');
      await store.commit(partition, changes);
    },
  };
}

function bound(store: ListedStore): ListedStore {
  return {
    get: (partition, key) => store.get(partition, key),
    range: (partition, range) => store.range(partition, range),
    commit: (partition, changes) => store.commit(partition, changes),
    partitions: () => store.partitions(),
    close: () => store.close(),
  };
}

function kept(store: ListedStore): Promise<ListedStore> {
  stores.push(store);
  return Promise.resolve(store);
}

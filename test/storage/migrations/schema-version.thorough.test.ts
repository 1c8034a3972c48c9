import { spawnSync } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { openStore } from '../../../bot/process/store/open-store';
import { runCli } from '../../../bot/cli/run';
import { newerStoreExitCode, sqliteIn } from '../../../bot/config/config';
import { systemClock } from '../../../src/clock';
import { NewerStoreError } from '../../../src/errors';
import { openAzureTablesStore } from '../../../src/storage/azure-tables/azure-tables-store';
import { copyStore } from '../../../src/storage/copy-store';
import { type ListedStore } from '../../../src/storage/listed-store';
import { type Migration } from '../../../src/storage/migrations/migration';
import { rewriteRows } from '../../../src/storage/rewrite-rows';
import { insert, replace } from '../../../src/storage/rows';
import { knownVersion, refuseNewerStore, upgradeStore } from '../../../src/storage/migrations/schema-version';
import { backupSqliteStore } from '../../../src/storage/sqlite/backup';
import { openSqliteStore } from '../../../src/storage/sqlite/sqlite-store';
import { type Azurite, startAzurite } from '../../helpers/azurite';
import { startBotUnderTest } from '../../helpers/bot-under-test';
import { atEveryCommit, dyingAtCommit, interrupted } from '../../helpers/failing-store';
import { all } from '../conformity';

/** Numbers become texts, then get a unit: 250 rows of two partitions, more than a commit takes. */
const migrations: readonly Migration[] = [
  step('numbers become texts', ({ size }) => (typeof size === 'number' ? { size: String(size) } : undefined)),
  step('texts get a unit', ({ size }) =>
    typeof size === 'string' && !size.endsWith(' km') ? { size: `${size} km` } : undefined,
  ),
];

function step(what: string, change: (value: { readonly size?: unknown }) => object | undefined): Migration {
  return {
    what,
    run: async (store, onRows) => {
      for (const partition of ['near', 'far'])
        await rewriteRows(
          store,
          partition,
          (entity) => {
            const next = change(entity.value);
            return next ? [replace(entity, next)] : [];
          },
          { onRows },
        );
    },
  };
}

let folder: string;
let azurite: Azurite;
let made = 0;
const open: ListedStore[] = [];
beforeAll(async () => void (azurite = await startAzurite()));
afterAll(() => azurite.stop());
beforeEach(async () => void (folder = await mkdtemp(path.join(tmpdir(), 'seuranta-schema-'))));
afterEach(async () => {
  for (const store of open.splice(0)) await store.close();
  await rm(folder, { recursive: true });
});

const kept = (store: ListedStore): ListedStore => (open.push(store), store);
const sqlite = () => Promise.resolve(kept(openSqliteStore(path.join(folder, `${(made += 1)}.db`))));
const azure = async () =>
  kept(
    await openAzureTablesStore({
      connectionString: azurite.connectionString,
      table: `schema${(made += 1)}`,
    }),
  );

/** As the first release left it: rows, and no version. */
async function old(store: ListedStore): Promise<ListedStore> {
  for (const [partition, from] of [
    ['near', 0],
    ['far', 1000],
  ] as const)
    for (let start = 0; start < 125; start += 90)
      await store.commit(
        partition,
        Array.from({ length: Math.min(90, 125 - start) }, (_, n) =>
          insert(`row-${String(start + n).padStart(3, '0')}`, { size: from + start + n }),
        ),
      );
  return store;
}

async function expectUpgraded(store: ListedStore): Promise<void> {
  const rows = [...(await all(store, 'near')), ...(await all(store, 'far'))];
  expect(rows.map(({ value }) => value['size'])).toEqual([
    ...Array.from({ length: 125 }, (_, n) => `${n} km`),
    ...Array.from({ length: 125 }, (_, n) => `${1000 + n} km`),
  ]);
  expect((await all(store, 'schema')).map(({ value }) => value)).toEqual([{ version: 3 }]);
}

const listed = (store: object, { partitions }: { partitions: () => AsyncIterable<string> }) =>
  Object.assign(store, { partitions }) as ListedStore;

describe.each([
  ['SQLite', sqlite],
  ['Azure Tables', azure],
])('a store in %s', (_name, make) => {
  it('that is new gets the newest version, whoever opens it first', async () => {
    const store = await make();
    const never: Migration = { what: '', run: () => Promise.reject(new Error('nothing to migrate')) };
    await Promise.all([1, 2, 3].map(() => upgradeStore(store, { migrations: [never] })));
    expect((await all(store, 'schema')).map(({ value }) => value)).toEqual([{ version: 2 }]);
  });

  it('of the first schema is migrated step by step', async () => {
    const store = await old(await make());
    const told: string[] = [];
    await upgradeStore(store, {
      migrations,
      onUpgrade: ({ from, to, what, rows }) => told.push(`${from}-${to} ${what} ${rows}`),
    });
    await expectUpgraded(store);
    expect(told).toEqual([
      '1-2 numbers become texts 0',
      '1-2 numbers become texts 250',
      '2-3 texts get a unit 0',
      '2-3 texts get a unit 250',
    ]);
  });

  it('is opened by two at once, and each row is changed once', async () => {
    const store = await old(await make());
    await Promise.all([1, 2].map(() => upgradeStore(store, { migrations })));
    await expectUpgraded(store);
  });

  it('of a newer program is refused, and nothing is written', async () => {
    const store = await old(await make());
    await upgradeStore(store, { migrations });
    const before = await all(store, 'near');
    const opening = upgradeStore(store, { migrations: migrations.slice(0, 1) });
    await expect(opening).rejects.toThrow(
      'The store has schema version 3, this program knows versions up to 2: run the newer program, ' +
        'or restore the backup that was taken before the upgrade',
    );
    await expect(refuseNewerStore(store, 2)).rejects.toThrow(NewerStoreError);
    await refuseNewerStore(store, 3);
    expect(await all(store, 'near')).toEqual(before);
  });

  it('gets its version with its copy', async () => {
    const [from, to] = [await old(await make()), await make()];
    await upgradeStore(from, { migrations });
    await copyStore(from, to);
    await expectUpgraded(to);
  });
});

it('goes on where a process died, at whatever commit', async () => {
  const commits = await atEveryCommit(async (n) => {
    const store = await old(await sqlite());
    const dying = listed(dyingAtCommit(store, n), { partitions: () => store.partitions() });
    const survived = await upgradeStore(dying, { migrations }).then(
      () => true,
      () => false,
    );
    await upgradeStore(store, { migrations });
    await expectUpgraded(store);
    return { survived };
  });
  // The first version, two partitions of two pages in each of two steps, and the mark of each step.
  expect(commits).toBe(1 + 2 * (4 + 1));
});

it('leaves alone what somebody changes while it runs', async () => {
  const store = await old(await sqlite());
  let changed = false;
  const busy = interrupted(store, {
    beforeCommit: async (partition) => {
      if (partition !== 'near' || changed) return;
      changed = true;
      const row = (await store.get('near', 'row-007'))!;
      await store.commit('near', [replace(row, { size: 7000 })]);
    },
  });
  await upgradeStore(listed(busy, { partitions: () => store.partitions() }), { migrations });
  expect((await store.get('near', 'row-007'))!.value).toEqual({ size: '7000 km' });
  expect((await store.get('near', 'row-008'))!.value).toEqual({ size: '8 km' });
});

describe('the store of the first release', () => {
  const fixture = path.join(__dirname, '../../fixtures/first-schema.db');
  const contents = async (store: ListedStore) => {
    const rows: unknown[] = [];
    for await (const partition of store.partitions())
      for (const { key, value } of await all(store, partition)) rows.push([partition, key, value]);
    return rows;
  };

  it('becomes the same, where a process died at every commit and where none did', async () => {
    const file = async () => {
      const at = path.join(folder, `${(made += 1)}`, 'seuranta.db');
      await mkdir(path.dirname(at));
      await copyFile(fixture, at);
      return kept(openSqliteStore(at));
    };
    const whole = await file();
    await upgradeStore(whole);
    const broken = await file();
    const commits = await atEveryCommit(async (n) => {
      const dying = listed(dyingAtCommit(broken, Math.min(n, 2)), { partitions: () => broken.partitions() });
      const survived = await upgradeStore(dying).then(
        () => true,
        () => false,
      );
      return { survived };
    });
    expect(commits).toBeGreaterThan(10);
    expect(await contents(broken)).toEqual(await contents(whole));
  });

  it('is copied and backed up as it is, and upgraded where it is opened', async () => {
    const [from, to, backup] = ['from', 'to', 'backup'].map((name) => path.join(folder, name)) as [
      string,
      string,
      string,
    ];
    await mkdir(from);
    await copyFile(fixture, path.join(from, 'seuranta.db'));
    const options = { clock: systemClock, print: () => undefined };
    await runCli(['copy-store', '--from', from, '--to', to], options);
    await runCli(['backup', path.join(backup, 'seuranta.db'), '--data', from], options);
    for (const folderOf of [from, to, backup]) {
      const store = openSqliteStore(path.join(folderOf, 'seuranta.db'));
      expect(await all(store, 'schema')).toEqual([]);
      await store.close();
      const upgraded = kept(await openStore(sqliteIn(folderOf)));
      expect((await all(upgraded, 'schema')).map(({ value }) => value)).toEqual([{ version: knownVersion }]);
    }
  });

  it('becomes the same in Azure Tables', async () => {
    await copyFile(fixture, path.join(folder, 'first.db'));
    const [first, tables] = [kept(openSqliteStore(path.join(folder, 'first.db'))), await azure()];
    await copyStore(first, tables);
    await Promise.all([first, tables, tables].map((store) => upgradeStore(store)));
    expect(await contents(tables)).toEqual(await contents(first));
  });
});

describe('a store that a newer program upgraded', () => {
  const newer = async (store: ListedStore) => {
    const row = (await store.get('schema', 'version'))!;
    await store.commit('schema', [replace(row, { version: knownVersion + 1 })]);
  };

  it('is neither opened, copied nor backed up', async () => {
    const store = await openStore(sqliteIn(folder));
    await newer(store);
    await store.close();
    await expect(openStore(sqliteIn(folder))).rejects.toThrow(NewerStoreError);
    const target = path.join(folder, 'backup.db');
    const copying = runCli(['copy-store', '--from', folder, '--to', path.join(folder, 'other')], {
      ...{ clock: systemClock, print: () => undefined },
    });
    await expect(copying).rejects.toThrow(NewerStoreError);
    const main = path.join(__dirname, '../../../bot/cli/main.ts');
    const command = [process.execPath, ['--import', 'tsx', main, 'programmes', '--data', folder]] as const;
    const { status, stderr } = spawnSync(...command, { encoding: 'utf8' });
    expect([status, stderr]).toEqual([
      newerStoreExitCode,
      expect.stringMatching(/^The store has schema.*\n$/),
    ]);
    await expect(backupSqliteStore(path.join(folder, 'seuranta.db'), target)).rejects.toThrow(
      NewerStoreError,
    );
  });

  it('gets no traffic, no tick and no sending from a bot that has it open', async () => {
    const running = await startBotUnderTest();
    const ready = async () => (await fetch(`${running.url}/readyz`)).status;
    expect(await ready()).toBe(200);
    await newer(running.store as ListedStore);
    expect(await ready()).toBe(503);
    await expect(running.bot.work()).rejects.toThrow(NewerStoreError);
    await expect(running.bot.send()).rejects.toThrow(NewerStoreError);
    await running.stop();
  });
});

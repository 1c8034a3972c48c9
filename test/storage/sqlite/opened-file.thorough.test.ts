import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, writeSync } from 'node:fs';
import { copyFile, mkdtemp, readFile, rename, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { StorageError, StoreReplacedError } from '../../../src/errors';
import { backupSqliteStore } from '../../../src/storage/sqlite/backup';
import { findDamage } from '../../../src/storage/sqlite/find-damage';
import { openSqliteStore } from '../../../src/storage/sqlite/sqlite-store';
import { type ListedStore } from '../../../src/storage/listed-store';
import { all, inserts } from '../conformity';

const root = join(__dirname, '../../..');
let folder: string;
let file: string;
const open: ListedStore[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seuranta-opened-'));
  file = join(folder, 'data', 'seuranta.db');
});
afterEach(async () => {
  for (const store of open.splice(0)) await store.close().catch(() => undefined);
  await rm(folder, { recursive: true });
});

function opened(path = file): ListedStore {
  const store = openSqliteStore(path);
  open.push(store);
  return store;
}

/** Another program, as the command line is one: it writes so much that SQLite empties the log, and ends. */
function otherProgram(work: string): void {
  const script = `
    const { openSqliteStore } = require('./src/storage/sqlite/sqlite-store');
    const { scrubSqliteFile } = require('./src/storage/sqlite/scrub');
    (async () => {
      const store = openSqliteStore(${JSON.stringify(file)});
      ${work}
      await store.close();
    })().catch((error) => { console.error(error); process.exit(1); });`;
  const run = spawnSync(process.execPath, ['--import', 'tsx', '-e', script], { cwd: root, encoding: 'utf8' });
  expect(run.stderr).toBe('');
}

/** In a process of its own: libsql keeps a file open for a while after it is closed. */
function backUp(): void {
  const main = join(root, 'bot/cli/main.ts');
  const data = join(folder, 'data');
  const run = spawnSync(process.execPath, ['--import', 'tsx', main, 'backup', older(), '--data', data]);
  expect(run.status).toBe(0);
}

const writesMuch = `
  for (let n = 0; n < 30; n++)
    await store.commit('other', Array.from({ length: 99 }, (_, at) =>
      ({ type: 'insert', key: 'k' + n + '-' + at, value: { text: 'x'.repeat(2000) } })));`;

const older = () => join(folder, 'older.db');
const aside = () => join(folder, 'aside');

const faults: readonly (readonly [what: string, spoil: () => Promise<void>])[] = [
  ['deleted', () => rm(file)],
  ['moved away', () => rename(file, aside())],
  ['deleted with its folder', () => rm(join(folder, 'data'), { recursive: true })],
  ['moved away with its folder', () => rename(join(folder, 'data'), aside())],
  ['replaced by an older copy', () => rename(older(), file)],
  ['written over by an older copy', () => copyFile(older(), file)],
  [
    'written over by a backup of this moment',
    async () => {
      await backupSqliteStore(file, join(folder, 'backup.db'));
      await copyFile(join(folder, 'backup.db'), file);
    },
  ],
  ['emptied', () => truncate(file, 0)],
  ['cut off', async () => truncate(file, (await stat(file)).size - 4096)],
  ['written over by a text', () => writeFile(file, 'x'.repeat(9_000))],
  ['robbed of its log', () => rm(`${file}-wal`)],
  ['robbed of its index', () => rm(`${file}-shm`)],
];

describe.each(faults)('a store whose file is %s while it is open', (_, spoil) => {
  it('takes no commit and gives no row, and says why', async () => {
    const store = opened();
    for (let at = 0; at < 3_000; at += 50) await store.commit('p', inserts(at, 50));
    await copyFile(file, older());
    // So much that SQLite moves it from the log into the file.
    const value = { text: 'x'.repeat(2_000) };
    for (let at = 3_000; at < 6_000; at += 50)
      await store.commit(
        'p',
        inserts(at, 50).map((change) => ({ ...change, value })),
      );
    await spoil();
    await expect(store.commit('p', inserts(9_000, 1))).rejects.toThrow(StoreReplacedError);
    await expect(store.commit('p', inserts(9_000, 1))).rejects.toThrow(
      /seuranta\.db(-wal|-shm)? was .*nothing is written/,
    );
    await expect(store.get('p', 'key-00001')).rejects.toThrow(StoreReplacedError);
  });
});

it('is the right one again when it was moved back', async () => {
  const store = opened();
  await store.commit('p', inserts(0, 1));
  await rename(file, aside());
  await expect(store.commit('p', inserts(1, 1))).rejects.toThrow(StoreReplacedError);
  await rename(aside(), file);
  await store.commit('p', inserts(1, 1));
  expect(await all(store, 'p')).toHaveLength(2);
});

it.each([
  ['writes into it and empties its log', writesMuch],
  ['empties its log', ''],
  ['cleans it after an erasure', `${writesMuch} scrubSqliteFile(${JSON.stringify('FILE')});`],
])('stays the right one when another program %s', async (_, work) => {
  const store = opened();
  for (let at = 0; at < 3_000; at += 50) await store.commit('p', inserts(at, 50));
  const kept = await all(store, 'p');
  await store.commit(
    'p',
    kept.slice(0, 90).map(({ key, etag }) => ({ type: 'delete' as const, key, etag })),
  );
  otherProgram(work.replace('FILE', file));
  await store.commit('p', inserts(9_000, 1));
  expect(await all(store, 'p')).toHaveLength(3_000 - 90 + 1);
});

describe('a log that SQLite would apply to another file', () => {
  /** A process that commits until it is killed, which leaves its log. */
  async function killWriter(commits: number): Promise<void> {
    const script = `
      const { openSqliteStore } = require('./src/storage/sqlite/sqlite-store');
      (async () => {
        const store = openSqliteStore(${JSON.stringify(file)});
        for (let n = 0; ; n++) {
          await store.commit('p', [{ type: 'insert', key: process.pid + '-' + n, value: { text: 'x'.repeat(3000) } }]);
          console.log(n);
        }
      })();`;
    const child = spawn(process.execPath, ['--import', 'tsx', '-e', script], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    for await (const line of createInterface(child.stdout)) if (Number(line) >= commits) break;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  }

  it.each([
    ['an older copy', () => copyFile(file, older())],
    ['a backup', () => Promise.resolve(backUp())],
  ])('is refused where %s was copied over the file of a bot that was killed', async (_, keep) => {
    await killWriter(20);
    await keep();
    await killWriter(2_000);
    await copyFile(older(), file);
    const [before, log] = [await readFile(file), await readFile(`${file}-wal`)];
    expect(() => openSqliteStore(file)).toThrow(/the log beside it .* belongs to another file/);
    expect(() => findDamage(file)).toThrow(StorageError);
    expect([before.equals(await readFile(file)), log.equals(await readFile(`${file}-wal`))]).toEqual([
      true,
      true,
    ]);
  });

  it('is refused where its file is gone, which SQLite would begin anew without a word', async () => {
    await killWriter(20);
    await rm(file);
    const log = await readFile(`${file}-wal`);
    expect(() => openSqliteStore(file)).toThrow(/the file is gone, and the log of its last changes/);
    expect(log.equals(await readFile(`${file}-wal`))).toBe(true);
  });

  it('is applied to its own file, however often it was killed', async () => {
    for (const commits of [3, 1_500, 40, 700]) {
      await killWriter(commits);
      expect(findDamage(file)).toBeUndefined();
    }
    const rows = await all(opened(), 'p');
    expect(rows.length).toBeGreaterThan(3 + 1_500 + 40 + 700);
  });
});

describe('a damaged page', () => {
  const spoilPages = async () => {
    const { size } = await stat(file);
    const descriptor = openSync(file, 'r+');
    for (let at = 4096 * 3; at < size; at += 4096 * 2)
      writeSync(descriptor, Buffer.alloc(4096, 0x5a), 0, 4096, at);
    closeSync(descriptor);
  };

  it('is found without opening the store, and nothing is written', async () => {
    const store = openSqliteStore(file);
    for (let at = 0; at < 3_000; at += 50) await store.commit('p', inserts(at, 50));
    await store.close();
    expect(findDamage(file)).toBeUndefined();
    await spoilPages();
    const before = await readFile(file);
    expect(findDamage(file)).toMatch(/.+/);
    expect(before.equals(await readFile(file))).toBe(true);
  });

  it('that is met stops the store: from then on it takes nothing', async () => {
    const first = openSqliteStore(file);
    for (let at = 0; at < 30_000; at += 50) await first.commit('p', inserts(at, 50));
    await first.close();
    await spoilPages();
    const store = opened();
    await expect(all(store, 'p')).rejects.toThrow('the file is damaged');
    await expect(store.commit('elsewhere', inserts(0, 1))).rejects.toThrow(StoreReplacedError);
    await expect(store.get('elsewhere', 'key')).rejects.toThrow(StoreReplacedError);
  });
});

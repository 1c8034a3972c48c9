import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import Database from 'libsql';
import { StorageError } from '../../../src/errors';
import { backupSqliteStore } from '../../../src/storage/sqlite/backup';
import { openSqliteStore } from '../../../src/storage/sqlite/sqlite-store';
import { all, inserts } from '../conformity';

const ROOT = join(__dirname, '../../..');

describe('a backup of a SQLite store', () => {
  let folder: string;
  let file: string;
  let target: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'seuranta-backup-'));
    file = join(folder, 'store.db');
    target = join(folder, 'new', 'folders', 'backup.db');
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is a store with the same entities and etags, and the live one goes on', async () => {
    const store = openSqliteStore(file);
    await store.commit('p', inserts(0, 99));
    await store.commit('ä\u0000', [{ type: 'insert', key: '😀', value: { text: 'x'.repeat(100_000) } }]);
    const { entities, bytes } = await backupSqliteStore(file, target);
    expect(entities).toBe(100);
    expect(bytes).toBe((await stat(target)).size);
    expect(await readdir(join(target, '..'))).toEqual(['backup.db']);
    await store.commit('p', inserts(99, 1));
    const copy = openSqliteStore(target);
    expect(await all(copy, 'p')).toEqual((await all(store, 'p')).slice(0, 99));
    expect(await all(copy, 'ä\u0000')).toEqual(await all(store, 'ä\u0000'));
    await copy.commit('p', inserts(99, 1));
    await copy.close();
    await store.close();
  });

  it('holds whole commits only, while another process writes', async () => {
    await openSqliteStore(file).close();
    const child = startWriter(file);
    const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
    for (let copy = 0; copy < 5; copy += 1) {
      await lines.next();
      const { entities } = await backupSqliteStore(file, `${target}${copy}`);
      expect(entities).toBe(99);
      const copied = openSqliteStore(`${target}${copy}`);
      expect(new Set((await all(copied, 'p')).map(({ value }) => value['n'])).size).toBe(1);
      await copied.close();
    }
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  });

  it('does not write over a file', async () => {
    await openSqliteStore(file).close();
    await backupSqliteStore(file, target);
    await expect(backupSqliteStore(file, target)).rejects.toThrow(/there already/);
    await expect(backupSqliteStore(file, file)).rejects.toThrow(StorageError);
  });

  it('does not create the store that it cannot find', async () => {
    await expect(backupSqliteStore(file, target)).rejects.toThrow(StorageError);
    expect(await readdir(folder)).toEqual([]);
  });

  it.each(['no database', 'database of something else', 'store of a newer program'])(
    'is not made of a %s, and leaves nothing behind',
    async (what) => {
      if (what === 'no database') await writeFile(file, 'x'.repeat(10_000));
      else {
        const raw = new Database(file);
        raw.exec(`CREATE TABLE t (a); PRAGMA user_version = ${what === 'store of a newer program' ? 2 : 0}`);
        raw.close();
      }
      await expect(backupSqliteStore(file, target)).rejects.toThrow(StorageError);
      expect(await readdir(join(target, '..'))).toEqual([]);
    },
  );

  it('says when the copy is damaged, and leaves nothing behind', async () => {
    const store = openSqliteStore(file);
    await store.commit('p', inserts(0, 99));
    await store.close();
    const raw = new Database(file);
    raw.exec(`PRAGMA writable_schema = ON;
      UPDATE sqlite_schema SET sql = replace(sql, 'value TEXT NOT NULL', 'value TEXT NOT NULL CHECK (value = 1)')`);
    raw.close();
    await expect(backupSqliteStore(file, target)).rejects.toThrow(StorageError);
    expect(await readdir(join(target, '..'))).toEqual([]);
  });

  it('fails where nothing can be written', async () => {
    await openSqliteStore(file).close();
    await expect(backupSqliteStore(file, join(file, 'backup.db'))).rejects.toThrow(StorageError);
  });
});

/** A process that replaces the same hundred entities again and again, and says so each time. */
function startWriter(file: string) {
  const script = `
    const { openSqliteStore } = require('./src/storage/sqlite/sqlite-store.ts');
    const store = openSqliteStore(${JSON.stringify(file)});
    (async () => {
      for (let n = 0; ; n += 1) {
        const held = new Map();
        for await (const entity of store.range('p')) held.set(entity.key, entity.etag);
        const changes = Array.from({ length: 99 }, (_, at) => ({ key: 'k' + at, value: { n, text: 'x'.repeat(2000) } }));
        await store.commit('p', changes.map((change) =>
          held.has(change.key) ? { ...change, type: 'replace', etag: held.get(change.key) } : { ...change, type: 'insert' }));
        console.log(n);
      }
    })().catch((error) => { console.error(error); process.exit(1); });`;
  return spawn(process.execPath, ['--import', 'tsx', '-e', script], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

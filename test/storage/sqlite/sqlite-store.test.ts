import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { chmod, copyFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import Database from 'libsql';
import { ConflictError, StorageError } from '../../../src/errors';
import { openSqliteStore } from '../../../src/storage/sqlite/sqlite-store';
import { all, describeStore, inserts } from '../conformity';

const ROOT = join(__dirname, '../../..');

describeStore('SQLite', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'seuranta-sqlite-'));
  const file = join(folder, 'new', 'folders', 'store.db');
  const store = openSqliteStore(file);
  return {
    store,
    reopen: () => Promise.resolve(openSqliteStore(file)),
    dispose: async () => {
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
});

describe('SQLite file', () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'seuranta-sqlite-'));
    file = join(folder, 'store.db');
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('holds after close and reopen what was committed, with the same etags', async () => {
    const first = openSqliteStore(file);
    await first.commit('p', inserts(0, 99));
    const before = await all(first, 'p');
    await first.close();
    const second = openSqliteStore(file);
    expect(await all(second, 'p')).toEqual(before);
    await second.close();
  });

  it('is complete without its WAL once it is closed', async () => {
    const store = openSqliteStore(file);
    await store.commit('p', inserts(0, 99));
    await store.close();
    const copy = join(folder, 'copy.db');
    await writeFile(copy, await readFile(file));
    const copied = openSqliteStore(copy);
    expect(await all(copied, 'p')).toHaveLength(99);
    await copied.close();
  });

  it('is written through a WAL', async () => {
    const store = openSqliteStore(file);
    await store.commit('p', inserts(0, 1));
    expect((await stat(`${file}-wal`)).size).toBeGreaterThan(0);
    await store.close();
  });

  it('reads a range page by page: what is written after the page in hand appears', async () => {
    const store = openSqliteStore(file);
    for (let at = 0; at < 1_000; at += 50) await store.commit('p', inserts(at, 50));
    const seen: string[] = [];
    for await (const { key } of store.range('p')) {
      if (seen.push(key) === 1) await store.commit('p', [{ type: 'insert', key: 'last', value: {} }]);
    }
    expect(seen).toHaveLength(1_001);
    await store.close();
  });

  it('lets other work go on between the pages of a long range', async () => {
    const store = openSqliteStore(file);
    for (let at = 0; at < 1_000; at += 50) await store.commit('p', inserts(at, 50));
    let turned = false;
    setImmediate(() => (turned = true));
    for await (const { key } of store.range('p')) if (key === 'k00000') expect(turned).toBe(false);
    expect(turned).toBe(true);
    await store.close();
  });

  it('ends a range with a StorageError when the store is closed meanwhile', async () => {
    const store = openSqliteStore(file);
    for (let at = 0; at < 1_000; at += 50) await store.commit('p', inserts(at, 50));
    const reading = (async () => {
      for await (const { key } of store.range('p')) if (key === 'k00000') await store.close();
    })();
    await expect(reading).rejects.toThrow(StorageError);
  });

  it('refuses the schema of a newer program and leaves the file alone', async () => {
    await openSqliteStore(file).close();
    const raw = new Database(file);
    raw.exec('PRAGMA user_version = 2');
    raw.close();
    expect(() => openSqliteStore(file)).toThrow(StorageError);
    expect(() => openSqliteStore(file)).toThrow(/schema version 2, this program knows 1/);
  });

  it('refuses a file that is no database, and keeps the cause', async () => {
    await writeFile(file, 'not a database '.repeat(1_000));
    const before = await readFile(file);
    expect(thrownBy(() => openSqliteStore(file))).toMatchObject({
      name: 'StorageError',
      message: expect.stringContaining('no SQLite database') as string,
      cause: expect.objectContaining({ code: 'SQLITE_NOTADB' }) as unknown,
    });
    expect(await readFile(file)).toEqual(before);
  });

  it('refuses a folder and a place where no folder can be made', async () => {
    expect(() => openSqliteStore(folder)).toThrow(StorageError);
    await writeFile(file, '');
    expect(() => openSqliteStore(join(file, 'store.db'))).toThrow(StorageError);
  });

  it('refuses to commit to a read-only file, writes nothing and can still be read', async () => {
    const writer = openSqliteStore(file);
    await writer.commit('p', inserts(0, 2));
    for (const name of await readdir(folder)) await chmod(join(folder, name), 0o444);
    await chmod(folder, 0o555);
    await withoutRoot(async () => {
      const store = openSqliteStore(file);
      await expect(store.commit('p', inserts(2, 3))).rejects.toMatchObject({
        name: 'StorageError',
        message: expect.stringContaining('read-only') as string,
      });
      expect(await all(store, 'p')).toHaveLength(2);
      await store.close();
    });
    await chmod(folder, 0o755);
    await writer.close();
  });

  it('works on after SQLite has rolled back by itself in the middle of a commit, as on a full disk', async () => {
    const store = openSqliteStore(file);
    await store.commit('p', inserts(0, 1));
    const raw = new Database(file);
    raw.exec(`CREATE TRIGGER full AFTER INSERT ON entities WHEN NEW.key = 'k00050'
      BEGIN SELECT RAISE(ROLLBACK, 'full'); END`);
    await expect(store.commit('p', inserts(1, 99))).rejects.toThrow(StorageError);
    expect(await all(store, 'p')).toHaveLength(1);
    raw.exec('DROP TRIGGER full');
    await store.commit('p', inserts(1, 99));
    expect(await all(store, 'p')).toHaveLength(100);
    raw.close();
    await store.close();
  });

  it('refuses of commits that wait together only the one that conflicts, and nothing of it is written', async () => {
    const store = openSqliteStore(file);
    await store.commit('p', inserts(0, 1));
    const outcomes = await Promise.allSettled([
      store.commit('p', inserts(1, 10)),
      store.commit('q', [...inserts(1, 10), ...inserts(11, 1)]),
      store.commit('p', [...inserts(20, 3), ...inserts(0, 1)]),
      store.commit('p', inserts(30, 10)),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect(outcomes[2]).toMatchObject({ reason: expect.any(ConflictError) as unknown });
    expect(await all(store, 'p')).toHaveLength(21);
    expect(await all(store, 'q')).toHaveLength(11);
    await store.close();
  });

  it('refuses all commits that wait together when SQLite rolls back by itself, and works on after', async () => {
    const store = openSqliteStore(file);
    await store.commit('p', inserts(0, 1));
    const raw = new Database(file);
    raw.exec(`CREATE TRIGGER full AFTER INSERT ON entities WHEN NEW.key = 'k00050'
      BEGIN SELECT RAISE(ROLLBACK, 'full'); END`);
    const waiting = [inserts(1, 9), inserts(10, 90), inserts(100, 9)];
    const outcomes = await Promise.allSettled(waiting.map((changes) => store.commit('p', changes)));
    for (const outcome of outcomes)
      expect(outcome).toMatchObject({ status: 'rejected', reason: expect.any(StorageError) as unknown });
    expect(await all(store, 'p')).toHaveLength(1);
    raw.exec('DROP TRIGGER full');
    raw.close();
    await Promise.all(waiting.map((changes) => store.commit('p', changes)));
    expect(await all(store, 'p')).toHaveLength(109);
    await store.close();
  });

  it('writes what waits before it is closed', async () => {
    const store = openSqliteStore(file);
    const waiting = Array.from({ length: 120 }, (_, at) => store.commit('p', inserts(at, 1)));
    await Promise.all([store.close(), ...waiting]);
    const reopened = openSqliteStore(file);
    expect(await all(reopened, 'p')).toHaveLength(120);
    await expect(store.commit('p', inserts(200, 1))).rejects.toThrow(StorageError);
    await reopened.close();
  });

  it('gives up on a commit while another connection writes, reads meanwhile, and works on after', async () => {
    const store = openSqliteStore(file, { busyMs: 10 });
    await store.commit('p', inserts(0, 1));
    const raw = new Database(file);
    raw.exec("BEGIN IMMEDIATE; UPDATE entities SET etag = 'other'");
    await expect(store.commit('p', inserts(1, 1))).rejects.toMatchObject({
      name: 'StorageError',
      message: expect.stringContaining('another process') as string,
      cause: expect.objectContaining({ code: 'SQLITE_BUSY' }) as unknown,
    });
    const [before] = await all(store, 'p');
    expect(before?.etag).not.toBe('other');
    raw.exec('COMMIT');
    raw.close();
    await store.commit('p', inserts(1, 1));
    await expect(
      store.commit('p', [{ type: 'delete', key: before!.key, etag: before!.etag }]),
    ).rejects.toThrow(ConflictError);
    await store.close();
  });

  it('is opened new by several processes at once, and they lose no step of a counter', async () => {
    const counting = `
      for (let done = 0; done < 50; ) {
        const counter = await store.get('p', 'counter');
        const value = { n: (counter?.value.n ?? 0) + 1 };
        const change = counter ? { ...counter, type: 'replace', value } : { type: 'insert', key: 'counter', value };
        await store.commit('p', [change]).then(() => (done += 1), (error) => {
          if (error.name !== 'ConflictError') throw error;
        });
      }`;
    const processes = [1, 2, 3].map(() => startProcess(file, counting));
    const codes = await Promise.all(processes.map(async (child) => (await once(child, 'exit')) as unknown[]));
    expect(codes.map(([code]) => code)).toEqual([0, 0, 0]);
    const store = openSqliteStore(file);
    expect((await store.get('p', 'counter'))?.value).toEqual({ n: 150 });
    await store.close();
  });

  it('is opened although another process that closes it removes the log at that moment', async () => {
    const store = openSqliteStore(file);
    await store.commit('p', inserts(0, 1));
    await store.close();
    // libsql keeps a file open that it has closed; a copy is new to this process.
    const copy = `${file}-copy`;
    await copyFile(file, copy);
    await writeFile(`${copy}-wal`, 'what was still there');
    const { openSync } = fs;
    const opening = jest.spyOn(fs, 'openSync').mockImplementation((path, ...how) => {
      if (String(path).endsWith('-wal')) fs.rmSync(path);
      return openSync(path, ...how);
    });
    const again = openSqliteStore(copy);
    opening.mockRestore();
    expect(await all(again, 'p')).toHaveLength(1);
    await again.close();
  });

  it('holds whole commits only when its process is killed while it writes', async () => {
    const writing = `
      for (let n = 0; ; n += 1) {
        const held = new Map();
        for await (const entity of store.range('p')) held.set(entity.key, entity.etag);
        const changes = Array.from({ length: 99 }, (_, at) => ({ key: 'k' + at, value: { n, text: 'x'.repeat(2000) } }));
        await store.commit('p', changes.map((change) =>
          held.has(change.key) ? { ...change, type: 'replace', etag: held.get(change.key) } : { ...change, type: 'insert' }));
        console.log(n);
      }`;
    const child = startProcess(file, writing);
    let acknowledged = -1;
    for await (const line of createInterface(child.stdout)) {
      acknowledged = Number(line);
      if (acknowledged === 20) child.kill('SIGKILL');
    }
    const store = openSqliteStore(file);
    const entities = await all(store, 'p');
    const rounds = new Set(entities.map(({ value }) => value['n']));
    expect(entities).toHaveLength(99);
    expect(rounds.size).toBe(1);
    expect([...rounds][0]).toBeGreaterThanOrEqual(acknowledged);
    await store.close();
  });
});

/** A process that runs `body` with `store`, the store in `file`. */
function startProcess(file: string, body: string) {
  const script = `
    const { openSqliteStore } = require('./src/storage/sqlite/sqlite-store.ts');
    const store = openSqliteStore(${JSON.stringify(file)}, { busyMs: 60_000 });
    (async () => { ${body} })().catch((error) => { console.error(error); process.exit(1); });`;
  return spawn(process.execPath, ['--import', 'tsx', '-e', script], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  return undefined;
}

/** Root may write read-only files, so it becomes nobody for a while. */
async function withoutRoot(work: () => Promise<void>): Promise<void> {
  if (process.geteuid?.() !== 0) return work();
  process.seteuid?.(65_534);
  try {
    await work();
  } finally {
    process.seteuid?.(0);
  }
}

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setImmediate } from 'node:timers/promises';
import Database from 'libsql';
import { ConflictError } from '../../../src/errors';
import { type Read } from '../../../src/storage/kept-rows';
import { RowCache } from '../../../src/storage/sqlite/row-cache';
import { openSqliteStore } from '../../../src/storage/sqlite/sqlite-store';
import { type Entity, type EntityStore, withPrefix } from '../../../src/storage/store';
import { all, inserts } from '../conformity';

const entity = (key: string): Entity => ({ key, etag: 'e', value: { key } });

describe('the cache alone', () => {
  let version: number;
  let reads: string[];
  let cache: RowCache;
  const read = (key: string, text = 10) =>
    cache.row('p', key, () => {
      reads.push(key);
      return { found: entity(key), text };
    });
  const page = (from: string, to: string | undefined, found: Entity[] = []) =>
    cache.page('p', { from, after: false, to }, (): Read<Entity[]> => {
      reads.push(`${from}–${to}`);
      return { found, text: 10 };
    });

  beforeEach(() => {
    version = 1;
    reads = [];
    cache = new RowCache(() => version);
  });

  it('reads a row, a missing row and a page once', () => {
    for (let twice = 0; twice < 2; twice++) {
      read('a');
      expect(
        cache.row('p', 'none', () => {
          reads.push('none');
          return { found: undefined, text: 0 };
        }),
      ).toBeUndefined();
      page('a', 'c', [entity('a')]);
    }
    expect(reads).toEqual(['a', 'none', 'a–c']);
  });

  it('reads everything again when another connection wrote, from the next callback on', async () => {
    read('a');
    version = 2;
    read('a');
    expect(reads).toEqual(['a']);
    await setImmediate();
    read('a');
    expect(reads).toEqual(['a', 'a']);
  });

  it.each([
    ['a', ['a', 'a–c', 'a–undefined']],
    ['b', ['a–c', 'a–undefined']],
    // Exclusive.
    ['c', ['a–undefined']],
    ['A', []],
    // Where code units are in another order than code points, every page may have the key.
    ['\u{1f600}', ['a–c', 'a–undefined', 'x–\uffff']],
  ])('forgets what a commit of %s may have changed, and nothing else', (key, forgotten) => {
    const readAll = () => {
      read('a');
      page('a', 'c');
      page('a', undefined);
      page('x', '\uffff');
    };
    readAll();
    cache.wrote('p', [{ key }]);
    cache.wrote('another', [{ key: 'a' }]);
    reads = [];
    readAll();
    expect(reads).toEqual(forgotten);
  });

  it('knows a row as it was written, if the row had been read or found missing', () => {
    read('a');
    const written = (key: string) => ({
      key,
      read: () => ({ found: { ...entity(key), etag: 'new' }, text: 1 }),
    });
    cache.wrote('p', [written('a'), written('b')]);
    expect(read('a')?.etag).toBe('new');
    expect(read('b')?.etag).toBe('e');
    expect(reads).toEqual(['a', 'b']);
    page('a', 'c');
    cache.wrote('p', [written('a')]);
    page('a', 'c');
    expect(reads).toEqual(['a', 'b', 'a–c', 'a–c']);
  });

  it('keeps at most 8 million units of text, and drops the partition that was read first', () => {
    const readFrom = (partition: string, key: string) =>
      cache.row(partition, key, () => {
        reads.push(partition);
        return { found: entity(key), text: 3_000_000 };
      });
    for (const partition of ['first', 'second', 'third']) readFrom(partition, 'k');
    for (const partition of ['third', 'second', 'first']) readFrom(partition, 'k');
    expect(reads).toEqual(['first', 'second', 'third', 'first']);
  });

  it('keeps at most a thousand pages of a partition, and forgets the one that was read first', () => {
    for (let at = 0; at <= 1_000; at++) page(`a${at}`, undefined);
    reads = [];
    page('a1', undefined);
    page('a0', undefined);
    expect(reads).toEqual(['a0–undefined']);
  });

  it('does not count what it has forgotten', () => {
    for (let at = 0; at < 10; at++) {
      read('a', 3_000_000);
      cache.wrote('p', [{ key: 'a' }]);
    }
    read('b', 3_000_000);
    read('b');
    expect(reads.filter((key) => key === 'b')).toHaveLength(1);
  });
});

describe('a store with the cache', () => {
  let folder: string;
  let file: string;
  let store: EntityStore;
  let other: EntityStore;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'seuranta-cache-'));
    file = join(folder, 'store.db');
    store = openSqliteStore(file);
    other = openSqliteStore(file);
    await store.commit('p', inserts(0, 5));
  });
  afterEach(async () => {
    await store.close();
    await other.close();
    await rm(folder, { recursive: true });
  });

  const [first] = inserts(0, 1);
  const key = first!.key;

  it('shows at once what it wrote itself, and what another connection wrote', async () => {
    for (let n = 0; n < 20; n++) {
      const [writer, reader] = n % 2 === 0 ? [store, other] : [other, store];
      const before = await writer.get('p', key);
      await reader.get('p', key);
      await writer.commit('p', [{ type: 'replace', key, etag: before!.etag, value: { n } }]);
      for (const each of [writer, reader]) {
        expect((await each.get('p', key))?.value).toEqual({ n });
        expect((await all(each, 'p', withPrefix(key)))[0]?.value).toEqual({ n });
      }
    }
  });

  it('shows what it wrote as the file has it, whatever becomes of the object that was written', async () => {
    const old = (await store.get('p', key))!;
    const value = { left: undefined, list: [1], text: 'a\u0000b' };
    await store.commit('p', [{ type: 'replace', key, etag: old.etag, value: value as never }]);
    value.list.push(2);
    const shown = await store.get('p', key);
    expect(shown).toStrictEqual(await other.get('p', key));
    expect(shown?.value).toStrictEqual({ list: [1], text: 'a\u0000b' });
    expect(() => (shown!.value['list'] as number[]).push(3)).toThrow(TypeError);
  });

  it('shows the row that was written, not the one of a commit beside it that was refused', async () => {
    const old = (await store.get('p', key))!;
    expect(await store.get('p', 'new')).toBeUndefined();
    const replace = (n: number) =>
      store.commit('p', [
        { type: 'insert', key: 'new', value: { n } },
        { type: 'replace', key, etag: old.etag, value: { n } },
      ]);
    const outcomes = await Promise.allSettled([replace(1), replace(2)]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    for (const each of ['new', key]) {
      expect((await store.get('p', each))?.value).toEqual({ n: 1 });
      expect(await store.get('p', each)).toEqual(await other.get('p', each));
    }
  });

  it('is right after a conflict', async () => {
    const old = (await store.get('p', key))!;
    await other.commit('p', [{ type: 'replace', key, etag: old.etag, value: { theirs: true } }]);
    await expect(
      store.commit('p', [{ type: 'replace', key, etag: old.etag, value: { ours: true } }]),
    ).rejects.toThrow(ConflictError);
    expect((await store.get('p', key))?.value).toEqual({ theirs: true });
  });

  it('shows what was rebuilt and rewritten beside it', async () => {
    await all(store, 'p');
    const db = new Database(file);
    db.exec(`UPDATE entities SET value = '{"rewritten":true}'; VACUUM`);
    db.close();
    await setImmediate();
    for (const { value } of await all(store, 'p')) expect(value).toEqual({ rewritten: true });
  });

  it('hands out values that nobody can change', async () => {
    await store.commit('p', [{ type: 'insert', key: 'deep', value: { list: [{ n: 1 }] } }]);
    const list = (await store.get('p', 'deep'))!.value['list'] as { n: number }[];
    expect(() => (list[0]!.n = 2)).toThrow(TypeError);
    expect(() => list.push({ n: 3 })).toThrow(TypeError);
  });

  it('never shows a value older than one that another process had reported before', async () => {
    const writer = startWriter(file, key);
    const lines = createInterface({ input: writer.stdout! })[Symbol.asyncIterator]();
    for (let n = 1; n <= 200; n++) {
      writer.stdin!.write('\n');
      expect((await lines.next()).value).toBe(String(n));
      expect((await store.get('p', key))?.value).toEqual({ n });
    }
    writer.stdin!.end();
    await once(writer, 'exit');
  });
});

/** A process that writes the next number for each line that it gets, and reports it. */
function startWriter(file: string, key: string): ChildProcess {
  const program = `
    const db = new (require('libsql'))(process.argv[1], { timeout: 5000 });
    const update = db.prepare('UPDATE entities SET etag = ?, value = ? WHERE partition = ? AND key = ?');
    let n = 0;
    require('node:readline').createInterface({ input: process.stdin }).on('line', () => {
      n += 1;
      update.run(String(n), JSON.stringify({ n }), 'p', process.argv[2]);
      console.log(n);
    });`;
  return spawn(process.execPath, ['-e', program, file, key], { stdio: ['pipe', 'pipe', 'inherit'] });
}

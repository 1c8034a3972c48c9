/** What the store keeps of a table, and when it reads it again. */
import { jest } from '@jest/globals';
import { ConflictError, StorageError } from '../../../src/errors';
import { openAzureTablesStore } from '../../../src/storage/azure-tables/azure-tables-store';
import { toChunks } from '../../../src/storage/azure-tables/entity-text';
import { encodeKey } from '../../../src/storage/azure-tables/keys';
import { type Change, type EntityStore, freshStore, type KeyRange } from '../../../src/storage/store';
import { insert } from '../../../src/storage/rows';
import { type Handling, type Seen } from '../../helpers/azurite';
import { all } from '../conformity';
import { fileWithTables, kept, n, replaceIn, seen } from './setting';

const { newTable, opened, clientOf, frontOf } = fileWithTables();
afterEach(() => jest.restoreAllMocks());
const name = kept;

describe('rows that are kept', () => {
  /** Writes as a program that knows no logs. */
  const writeUnlogged = (table: string, value: number) =>
    clientOf(table).upsertEntity(
      { partitionKey: encodeKey(name), rowKey: 'a', commit: 'other', ...toChunks(n(value)) },
      'Replace',
    );

  it('are looked at again by the opened store after a second, by one for a piece of work at once', async () => {
    const table = newTable();
    const [store, other] = [await opened(table), await opened(table)];
    await store.commit(name, [insert('a', n(1))]);
    expect(await other.get(name, 'a')).toMatchObject({ value: n(1) });
    await replaceIn(store, 2);
    expect(await other.get(name, 'a')).toMatchObject({ value: n(1) });
    const now = performance.now.bind(performance);
    jest.spyOn(performance, 'now').mockImplementation(() => now() + 1_001);
    expect(await other.get(name, 'a')).toMatchObject({ value: n(2) });
    await replaceIn(store, 3);
    expect(await seen(other)).toEqual(n(3));
  });

  it('are read again after a conflict, also for the same piece of work', async () => {
    const table = newTable();
    const [store, other] = [await opened(table), await opened(table)];
    await store.commit(name, [insert('a', n(1))]);
    const work = freshStore(other);
    const before = (await work.get(name, 'a'))!;
    await replaceIn(store, 2);
    expect(await work.get(name, 'a')).toEqual(before);
    const change = { type: 'replace', key: 'a', etag: before.etag, value: n(3) } as const;
    await expect(work.commit(name, [change])).rejects.toThrow(ConflictError);
    expect((await work.get(name, 'a'))!.value).toEqual(n(2));
  });

  it('are the same objects, frozen, until they change', async () => {
    const store = await opened(newTable());
    await store.commit(name, [insert('a', { list: [1] })]);
    const first = await freshStore(store).get(name, 'a');
    expect(await freshStore(store).get(name, 'a')).toBe(first);
    expect(Object.isFrozen(first!.value['list'])).toBe(true);
  });

  it('are read with those that follow them where nobody has written for a while', async () => {
    const table = newTable();
    const writer = await opened(table);
    const keys = Array.from({ length: 120 }, (_, at) => `goal|${String(at).padStart(3, '0')}`);
    for (const page of [keys.slice(0, 60), keys.slice(60)])
      await writer.commit(
        name,
        page.map((key) => insert(key, { key })),
      );
    let requests = 0;
    const { connectionString } = await frontOf(() => ((requests += 1), 'pass'));
    const reader = await openAzureTablesStore({ connectionString, table });
    requests = 0;
    for (const key of keys) expect(await reader.get(name, key)).toMatchObject({ value: { key } });
    expect(await reader.get(name, 'goal|0105')).toBeUndefined();
    expect(await reader.get(name, 'goal|120')).toBeUndefined();
    expect(requests).toBeLessThanOrEqual(1 + 3);
  });

  it('are those of the last 500 rounds that were read, and right for all', async () => {
    const table = newTable();
    const [store, other] = [await opened(table), await opened(table)];
    const roundsRead = async () => {
      for (let round = 0; round < 510; round++) await store.get(`round|p|${round}`, 'a');
    };
    for (const round of [0, 509]) await other.commit(`round|p|${round}`, [insert('a', n(1))]);
    await roundsRead();
    for (const partition of ['round|p|0', 'round|p|509']) {
      await other.commit(partition, [await changed(other, partition, 2)]);
      expect(await valueIn(store, partition)).toBe(2);
      await store.commit(partition, [await changed(store, partition, 3)]);
      expect(await valueIn(other, partition)).toBe(3);
    }
  });

  it('on several pages hide no row of a narrower range', async () => {
    const table = newTable();
    const [store, writer] = [await opened(table), await opened(table)];
    const keys = Array.from({ length: 450 }, (_, at) => `goal|${String(at).padStart(3, '0')}`);
    for (let start = 0; start < keys.length; start += 90)
      await writer.commit(
        name,
        keys.slice(start, start + 90).map((key) => insert(key, { key })),
      );
    const read = async (range?: KeyRange) => (await all(store, name, range)).map(({ key }) => key);
    expect(await read()).toEqual(keys);
    expect(await read({ from: 'goal|19', to: 'goal|21' })).toEqual(keys.slice(190, 210));
    expect(await read({ from: 'goal|3', to: 'goal|\u{10ffff}' })).toEqual(keys.slice(300));
    expect(await store.get(name, 'goal|300')).toMatchObject({ value: { key: 'goal|300' } });
  });

  it('that are asked for together are read once', async () => {
    const table = newTable();
    const keys = Array.from({ length: 20 }, (_, at) => `goal|${String(at).padStart(3, '0')}`);
    await (
      await opened(table)
    ).commit(
      name,
      keys.map((key) => insert(key, { key })),
    );
    let requests = 0;
    const { connectionString } = await frontOf(() => ((requests += 1), 'pass'));
    const reader = freshStore(await openAzureTablesStore({ connectionString, table }));
    requests = 0;
    const rows = await Promise.all(keys.map((key) => reader.get(name, key)));
    expect(rows.map((row) => row!.value['key'])).toEqual(keys);
    expect(requests).toBe(2);
  });

  it('that are asked for together in a busy round are read with those that follow, unless they are far apart', async () => {
    const table = newTable();
    const writer = await opened(table);
    const round = 'round|p|1';
    const keys = Array.from({ length: 150 }, (_, at) => `reply|${String(at).padStart(3, '0')}`);
    for (const page of [keys.slice(0, 75), keys.slice(75)])
      await writer.commit(
        round,
        page.map((key) => insert(key, { key })),
      );
    let requests = 0;
    const { connectionString } = await frontOf(() => ((requests += 1), 'pass'));
    const store = await openAzureTablesStore({ connectionString, table });
    const requestsOf = async (wanted: readonly string[]) => {
      requests = 0;
      const work = freshStore(store);
      const rows = await Promise.all(wanted.map((key) => work.get(round, key)));
      const found = rows.flatMap((row) => (row ? [row.value['key']] : []));
      expect(found).toEqual(wanted.filter((key) => keys.includes(key)));
      return requests;
    };
    await store.commit(round, [insert('request|a', {})]);
    // One of them looks at the log.
    expect(await requestsOf(keys.slice(0, 3))).toBe(1 + 3);
    expect(await requestsOf([...keys.slice(10, 20), 'reply|0155'])).toBe(1 + 1);
    expect(await requestsOf(['reply|070', 'reply|071', 'reply|130', 'reply|140', 'reply|150'])).toBe(
      1 + 1 + 3,
    );
  });

  it('are none for a quarter of an hour after a table of an older program was upgraded, whose replicas log nothing', async () => {
    const table = newTable();
    await (await opened(table)).commit(name, [insert('a', n(1))]);
    await clientOf(table).upsertEntity(
      { partitionKey: '$seuranta', rowKey: 'schema', version: 1 },
      'Replace',
    );
    const [store, later] = [await opened(table), await opened(table)];
    for (const each of [store, later]) {
      expect(await seen(each)).toEqual(n(1));
      await writeUnlogged(table, 2);
      expect(await seen(each)).toEqual(n(2));
      await writeUnlogged(table, 1);
    }
    const now = Date.now();
    jest.spyOn(Date, 'now').mockReturnValue(now + 15 * 60_000 + 1_000);
    expect(await seen(store)).toEqual(n(1));
    await writeUnlogged(table, 2);
    expect(await seen(store)).toEqual(n(1));
  });

  it.each([name, 'round|p|1'])(
    'are read again in %s after a commit of which it is not known whether it took effect',
    async (partition) => {
      const table = newTable();
      let handling: Handling = 'pass';
      const front = await frontOf(({ path }) => (path.endsWith('$batch') ? handling : 'pass'));
      const { connectionString } = front;
      const store = await openAzureTablesStore({ connectionString, table, retries: 0 });
      await store.commit(partition, [insert('a', n(1))]);
      for (const [what, value] of [
        ['lose', 2],
        ['break', 3],
      ] as const) {
        const row = (await store.get(partition, 'a'))!;
        handling = what;
        const change = { type: 'replace', key: 'a', etag: row.etag, value: n(value) } as const;
        await expect(store.commit(partition, [change])).rejects.toThrow(StorageError);
        handling = 'pass';
        expect((await store.get(partition, 'a'))!.value).toEqual(n(2));
      }
      await store.close();
    },
  );

  describe.each([name, 'round|p|1'])('in %s', (partition) => {
    /** Requests that take effect at once and are answered when the test says so. */
    async function held(isHeld: (seen: Seen) => boolean) {
      const table = newTable();
      let answer = () => {};
      const answerAfter = new Promise<void>((done) => (answer = done));
      const front = await frontOf((seen) => (isHeld(seen) ? { answerAfter } : 'pass'));
      const { connectionString } = front;
      const [store, other] = [await openAzureTablesStore({ connectionString, table }), await opened(table)];
      await other.commit(partition, [insert('a', n(1))]);
      return { store, other, answer };
    }

    it('are those of another process that wrote while the answer to a commit was under way', async () => {
      const { store, other, answer } = await held(({ path }) => path.endsWith('$batch'));
      const committed = store.commit(partition, [await changed(store, partition, 2)]);
      while ((await valueIn(other, partition)) === 1);
      await other.commit(partition, [await changed(other, partition, 3)]);
      expect(await valueIn(store, partition)).toBe(3);
      answer();
      await committed;
      expect(await valueIn(store, partition)).toBe(3);
    });

    it('are those of a commit that takes effect after it was given up', async () => {
      const table = newTable();
      let letPass = () => {};
      const passes = new Promise<'pass'>((done) => (letPass = () => done('pass')));
      let commits = 0;
      const front = await frontOf(({ path }) =>
        path.endsWith('$batch') && ++commits === 2 ? passes : 'pass',
      );
      const [store, other] = [
        await openAzureTablesStore({ ...front, table, answerMs: 300, retries: 0 }),
        await opened(table),
      ];
      await store.commit(partition, [insert('a', n(1))]);
      await expect(store.commit(partition, [await changed(store, partition, 2)])).rejects.toThrow(
        StorageError,
      );
      await store.commit(partition, [insert('b', n(1))]);
      expect(await valueIn(store, partition)).toBe(1);
      letPass();
      while ((await valueIn(other, partition)) === 1);
      expect(await valueIn(store, partition)).toBe(2);
    });

    it.each(['another', 'the same'])('are not what was read before %s process wrote', async (who) => {
      let gets = 0;
      const { store, other, answer } = await held(({ path }) => path.includes("RowKey='a'") && ++gets === 1);
      const read = freshStore(store).get(partition, 'a');
      while (gets === 0) await valueIn(other, partition);
      await (who === 'another' ? other : store).commit(partition, [await changed(other, partition, 2)]);
      expect(await freshStore(store).get(partition, 'b')).toBeUndefined();
      answer();
      await read;
      expect(await valueIn(store, partition)).toBe(2);
    });
  });
});

async function valueIn(store: EntityStore, partition: string) {
  return (await freshStore(store).get(partition, 'a'))!.value['n'];
}

async function changed(store: EntityStore, partition: string, n: number): Promise<Change> {
  const { etag } = (await freshStore(store).get(partition, 'a'))!;
  return { type: 'replace', key: 'a', etag, value: { n } };
}

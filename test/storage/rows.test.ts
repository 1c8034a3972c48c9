import { ConflictError, StorageError } from '../../src/errors';
import {
  commitInPages,
  insert,
  put,
  readRow,
  readRows,
  readValues,
  remove,
  replace,
  retryOnConflict,
} from '../../src/storage/rows';
import { withPrefix } from '../../src/storage/store';
import { dyingAtCommit } from '../helpers/failing-store';
import { collect, eachWithStore } from '../helpers/fixtures';

const stored = eachWithStore();
const write = (key: string, value: object) => stored.store.commit('p', [insert(key, value)]);
const read = (key: string) => readRow<{ n: number }>(stored.store, 'p', key);

describe('a row', () => {
  it('is read back as it was written, and is undefined when it is not there', async () => {
    await write('k', { n: 1, text: 'ä', list: [1, null] });
    expect((await read('k'))?.value).toEqual({ n: 1, text: 'ä', list: [1, null] });
    expect(await read('other')).toBeUndefined();
  });

  it('is put whether it is there or not', async () => {
    await stored.store.commit('p', [put(await read('k'), 'k', { n: 1 })]);
    await stored.store.commit('p', [put(await read('k'), 'k', { n: 2 })]);
    expect((await read('k'))?.value).toEqual({ n: 2 });
  });

  it.each([
    ['replaced', replace],
    ['put', (row: Parameters<typeof replace>[0], value: object) => put(row, 'k', value)],
    ['removed', remove],
  ])('is not %s over what somebody else wrote after it was read', async (_, change) => {
    await write('k', { n: 1 });
    const row = (await read('k'))!;
    await stored.store.commit('p', [replace(row, { n: 2 })]);
    await expect(stored.store.commit('p', [change(row, { n: 3 })])).rejects.toThrow(ConflictError);
    expect((await read('k'))?.value).toEqual({ n: 2 });
  });

  it('is not put as a new one when somebody else was first', async () => {
    const before = await read('k');
    await write('k', { n: 1 });
    await expect(stored.store.commit('p', [put(before, 'k', { n: 2 })])).rejects.toThrow(ConflictError);
  });
});

describe('values of a range', () => {
  it('come in key order, over more than one page of the store, and only those of the prefix', async () => {
    const keys = Array.from({ length: 450 }, (_, index) => `a|${String(index).padStart(4, '0')}`);
    const changes = [...keys].reverse().map((key) => insert(key, { key }));
    await commitInPages(stored.store, 'p', [...changes, insert('b|1', { key: 'b|1' })]);
    const values = await readValues<{ key: string }>(stored.store, 'p', withPrefix('a|'));
    expect(values.map(({ key }) => key)).toEqual(keys);
    expect(await collect(readRows(stored.store, 'p'))).toHaveLength(451);
  });
});

describe('changes in pages', () => {
  const changes = Array.from({ length: 120 }, (_, index) => insert(String(index).padStart(3, '0'), {}));

  it('are more than one commit takes', async () => {
    await commitInPages(stored.store, 'p', changes);
    expect(stored.now.dump()).toHaveLength(120);
  });

  it('are none without a commit', async () => {
    await commitInPages(dyingAtCommit(stored.store, 1), 'p', []);
    expect(stored.now.dump()).toEqual([]);
  });

  it('keep the whole pages before a failure and nothing after it', async () => {
    await expect(commitInPages(dyingAtCommit(stored.store, 3), 'p', changes)).rejects.toThrow(StorageError);
    expect(stored.now.dump().map(({ key }) => key)).toEqual(changes.slice(0, 100).map(({ key }) => key));
  });
});

describe('retryOnConflict', () => {
  const failing = (times: number, error: Error) => {
    let calls = 0;
    const work = () => {
      calls += 1;
      return calls <= times ? Promise.reject(error) : Promise.resolve('done');
    };
    return { work, calls: () => calls };
  };

  it('repeats what lost against another writer', async () => {
    const { work, calls } = failing(4, new ConflictError('lost'));
    expect(await retryOnConflict(work)).toBe('done');
    expect(calls()).toBe(5);
  });

  it('gives up after the allowed attempts with the conflict', async () => {
    const { work, calls } = failing(9, new ConflictError('lost'));
    await expect(retryOnConflict(work, 3)).rejects.toThrow(ConflictError);
    expect(calls()).toBe(3);
  });

  it('repeats nothing else', async () => {
    const { work, calls } = failing(1, new StorageError('disk full'));
    await expect(retryOnConflict(work)).rejects.toThrow(StorageError);
    expect(calls()).toBe(1);
  });
});

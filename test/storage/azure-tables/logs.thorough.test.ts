/** Logs of commits in a table: nobody is shown what was replaced, whatever becomes of a log. */
import { jest } from '@jest/globals';
import { ConflictError } from '../../../src/errors';
import { openAzureTablesStore } from '../../../src/storage/azure-tables/azure-tables-store';
import { longestCommitMs } from '../../../src/storage/azure-tables/change-log';
import { insert } from '../../../src/storage/rows';
import { freshStore } from '../../../src/storage/store';
import { type Handling } from '../../helpers/azurite';
import { fileWithTables, kept, n, replaceIn, seen } from './setting';

const { newTable, opened, clientOf, frontOf } = fileWithTables();
afterEach(() => jest.restoreAllMocks());
const name = kept;

/** The logs of the register. */
async function logsOf(table: string): Promise<string[]> {
  const row = await clientOf(table).getEntity('$seuranta', 'register');
  return Object.entries(row).flatMap(([property, log]) => (property.startsWith('log_') ? [String(log)] : []));
}

describe('rows that are kept', () => {
  it('stay right when so many processes have written that their logs are put away', async () => {
    const table = newTable();
    const reader = await opened(table);
    await reader.commit(name, [insert('a', n(0))]);
    for (let process = 1; process <= 50; process++) {
      const writer = await opened(table);
      await replaceIn(writer, process);
      await writer.close();
      expect(await seen(reader)).toEqual(n(process));
    }
    expect((await logsOf(table)).length).toBeLessThanOrEqual(21);
  });

  it('are read again by a process that missed what the logs named before they were put away', async () => {
    const table = newTable();
    const [reader, writer] = [await opened(table), await opened(table)];
    await writer.commit(name, [insert('a', n(0))]);
    expect(await seen(reader)).toEqual(n(0));
    for (let process = 1; process <= 20; process++) await replaceIn(await opened(table), process);
    // One log more than are kept, so whoever looks next puts them away; then one writer continues its own.
    await seen(await opened(table));
    await writer.commit(name, [insert('b', n(1))]);
    expect(await seen(reader)).toEqual(n(20));
  });

  it('are read again although the logs could have been put away while a commit was under way', async () => {
    const table = newTable();
    let [letCommit, letSettle, logs] = [() => {}, () => {}, 0];
    const commits = new Promise<'pass'>((done) => (letCommit = () => done('pass')));
    const settles = new Promise<'pass'>((done) => (letSettle = () => done('pass')));
    const front = await frontOf(({ method, path }) => {
      if (path.endsWith('$batch')) return commits;
      return method !== 'GET' && path.includes("RowKey='register'") && ++logs === 2 ? settles : 'pass';
    });
    const [store, reader] = [await openAzureTablesStore({ ...front, table }), await opened(table)];
    await reader.commit(name, [insert('a', n(1))]);
    const committed = replaceIn(store, 2);
    while (logs === 0) await seen(reader);
    for (let process = 0; process <= 20; process++)
      await (await opened(table)).commit(name, [insert(`b${process}`, n(process))]);
    expect(await seen(await opened(table))).toEqual(n(1));
    expect(await seen(reader)).toEqual(n(1));
    letCommit();
    await committed;
    expect(await seen(reader)).toEqual(n(2));
    letSettle();
    await store.close();
  });

  it('are read again after a commit that conflicted with its own first attempt, whose response was lost', async () => {
    const [table, partition] = [newTable(), 'round|p|1'];
    let handling: Handling = 'pass';
    const front = await frontOf(({ path }) => {
      const now = path.endsWith('$batch') ? handling : 'pass';
      if (path.endsWith('$batch')) handling = 'pass';
      return now;
    });
    const [store, other] = [await openAzureTablesStore({ ...front, table, retryMs: 1 }), await opened(table)];
    await store.commit(partition, [insert('a', n(1)), insert('b', n(1))]);
    expect(await seen(other, partition)).toEqual(n(1));
    const { key, etag } = (await store.get(partition, 'b'))!;
    handling = 'lose';
    await expect(store.commit(partition, [{ type: 'delete', key, etag }])).rejects.toThrow(ConflictError);
    expect(await freshStore(other).get(partition, 'b')).toBeUndefined();
    await replaceIn(store, 2, partition);
    expect(await seen(other, partition)).toEqual(n(2));
  });

  it('are read again after a commit that took so long that others gave its log up, as in a process that was frozen', async () => {
    const table = newTable();
    let letCommit = () => {};
    const commits = new Promise<'pass'>((done) => (letCommit = () => done('pass')));
    const front = await frontOf(({ path }) => (path.endsWith('$batch') ? commits : 'pass'));
    const [store, reader] = [await openAzureTablesStore({ ...front, table }), await opened(table)];
    await reader.commit(name, [insert('a', n(1))]);
    const committed = replaceIn(store, 2);
    while (!(await logsOf(table)).some((log) => log.includes('"isOpen":true'))) await seen(reader);
    await seen(reader);
    const now = performance.now.bind(performance);
    jest.spyOn(performance, 'now').mockImplementation(() => now() + longestCommitMs);
    for (const look of [1, 2]) expect([look, await seen(reader)]).toEqual([look, n(1)]);
    letCommit();
    await committed;
    expect(await seen(reader)).toEqual(n(2));
    await store.close();
  });
});

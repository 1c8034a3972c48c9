/** `seuranta copy-store`: from a backup, from a store that a bot runs on, and what is refused. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runCli } from '../../../../bot/cli/run';
import { sqliteIn } from '../../../../bot/config/config';
import { openStore } from '../../../../bot/process/store/open-store';
import { readLease, takeLease } from '../../../../src/schedule/lease';
import { markTick } from '../../../../src/schedule/tick-mark';
import { copyRunningStore } from '../../../../src/storage/copy-store';
import { type ListedStore } from '../../../../src/storage/listed-store';
import { backupSqliteStore } from '../../../../src/storage/sqlite/backup';
import { during, saveOpenRound, smallSetting } from '../../../helpers/fixtures';
import { clockAt } from '../../../helpers/settable-clock';
import { all } from '../../../storage/conformity';

const clock = clockAt(during.toISOString());

let folder: string;
beforeEach(() => void (folder = mkdtempSync(path.join(tmpdir(), 'seuranta-copy-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string) => path.join(folder, name);

async function inStore<T>(name: string, work: (store: ListedStore) => Promise<T>): Promise<T> {
  const store = await openStore(sqliteIn(at(name)));
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

async function copy(from: string, to: string, ...more: string[]): Promise<string> {
  const printed: string[] = [];
  const args = ['copy-store', '--from', at(from), '--to', at(to), ...more];
  await runCli(args, { clock, print: (text) => printed.push(text) });
  return printed.join('\n');
}

async function contents(store: ListedStore, except: readonly string[] = []): Promise<unknown[]> {
  const rows: unknown[] = [];
  for await (const partition of store.partitions())
    if (!except.includes(partition))
      for (const { key, value } of await all(store, partition)) rows.push([partition, key, value]);
  return rows;
}

const withRound = (store: ListedStore) => saveOpenRound(store, smallSetting());

describe('from a backup', () => {
  beforeEach(async () => {
    await inStore('var', async (store) => {
      await withRound(store);
      await takeLease(store, 'replica-1', during);
    });
    await backupSqliteStore(path.join(at('var'), 'seuranta.db'), at('monday.db'));
  });

  it('the store is the same, and the backup is left as it was', async () => {
    const before = readFileSync(at('monday.db'));
    expect(await copy('monday.db', 'new')).toMatch(/^\d+ entities in \d+ partitions are the same in both/);
    expect(await inStore('new', contents)).toEqual(await inStore('var', contents));
    expect(readFileSync(at('monday.db')).equals(before)).toBe(true);
    expect(existsSync(`${at('monday.db')}-wal`)).toBe(false);
  });

  it('a store that holds something else is refused, or replaced if that is asked for', async () => {
    await inStore('other', (store) =>
      store.commit('people', [{ type: 'insert', key: 'x', value: { name: 'x' } }]),
    );
    await expect(copy('monday.db', 'other')).rejects.toThrow('The target holds "x" in "people"');
    await copy('monday.db', 'other', '--replace');
    expect(await inStore('other', contents)).toEqual(await inStore('var', contents));
  });

  it('a store that a bot runs on is not written to', async () => {
    await expect(copy('monday.db', 'var', '--replace')).rejects.toThrow(
      /^error: replica-1 has the lease until .*: stop the bot/,
    );
  });
});

it.each(['nowhere', 'empty.db'])('a source that is not there is refused, and not made: %s', async (from) => {
  await expect(copy(from, 'new')).rejects.toThrow(`error: there is no store in ${at(from)}`);
  expect(existsSync(at(from)) || existsSync(at('new'))).toBe(false);
});

describe('from a store that a bot runs on', () => {
  it('everything is copied but the lease, and the line says so', async () => {
    await inStore('var', async (store) => {
      await withRound(store);
      await markTick(store, during);
      await takeLease(store, 'replica-1', during);
    });
    expect(await copy('var', 'copy')).toContain('a bot is running');
    expect(await inStore('copy', readLease)).toBeUndefined();
    expect(await inStore('copy', contents)).toEqual(
      await inStore('var', (store) => contents(store, ['leases'])),
    );
    await expect(copy('var', 'copy', '--replace')).rejects.toThrow('error: a bot is running on the store');
  });

  const options = { without: new Set(['leases']), restless: new Set(['schedule']) };

  /** Writes a row of its own whenever a pass begins to read the partitions. */
  const writing = (store: ListedStore, partition: string, times: number): ListedStore => ({
    get: (...given) => store.get(...given),
    range: (...given) => store.range(...given),
    commit: (...given) => store.commit(...given),
    close: () => store.close(),
    async *partitions() {
      yield* store.partitions();
      if (times-- > 0)
        await store.commit(partition, [{ type: 'insert', key: `late-${times}`, value: { at: times } }]);
    },
  });

  it('goes on until a pass finds nothing new', async () => {
    await inStore('var', async (store) => {
      await withRound(store);
      await inStore('copy', async (target) => {
        await copyRunningStore(writing(store, 'people', 3), target, options);
        expect(await contents(target)).toEqual(await contents(store));
      });
    });
  });

  it("does not wait for the bot's own marks, and gives up if people never stop", async () => {
    await inStore('var', async (store) => {
      await withRound(store);
      await inStore('copy', (target) => copyRunningStore(writing(store, 'schedule', 1_000), target, options));
      await inStore('other', (target) =>
        expect(copyRunningStore(writing(store, 'people', 1_000), target, options)).rejects.toThrow(
          'The store kept changing during 20 passes',
        ),
      );
    });
  });
});

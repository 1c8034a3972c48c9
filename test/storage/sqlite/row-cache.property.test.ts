/** Two stores with caches on one file, against the rows that SQLite has. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import Database from 'libsql';
import { openSqliteStore } from '../../../src/storage/sqlite/sqlite-store';
import { type Entity, type EntityStore } from '../../../src/storage/store';
import { all } from '../conformity';
import { changeTo, randomActs } from '../random-acts';

const keys = ['a', 'a|1', 'b', '\ue000', '\u{10000}'];
// What is read must be written and read again by the same store, before the other one writes.
const partition = fc.constantFrom('p', 'p', 'p', 'q');
const who = fc.constantFrom(0, 0, 0, 0, 1);

const { get, range, write } = randomActs({
  ...{ who, partition, keys },
  ranges: [{}, { from: 'a' }, { from: 'a', to: 'b' }, { from: '\ue000', to: '\u{10ffff}' }],
});
const vacuum = fc.record({ act: fc.constant('vacuum' as const) });
const step = fc.oneof(
  { weight: 5, arbitrary: get },
  { weight: 5, arbitrary: range },
  { weight: 5, arbitrary: write },
  { weight: 1, arbitrary: vacuum },
);

let folder: string;
let file: string;
let direct: Database.Database;
let stores: readonly [EntityStore, EntityStore];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seuranta-cache-'));
  file = join(folder, 'store.db');
  stores = [openSqliteStore(file), openSqliteStore(file)];
  direct = new Database(file);
});
afterAll(async () => {
  direct.close();
  for (const store of stores) await store.close();
  await rm(folder, { recursive: true });
});

/** In the order of code points. */
function held(name: string): Entity[] {
  const rows = direct
    .prepare('SELECT CAST(key AS BLOB) AS key, etag, value FROM entities WHERE partition = ? ORDER BY key')
    .all(name) as { key: Uint8Array; etag: string; value: string }[];
  return rows.map((row) => ({
    key: Buffer.from(row.key).toString(),
    etag: row.etag,
    value: JSON.parse(row.value) as Entity['value'],
  }));
}

const isBefore = (one: string, other: string) => Buffer.compare(Buffer.from(one), Buffer.from(other)) < 0;

it('two caches show at each moment what the file holds', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      direct.exec('DELETE FROM entities');
      await setImmediate();
      for (const each of steps) {
        if (each.act === 'vacuum') {
          direct.exec('VACUUM');
          continue;
        }
        const store = stores[each.who]!;
        const rows = held(each.partition);
        if (each.act === 'get') {
          expect(await store.get(each.partition, each.key)).toEqual(rows.find((row) => row.key === each.key));
        } else if (each.act === 'range') {
          const { from = '', to } = each.range;
          const expected = rows.filter(
            (row) => !isBefore(row.key, from) && (to === undefined || isBefore(row.key, to)),
          );
          expect(await all(store, each.partition, each.range)).toEqual(expected);
        } else {
          const changes = each.changes.map((wanted) => {
            const row = rows.find((found) => found.key === wanted.key);
            return changeTo(row && each.stale ? { ...row, etag: 'stale' } : row, wanted);
          });
          await store.commit(each.partition, changes).catch(() => undefined);
        }
      }
    }),
    { numRuns: 300 },
  );
});

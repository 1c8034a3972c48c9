/** Two stores that keep rows of one table, against the rows that the table has. */
import { jest } from '@jest/globals';
import fc from 'fast-check';
import { openAzureTablesStore } from '../../../src/storage/azure-tables/azure-tables-store';
import { type EntityStore, freshStore } from '../../../src/storage/store';
import { type Azurite, startAzurite } from '../../helpers/azurite';
import { all } from '../conformity';
import { changeTo, randomActs } from '../random-acts';

const register = ['people', 'goals|p'];
const rounds = ['round|p|1', 'round|p|2'];
const keys = ['reply|a', 'reply|b', 'draft|a|b', 'round', 'x|\u{10000}'];

const partition = fc.constantFrom(...register, ...rounds, rounds[0]!, rounds[0]!);
const who = fc.constantFrom(0, 0, 0, 1);
const key = fc.constantFrom(...keys);
const { get, range, write } = randomActs({
  ...{ who, partition, keys },
  ranges: [
    {},
    { from: 'reply|', to: 'reply|\u{10ffff}' },
    { from: 'reply|a|', to: 'reply|a|\u{10ffff}' },
    { from: 'd', to: 's' },
    { from: 'reply|aa' },
    { to: 'reply|b' },
  ],
});
/** Too many for the writer's log to name all of them. */
const many = fc.record({ act: fc.constant('many' as const), who, partition, key });
const step = fc.oneof(
  { weight: 6, arbitrary: get },
  { weight: 4, arbitrary: range },
  { weight: 6, arbitrary: write },
  { weight: 1, arbitrary: many },
);

let azurite: Azurite;
let stores: readonly EntityStore[];
/** Keeps nothing, since it is asked as if for the first time. */
let table: () => Promise<EntityStore>;

beforeAll(async () => {
  azurite = await startAzurite();
  const { connectionString } = azurite;
  table = () => openAzureTablesStore({ connectionString });
  stores = [await table(), await table()];
});
afterAll(async () => {
  for (const store of stores) await store.close();
  await azurite.stop();
});

async function emptied(): Promise<void> {
  const store = await table();
  for (const name of [...register, ...rounds]) {
    const rows = await all(store, name);
    if (rows.length > 0)
      await store.commit(
        name,
        rows.map(({ key: held, etag }) => ({ type: 'delete', key: held, etag })),
      );
  }
  await store.close();
}

/** For a minute after a commit nothing more is read than is asked for. */
it.each(['busy', 'quiet'])(
  'each shows at each moment what the %s table holds',
  async (how) => {
    const now = performance.now.bind(performance);
    let later = 0;
    // Each look at the clock is a minute later than the one before.
    if (how === 'quiet') jest.spyOn(performance, 'now').mockImplementation(() => now() + 61_000 * later++);
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 60 }), async (steps) => {
        await emptied();
        for (const each of steps) {
          const store = freshStore(stores[each.who]!);
          const direct = await table();
          const held = await all(direct, each.partition);
          const rowOf = (name: string) => held.find((row) => row.key === name);
          if (each.act === 'get') expect(await store.get(each.partition, each.key)).toEqual(rowOf(each.key));
          else if (each.act === 'range')
            expect(await all(store, each.partition, each.range)).toEqual(
              await all(direct, each.partition, each.range),
            );
          else if (each.act === 'many')
            for (let n = 0; n < 60; n++) {
              const row = await store.get(each.partition, each.key);
              await store.commit(each.partition, [changeTo(row, { key: each.key, remove: false, n })]);
            }
          else {
            const changes = each.changes.map((wanted) => changeTo(rowOf(wanted.key), wanted));
            const stale = each.changes.map((wanted) => changeTo(undefined, wanted));
            await store.commit(each.partition, each.stale ? stale : changes).catch(() => undefined);
          }
          await direct.close();
        }
      }),
      { numRuns: 60 },
    );
    jest.restoreAllMocks();
  },
  300_000,
);

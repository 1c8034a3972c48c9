import { TableClient } from '@azure/data-tables';
import { ConflictError, LimitError, StorageError } from '../../../src/errors';
import { openAzureTablesStore } from '../../../src/storage/azure-tables/azure-tables-store';
import { encodeKey } from '../../../src/storage/azure-tables/keys';
import { changeBytes, entityBytes } from '../../../src/storage/limits';
import type { Change, EntityStore, JsonObject } from '../../../src/storage/store';
import { startAzurite, startFront, type Azurite, type Handling, type Seen } from '../../helpers/azurite';
import { all } from '../conformity';

let azurite: Azurite;
let tables = 0;
const newTable = (): string => `table${(tables += 1)}`;
beforeAll(async () => {
  azurite = await startAzurite();
});
afterAll(() => azurite.stop());

const insert = (key: string, value: JsonObject = {}): Change => ({ type: 'insert', key, value });

/** Two stores of one table: one through a front that handles commits by `handle`, one directly. */
async function throughFront(
  handle: (seen: Seen, direct: EntityStore) => Handling | Promise<Handling>,
  work: (store: EntityStore, direct: EntityStore) => Promise<void>,
): Promise<void> {
  const table = newTable();
  const direct = await openAzureTablesStore({ connectionString: azurite.connectionString, table });
  const front = await startFront(azurite, (seen) =>
    seen.path.endsWith('$batch') ? handle(seen, direct) : 'pass',
  );
  try {
    const { connectionString } = front;
    const store = await openAzureTablesStore({ connectionString, table, retryMs: 1, answerMs: 5_000 });
    await work(store, direct);
  } finally {
    await front.stop();
  }
}

/** Handles the first commit by `first` and lets the others pass. */
function first(handling: Handling, meanwhile?: (direct: EntityStore) => Promise<void>) {
  let commits = 0;
  return async (_: Seen, direct: EntityStore): Promise<Handling> => {
    commits += 1;
    if (commits === 1) return handling;
    if (commits === 2) await meanwhile?.(direct);
    return 'pass';
  };
}

async function etagOf(store: EntityStore, key: string): Promise<string> {
  return (await store.get('p', key))!.etag;
}

describe('a commit to Azure Tables', () => {
  it('succeeds once when it was applied and its answer was lost', async () => {
    await throughFront(first('lose'), async (store, direct) => {
      await direct.commit('p', [insert('a', { n: 1 }), insert('b')]);
      const changes: Change[] = [
        { type: 'delete', key: 'b', etag: await etagOf(direct, 'b') },
        { type: 'replace', key: 'a', etag: await etagOf(direct, 'a'), value: { n: 2 } },
        insert('c'),
      ];
      await store.commit('p', changes);
      expect((await all(direct, 'p')).map(({ key, value }) => [key, value])).toEqual([
        ['a', { n: 2 }],
        ['c', {}],
      ]);
      await expect(store.commit('p', changes)).rejects.toThrow(ConflictError);
    });
  });

  it('knows its own write by what is left of it when another has changed the rest meanwhile', async () => {
    const meanwhile = async (direct: EntityStore): Promise<void> =>
      direct.commit('p', [
        { type: 'replace', key: 'a', etag: await etagOf(direct, 'a'), value: { by: 'other' } },
      ]);
    await throughFront(first('lose', meanwhile), async (store, direct) => {
      await store.commit('p', [insert('a', { by: 'me' }), insert('b', { by: 'me' })]);
      expect((await all(direct, 'p')).map(({ value }) => value)).toEqual([{ by: 'other' }, { by: 'me' }]);
    });
  });

  it('conflicts when it was lost on its way and another was first, with an equal value too', async () => {
    const meanwhile = (direct: EntityStore): Promise<void> => direct.commit('p', [insert('a', { n: 1 })]);
    await throughFront(first('break', meanwhile), async (store, direct) => {
      await expect(store.commit('p', [insert('a', { n: 1 }), insert('b')])).rejects.toThrow(ConflictError);
      expect(await all(direct, 'p')).toHaveLength(1);
    });
  });

  it('of deletes alone says that they are gone when its answer was lost', async () => {
    await throughFront(first('lose'), async (store, direct) => {
      await direct.commit('p', [insert('a')]);
      const change: Change = { type: 'delete', key: 'a', etag: await etagOf(direct, 'a') };
      await expect(store.commit('p', [change])).rejects.toThrow(ConflictError);
      expect(await all(direct, 'p')).toEqual([]);
    });
  });

  it('is sent again when the service is busy', async () => {
    await throughFront(first({ status: 503 }), async (store, direct) => {
      await store.commit('p', [insert('a')]);
      expect(await all(direct, 'p')).toHaveLength(1);
    });
  });

  it('names the key that conflicts', async () => {
    await throughFront(
      () => 'pass',
      async (store) => {
        await store.commit('p', [insert('ä')]);
        await expect(store.commit('p', [insert('b'), insert('ä')])).rejects.toThrow(
          /"ä" in "p" exists already/,
        );
      },
    );
  });

  it.each<[string, Handling, typeof StorageError | typeof LimitError, RegExp]>([
    ['is refused', { status: 403 }, StorageError, /credential does not allow/],
    ['fails in the service', { status: 500 }, StorageError, /Cannot write table/],
    ['is too large for the service', { status: 413 }, LimitError, /Cannot write table/],
    ['finds nobody', 'break', StorageError, /Cannot write table/],
  ])('that %s is an error of the port with its cause', async (_, handling, type, message) => {
    await throughFront(
      () => handling,
      async (store) => {
        const outcome: unknown = await store.commit('p', [insert('a')]).catch((error: unknown) => error);
        expect(outcome).toBeInstanceOf(type);
        expect(outcome).toMatchObject({ message: expect.stringMatching(message) as string });
        expect((outcome as Error).cause).toBeInstanceOf(Error);
      },
    );
  });

  it('weighs no more on its way than limits.ts counts, and no more at rest', async () => {
    const sizes: number[] = [];
    const weigh = ({ body }: Seen): Handling => {
      sizes.push(Buffer.byteLength(body));
      return 'pass';
    };
    await throughFront(weigh, async (store) => {
      const odd = '|'.repeat(511);
      for (const partition of ['p', odd, 'ä'.repeat(85)]) {
        for (const text of ['', 'x'.repeat(100_000), 'ä€😀\u2028"\\\n'.repeat(9_000)]) {
          const changes = ['k', odd, '/'.repeat(170)].map((key) =>
            insert(`${text.length}${key}`.slice(0, key.length), { text }),
          );
          sizes.length = 0;
          await store.commit(partition, changes);
          expect(sizes).toHaveLength(1);
          expect(sizes[0]).toBeLessThan(
            changes.reduce((sum, change) => sum + changeBytes(partition, change), 0),
          );
          const held = await all(store, partition);
          const deletes = held.map(({ key, etag }): Change => ({ type: 'delete', key, etag }));
          for (const { key, value } of held)
            expect(await restingBytes(partition, key)).toBeLessThanOrEqual(
              entityBytes(partition, key, value),
            );
          await store.commit(partition, deletes);
          expect(sizes[1]).toBeLessThan(
            deletes.reduce((sum, change) => sum + changeBytes(partition, change), 0),
          );
        }
      }
    });
  });
});

/** Of the newest table: the size by the formula in "Understanding the Table service data model", text as UTF-16. */
async function restingBytes(partition: string, key: string): Promise<number> {
  const { connectionString } = azurite;
  const client = TableClient.fromConnectionString(connectionString, `table${tables}`, {
    allowInsecureConnection: true,
  });
  const row = await client.getEntity<Record<string, unknown>>(encodeKey(partition), encodeKey(key));
  let bytes = 4 + 2 * (encodeKey(partition).length + encodeKey(key).length);
  for (const [name, value] of Object.entries(row))
    if (/^(c\d+|commit)$/.test(name)) bytes += 8 + 2 * name.length + 4 + 2 * String(value).length;
  return bytes;
}

import {
  AzureNamedKeyCredential,
  generateAccountSas,
  TableClient,
  type AccountSasPermissions,
} from '@azure/data-tables';
import { ConflictError, LimitError, StorageError } from '../../../src/errors';
import { openAzureTablesStore } from '../../../src/storage/azure-tables/azure-tables-store';
import { changeBytes, entityBytes } from '../../../src/storage/limits';
import type { Change, EntityStore, JsonObject } from '../../../src/storage/store';
import {
  ACCOUNT,
  KEY,
  startAzurite,
  startFront,
  type Azurite,
  type Handling,
  type Seen,
} from '../../helpers/azurite';
import { all, describeStore, inserts } from '../conformity';

let azurite: Azurite;
let tables = 0;
const newTable = (): string => `table${(tables += 1)}`;
beforeAll(async () => {
  azurite = await startAzurite();
});
afterAll(() => azurite.stop());

describeStore('Azure Tables', async () => {
  const options = { connectionString: azurite.connectionString, table: newTable() };
  const store = await openAzureTablesStore(options);
  return { store, reopen: () => openAzureTablesStore(options), dispose: () => store.close() };
});

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
          for (const [at, { key, value }] of held.entries())
            expect([at, await restingBytes(partition, key)]).toEqual([at, expect.any(Number)]);
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

describe('a store in Azure Tables', () => {
  const opened = (table: string) =>
    openAzureTablesStore({ connectionString: azurite.connectionString, table });

  it('is found again by another program', async () => {
    const table = newTable();
    await (await opened(table)).commit('p', inserts(0, 3));
    expect(await all(await opened(table), 'p')).toHaveLength(3);
  });

  it('is created once when several open it at the same time', async () => {
    const table = newTable();
    const stores = await Promise.all(Array.from({ length: 5 }, () => opened(table)));
    await stores[0]!.commit('p', [insert('a')]);
    expect(await all(stores[4]!, 'p')).toHaveLength(1);
  });

  it('refuses the schema of a newer program', async () => {
    const table = newTable();
    await opened(table);
    const client = clientOf(table);
    for await (const row of client.listEntities<{ version?: number }>())
      if (row.version)
        await client.updateEntity({
          ...row,
          partitionKey: row.partitionKey!,
          rowKey: row.rowKey!,
          version: 2,
        });
    await expect(opened(table)).rejects.toThrow(/schema version 2, this program knows 1/);
    await expect(opened(table)).rejects.toThrow(StorageError);
  });

  it.each(['ab', '1abc', 'a-bc', 'tables', 'x'.repeat(64), ''])('has no table named "%s"', async (table) => {
    await expect(opened(table)).rejects.toThrow(StorageError);
  });

  it('opens with a shared access signature', async () => {
    const table = newTable();
    const key = new AzureNamedKeyCredential(ACCOUNT, KEY);
    const permissions: AccountSasPermissions = {
      query: true,
      write: true,
      delete: true,
      list: true,
      add: true,
      create: true,
      update: true,
    };
    const sas = generateAccountSas(key, {
      permissions,
      services: 'bqtf',
      resourceTypes: 'sco',
      expiresOn: new Date(Date.now() + 3_600_000),
    });
    const endpoint = `http://127.0.0.1:${azurite.port}/${ACCOUNT}`;
    const store = await openAzureTablesStore({
      connectionString: `TableEndpoint=${endpoint};SharedAccessSignature=${sas}`,
      table,
    });
    await store.commit('p', [insert('a'), insert('b')]);
    const [a, b] = await all(store, 'p');
    await store.commit('p', [
      { type: 'delete', key: 'a', etag: a!.etag },
      { type: 'replace', key: 'b', etag: b!.etag, value: { n: 1 } },
    ]);
    expect((await all(store, 'p')).map(({ value }) => value)).toEqual([{ n: 1 }]);
  });

  it('says why it cannot be opened, without the key', async () => {
    const wrong = azurite.connectionString.replace(KEY, Buffer.from('wrong').toString('base64'));
    await expect(openAzureTablesStore({ connectionString: wrong })).rejects.toThrow(/credential/);
    const nobody = azurite.connectionString.replace(/:\d+\//, ':1/');
    const outcome: unknown = await openAzureTablesStore({ connectionString: nobody, retries: 0 }).catch(
      (error: unknown) => error,
    );
    expect(outcome).toBeInstanceOf(StorageError);
    expect(String(outcome)).not.toContain(KEY);
    await expect(openAzureTablesStore({ connectionString: 'nonsense' })).rejects.toThrow(StorageError);
  });

  it('does not send a token without TLS', async () => {
    const asked: unknown[] = [];
    const credential = {
      getToken: (scopes: string | string[]) => (
        asked.push(scopes),
        Promise.resolve({ token: 'secret', expiresOnTimestamp: Date.now() + 60_000 })
      ),
    };
    const url = `http://127.0.0.1:${azurite.port}/${ACCOUNT}`;
    await expect(openAzureTablesStore({ url, credential, table: newTable() })).rejects.toThrow(StorageError);
    expect(asked).toEqual([]);
  });

  it('gives up on a service that does not answer', async () => {
    const front = await startFront(azurite, () => 'hang');
    const options = { connectionString: front.connectionString, table: newTable(), answerMs: 20 };
    await expect(openAzureTablesStore(options)).rejects.toThrow(/does not answer/);
    await front.stop();
  });

  it('whose table was deleted is out of order, not empty and not in conflict', async () => {
    const table = newTable();
    const store = await opened(table);
    await store.commit('p', [insert('a')]);
    const { etag } = (await store.get('p', 'a'))!;
    await clientOf(table).deleteTable();
    await expect(store.get('p', 'a')).rejects.toThrow(StorageError);
    await expect(all(store, 'p')).rejects.toThrow(StorageError);
    await expect(store.commit('p', [{ type: 'delete', key: 'a', etag }])).rejects.toThrow(StorageError);
  });

  it('reads the longest keys over several pages', async () => {
    const store = await opened(newTable());
    const [partition, start] = ['|'.repeat(512), '|'.repeat(506)];
    const keys = Array.from({ length: 450 }, (_, at) => `${start}${String(at).padStart(6, '0')}`);
    for (let at = 0; at < keys.length; at += 90)
      await store.commit(
        partition,
        keys.slice(at, at + 90).map((key) => insert(key)),
      );
    const range = { from: start, to: `${start}9${'|'.repeat(600)}` };
    expect((await all(store, partition, range)).map(({ key }) => key)).toEqual(keys);
  });

  it('ends a range with a StorageError when it is closed meanwhile', async () => {
    const store = await opened(newTable());
    for (let at = 0; at < 300; at += 100) await store.commit('p', inserts(at, 100));
    const reading = (async () => {
      for await (const { key } of store.range('p')) if (key === 'k00000') await store.close();
    })();
    await expect(reading).rejects.toThrow(StorageError);
  });
});

function clientOf(table: string): TableClient {
  return TableClient.fromConnectionString(azurite.connectionString, table, { allowInsecureConnection: true });
}

/** Of the newest table: the size by the formula in "Understanding the Table service data model", text as UTF-16. */
async function restingBytes(partition: string, key: string): Promise<number> {
  const { encodeKey } = await import('../../../src/storage/azure-tables/keys');
  const row = await clientOf(`table${tables}`).getEntity<Record<string, unknown>>(
    encodeKey(partition),
    encodeKey(key),
  );
  let bytes = 4 + 2 * (encodeKey(partition).length + encodeKey(key).length);
  for (const [name, value] of Object.entries(row))
    if (/^(c\d+|commit)$/.test(name)) bytes += 8 + 2 * name.length + 4 + 2 * String(value).length;
  return bytes;
}

import { jest } from '@jest/globals';
import { AzureNamedKeyCredential, generateAccountSas } from '@azure/data-tables';
import { StorageError } from '../../../src/errors';
import { openAzureTablesStore } from '../../../src/storage/azure-tables/azure-tables-store';
import { type Change, type EntityStore, freshStore, type JsonObject } from '../../../src/storage/store';
import { ACCOUNT, connectionString, KEY } from '../../helpers/azurite';
import { bad, BadServer } from '../../helpers/bad-server';
import { all, describeStore, inserts } from '../conformity';
import { fileWithTables } from './setting';

const { azurite, newTable, opened, clientOf, frontOf } = fileWithTables();

describe.each([
  ['a partition that is always read from the table', 'partition|'],
  ['one that is kept with the register', 'goals|'],
  ['a round, which is kept alone', 'round|'],
])('%s', (_, prefix) => {
  describeStore(
    'Azure Tables',
    async () => {
      const options = { connectionString: azurite().connectionString, table: newTable() };
      const open = async () => alwaysFresh(await openAzureTablesStore(options));
      const store = await open();
      return { store, reopen: open, dispose: () => store.close() };
    },
    prefix,
  );
});

/** Each read is a piece of work of its own. */
function alwaysFresh(store: EntityStore): EntityStore {
  return {
    get: (partition, key) => freshStore(store).get(partition, key),
    range: (partition, range) => freshStore(store).range(partition, range),
    commit: (partition, changes) => store.commit(partition, changes),
    close: () => store.close(),
  };
}

const insert = (key: string, value: JsonObject = {}): Change => ({ type: 'insert', key, value });

/** Times that anything waits for from now on; those of over a second pass at once. */
function waits(): () => number[] {
  const { setTimeout: real } = globalThis;
  const seen: number[] = [];
  const spied = jest.spyOn(globalThis, 'setTimeout').mockImplementation((work: () => void, ms = 0) => {
    seen.push(ms);
    return real(work, ms > 1_000 ? 1 : ms);
  });
  return () => (spied.mockRestore(), seen);
}

describe('a store in Azure Tables', () => {
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

  it('is upgraded by one of several that open it at the same time', async () => {
    const table = newTable();
    await (await opened(table)).commit('p', [insert('a')]);
    await clientOf(table).upsertEntity(
      { partitionKey: '$seuranta', rowKey: 'schema', version: 1 },
      'Replace',
    );
    const stores = await Promise.all(Array.from({ length: 5 }, () => opened(table)));
    for (const store of stores) expect(await all(store, 'p')).toHaveLength(1);
    const row = await clientOf(table).getEntity<{ version: number }>('$seuranta', 'schema');
    expect(row.version).toBe(2);
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
          version: 3,
        });
    await expect(opened(table)).rejects.toThrow(/schema version 3, this program knows 2/);
    await expect(opened(table)).rejects.toThrow(StorageError);
  });

  it.each(['ab', '1abc', 'a-bc', 'tables', 'x'.repeat(64), ''])('has no table named "%s"', async (table) => {
    await expect(opened(table)).rejects.toThrow(StorageError);
  });

  it('opens with a shared access signature', async () => {
    const table = newTable();
    const key = new AzureNamedKeyCredential(ACCOUNT, KEY);
    const permissions = {
      query: true,
      write: true,
      delete: true,
      list: true,
      add: true,
      update: true,
    };
    const sas = generateAccountSas(key, {
      permissions,
      services: { table: true },
      expiresOn: new Date(Date.now() + 3_600_000),
    });
    const endpoint = `http://127.0.0.1:${azurite().port}/${ACCOUNT}`;
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
    const wrong = azurite().connectionString.replace(KEY, Buffer.from('wrong').toString('base64'));
    await expect(openAzureTablesStore({ connectionString: wrong })).rejects.toThrow(/credential/);
    const nobody = azurite().connectionString.replace(/:\d+\//, ':1/');
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
    const url = `http://127.0.0.1:${azurite().port}/${ACCOUNT}`;
    await expect(openAzureTablesStore({ url, credential, table: newTable() })).rejects.toThrow(StorageError);
    expect(asked).toEqual([]);
  });

  it('gives up on a service that does not answer', async () => {
    const front = await frontOf(() => 'hang');
    const options = { connectionString: front.connectionString, table: newTable(), answerMs: 20 };
    await expect(openAzureTablesStore(options)).rejects.toThrow(/does not answer/);
  });

  it.each(['retry-after', 'retry-after-ms', 'x-ms-retry-after-ms'])(
    'does not wait for years because of a header: %s',
    async (header) => {
      for (const value of ['1000000000', 'Infinity', '-1', 'soon', 'Thu, 01 Jan 2099 00:00:00 GMT']) {
        const front = await frontOf(() => ({ status: 503, headers: { [header]: value } }));
        const { connectionString } = front;
        const waited = waits();
        const options = { connectionString, table: newTable(), retries: 1, retryMs: 1, answerMs: 900 };
        await expect(openAzureTablesStore(options)).rejects.toThrow(StorageError);
        expect(Math.max(0, ...waited())).toBeLessThanOrEqual(10_000);
      }
    },
  );

  it('gives up on an answer that is packed and breaks off', async () => {
    const server = await new BadServer().start();
    server.answering = bad.halfPacked;
    const options = { connectionString: connectionString(server.port), table: newTable() };
    const failure = openAzureTablesStore({ ...options, retries: 0, answerMs: 200 });
    await expect(failure).rejects.toThrow(/does not answer/);
    await server.stop();
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
    for (let at = 0; at < 300; at += 50) await store.commit('p', inserts(at, 50));
    const reading = (async () => {
      for await (const { key } of store.range('p')) if (key === 'k00000') await store.close();
    })();
    await expect(reading).rejects.toThrow(StorageError);
  });
});

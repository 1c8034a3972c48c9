/** Azurite for the tests of one file, with tables of their own, and proxies that are stopped after each test. */
import { TableClient } from '@azure/data-tables';
import { openAzureTablesStore } from '../../../src/storage/azure-tables/azure-tables-store';
import { type EntityStore, freshStore, type JsonObject } from '../../../src/storage/store';
import {
  type Azurite,
  type Front,
  type Handling,
  type Seen,
  startAzurite,
  startFront,
} from '../../helpers/azurite';

export function fileWithTables() {
  let azurite: Azurite;
  let tables = 0;
  const fronts: Front[] = [];
  beforeAll(async () => {
    azurite = await startAzurite();
  });
  afterAll(() => azurite.stop());
  afterEach(async () => {
    for (const front of fronts.splice(0)) await front.stop();
  });
  return {
    azurite: () => azurite,
    newTable: () => `table${(tables += 1)}`,
    opened: (table: string) => openAzureTablesStore({ connectionString: azurite.connectionString, table }),
    clientOf: (table: string) =>
      TableClient.fromConnectionString(azurite.connectionString, table, { allowInsecureConnection: true }),
    frontOf: async (handle: (seen: Seen) => Handling | Promise<Handling>) => {
      const front = await startFront(azurite, handle);
      fronts.push(front);
      return front;
    },
  };
}

/** A partition that is kept with the register; tests look at its row `a`. */
export const kept = 'goals|p';

export const n = (value: number): JsonObject => ({ n: value });

/** As whoever begins to read now sees it. */
export async function seen(store: EntityStore, partition = kept): Promise<JsonObject | undefined> {
  return (await freshStore(store).get(partition, 'a'))?.value;
}

export async function replaceIn(store: EntityStore, value: number, partition = kept): Promise<void> {
  const { etag } = (await freshStore(store).get(partition, 'a'))!;
  await store.commit(partition, [{ type: 'replace', key: 'a', etag, value: n(value) }]);
}

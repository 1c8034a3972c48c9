import { openAzureTablesStore } from '../../../src/storage/azure-tables/azure-tables-store';
import { startAzurite, type Azurite } from '../../helpers/azurite';
import { describeStore } from '../conformity';

let azurite: Azurite;
let tables = 0;
beforeAll(async () => {
  azurite = await startAzurite();
});
afterAll(() => azurite.stop());

describeStore('Azure Tables', async () => {
  const options = { connectionString: azurite.connectionString, table: `conformity${(tables += 1)}` };
  const store = await openAzureTablesStore(options);
  return { store, reopen: () => openAzureTablesStore(options), dispose: () => store.close() };
});

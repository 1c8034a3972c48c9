import { exportWords } from '../../cards/parts/export-words';
import { readAudit } from '../../src/audit/audit';
import { peoplePartition } from '../../src/people/directory';
import { erasePerson } from '../../src/privacy/erase-person';
import { exportPerson } from '../../src/privacy/export-person';
import { renamePerson } from '../../src/privacy/rename-person';
import { during, eachWithStore, goalWith, peopleOf, programmeWith, saveSetting } from '../helpers/fixtures';

const stored = eachWithStore();
const actor = { by: 'cli:root', way: 'cli' } as const;
const [mari, longer, newer] = ['mari@example.org', 'anna-mari@example.org', 'uusi@example.org'];

it('leaves alone a longer address that somebody else had before', async () => {
  const register = { programme: programmeWith(), goals: [goalWith('a', { owners: [longer] })] };
  await saveSetting(stored.store, { register, people: peopleOf([mari, longer]) });
  const { store } = stored.now;
  await renamePerson(store, { from: longer, to: newer }, actor, during);
  expect(JSON.stringify(await exportPerson(store, mari, during, exportWords))).not.toContain(newer);
  await erasePerson(store, { personId: mari, actor, admins: new Set() }, during);
  const renamed = await readAudit(store, [peoplePartition], { what: 'person-renamed' });
  expect(renamed).toMatchObject([{ personId: newer, from: longer, to: newer }]);
});

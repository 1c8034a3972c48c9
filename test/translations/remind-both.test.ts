/** Somebody who owes an answer and writes another's translation gets two messages, and is one person. */
import { readAudit, schedule } from '../../src/audit/audit';
import { remindRound, whoIsReminded } from '../../src/reminders/remind-round';
import { roundPartition } from '../../src/rounds/round-name';
import { handTranslation } from '../../src/translations/hand-translation';
import { anna, bo, during, eachWithStore, goalWith, name } from '../helpers/fixtures';
import { annaSaves, openBilingual, task } from './setting';

const stored = eachWithStore();

it('is counted once in the record of a reminder', async () => {
  await openBilingual(stored.store, { others: [goalWith('b', { owners: [bo] })] });
  await annaSaves(stored.store, { fi: 'Etenee' });
  await handTranslation(stored.store, { ...task, by: anna, to: bo }, during);
  const act = { ...name, ...schedule, step: during.toISOString() };
  expect(await whoIsReminded(stored.store, act, during)).toEqual([bo, bo]);
  expect(await remindRound(stored.store, act, during)).toBe(2);
  expect(await readAudit(stored.store, [roundPartition(name)], { what: 'reminded' })).toMatchObject([
    { to: { persons: 1 } },
  ]);
});

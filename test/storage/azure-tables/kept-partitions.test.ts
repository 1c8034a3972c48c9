import { goalsPartition, programmesPartition } from '../../../src/goals/register';
import { leasesPartition } from '../../../src/schedule/lease';
import { peoplePartition } from '../../../src/people/directory';
import { indexPartition, roundPartition } from '../../../src/rounds/round-store';
import { keepingOf } from '../../../src/storage/azure-tables/kept-partitions';
import { schemaPartition } from '../../../src/storage/schema-partition';

it('keeps the register together, each round alone, and nothing else', () => {
  const register = [programmesPartition, peoplePartition, indexPartition, goalsPartition('p')];
  expect(register.map(keepingOf)).toEqual(register.map(() => 'register'));
  expect(keepingOf(roundPartition({ programmeId: 'p', period: '2026-Q3' }))).toBe('alone');
  const others = [schemaPartition, leasesPartition, 'schedule', 'brake', 'references', 'peoples', 'goals'];
  expect(others.map(keepingOf)).toEqual(others.map(() => undefined));
});

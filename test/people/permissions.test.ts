import { mayReadGoal, mayReadOwners, mayReadProgramme } from '../../src/people/permissions';
import { estimate, goalWith } from '../helpers/fixtures';

const programme = { coordinator: 'role:planning' };

describe('the figures of a whole programme', () => {
  it.each([
    ['an admin', true, ['anna@example.org'], true],
    ['the coordinator, by role', false, ['anna@example.org', 'role:planning'], true],
    ['somebody who only answers', false, ['anna@example.org', 'role:directors'], false],
    ['somebody whose address is the id of the role', false, ['planning'], false],
  ])('are for %s: %s %s → %s', (_, admin, owners, expected) => {
    expect(mayReadProgramme({ admin }, new Set(owners), programme)).toBe(expected);
  });
});

describe('what was answered to a goal', () => {
  const goal = goalWith('a', {
    groups: [{ id: 'task', kind: 'task', label: { fi: 'Tehtävä' }, owners: ['role:team'] }],
    fields: [estimate('value'), estimate('progress', { group: 'task' })],
  });
  const other = goalWith('b', { owners: ['bo@example.org'] });

  it.each([
    ['an admin', true, ['admin@example.org'], true, true],
    ['the coordinator', false, ['role:planning'], true, true],
    ['an owner of the goal', false, ['anna@example.org'], true, true],
    ['an owner of one task', false, ['cia@example.org', 'role:team'], true, true],
    ['an owner of another goal', false, ['bo@example.org'], false, true],
    ['somebody who is asked nothing', false, ['eve@example.org'], false, false],
  ])('is for %s: %s %s → %s; who answers for it → %s', (_, admin, owners, read, ask) => {
    expect(mayReadGoal({ admin }, new Set(owners), programme, goal)).toBe(read);
    expect(mayReadOwners({ admin }, new Set(owners), programme, [goal, other])).toBe(ask);
  });
});

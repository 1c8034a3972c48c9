import { mayReadProgramme } from '../../src/people/permissions';

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

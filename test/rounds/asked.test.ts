import { type Goal } from '../../src/goals/schema';
import { fanOut, fieldsAskedOf, ownersOfField } from '../../src/rounds/asked';
import { anna, bo, cia, estimate, goalWith, peopleOf, programmeWith, text } from '../helpers/fixtures';

/** Anna's goal with a task of Bo's, in which the directors tell the state. */
const goal = goalWith('mixed', {
  groups: [
    { id: 'task', kind: 'task', label: { fi: 'Tehtävä' }, owners: [bo] },
    { id: 'section', kind: 'section', label: { fi: 'Osio' } },
  ],
  fields: [
    estimate('own'),
    estimate('progress', { group: 'task' }),
    text('state', { group: 'task', owners: ['role:directors'] }),
    text('note', { group: 'section' }),
  ],
});
const directory = (ids: readonly string[], roles: Record<string, readonly string[]> = {}) => {
  const people = peopleOf(ids, roles);
  return {
    persons: new Map(people.persons.map((person) => [person.id, { ...person, language: 'fi' as const }])),
    roles: new Map(people.roles.map((role) => [role.id, role])),
  };
};
const asked = (owners: readonly string[], of: Goal = goal) =>
  fieldsAskedOf(new Set(owners), of).map(({ id }) => id);

describe('a field is asked of', () => {
  it("its own owners, else its group's, else the goal's", () => {
    expect(goal.fields.map((field) => ownersOfField(goal, field))).toEqual([
      [anna],
      [bo],
      ['role:directors'],
      [anna],
    ]);
  });

  it('nobody else', () => {
    expect(asked([anna])).toEqual(['own', 'note']);
    expect(asked([bo])).toEqual(['progress']);
    expect(asked([cia, 'role:directors'])).toEqual(['state']);
    expect(asked([cia])).toEqual([]);
  });

  it("a person who stands for several of them once, in the goal's order", () => {
    expect(asked([bo, 'role:directors', anna])).toEqual(['own', 'progress', 'state', 'note']);
  });
});

describe('the fan-out of a register', () => {
  const register = {
    programme: programmeWith(),
    goals: [
      goalWith('z', { owners: ['role:directors', bo] }),
      goal,
      goalWith('a', { owners: [anna] }),
      goalWith('orphan', { owners: ['role:nobody', 'gone@example.org'] }),
    ],
  };

  it('asks each person once a goal, in the order of the register, however many ways lead to the person', () => {
    const asking = fanOut(register, directory([cia, bo, anna], { directors: [bo, cia] }));
    expect([...asking]).toEqual([
      [anna, ['mixed', 'a']],
      [bo, ['z', 'mixed']],
      [cia, ['z', 'mixed']],
    ]);
  });

  it('asks only those who are in the directory', () => {
    expect([...fanOut(register, directory([anna], { directors: [bo] })).keys()]).toEqual([anna]);
  });
});

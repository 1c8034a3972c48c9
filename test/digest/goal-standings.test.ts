/** The goals of a round one by one, as shown below a digest. */
import { describe, expect, it } from '@jest/globals';
import { computeDigest } from '../../src/digest/digest';
import { goalStandings, onlyGoals } from '../../src/digest/goal-standings';
import { anna, bo, during, estimate, goalWith, peopleOf } from '../helpers/fixtures';
import { sourceOf } from './fixtures';

const people = peopleOf([anna, bo]);
const label = { fi: 'Tehtävä' };
const state = {
  ...({ id: 'state', kind: 'light', group: 'task', role: 'state' } as const),
  ...{ label, required: false },
};
const goal = (id: string, owners = [anna]) =>
  goalWith(id, {
    owners,
    groups: [{ id: 'task', kind: 'task', label }],
    fields: [estimate('value'), estimate('more', { role: 'narrative' }), state],
  });
const full = (value: string, own?: string) => ({ value, more: '1', ...(own && { state: own }) });

const goals = ['green', 'none', 'open', 'partly', 'yellow', 'own', 'red'].map((id) => goal(id, [anna, bo]));
const source = sourceOf({
  goals: [...goals, goalWith('words', { fields: [estimate('value', { role: 'narrative' })] })],
  people,
  raws: {
    green: full('95'),
    none: full('Ei mittaria'),
    partly: { value: '10' },
    yellow: full('60'),
    own: full('95', 'red'),
    red: full('10'),
  },
  previous: { goals: goals.slice(0, 3), raws: { green: full('10'), open: full('95') } },
});

describe('the goals of a round', () => {
  it('come worst first: red, asking for support, and then by light', () => {
    expect(goalStandings(source).map(({ id }) => id)).toEqual([
      'red',
      'own',
      'yellow',
      'open',
      'partly',
      'words',
      'none',
      'green',
    ]);
  });

  it('have the light of the previous period where it had them', () => {
    const before = Object.fromEntries(goalStandings(source).map(({ id, before }) => [id, before]));
    expect(before).toMatchObject({ green: 'red', none: 'not-answered', open: 'green' });
    expect(before['red']).toBeUndefined();
  });

  it('name who has not answered what they hold, hand-overs counted', () => {
    const own = goalWith('x', {
      owners: [anna, bo],
      groups: [{ id: 'task', kind: 'task', label: { fi: 'Tehtävä' }, owners: [bo] }],
      fields: [estimate('value'), estimate('progress', { group: 'task' })],
    });
    const missing = (raws: Readonly<Record<string, string>>, to?: string) => {
      const handover = { goalId: 'x', from: bo, to: to ?? '', by: bo, at: during.toISOString() };
      const handovers = to === undefined ? [] : [handover];
      const given = sourceOf({ goals: [own], people, raws: { x: raws }, handovers });
      return goalStandings(given)[0]!.missing;
    };
    expect(missing({})).toEqual([anna, bo]);
    expect(missing({ value: '50' })).toEqual([bo]);
    expect(missing({ value: '50', progress: '50' })).toEqual([]);
    expect(missing({ value: '50' }, 'cia@example.org')).toEqual(['cia@example.org']);
  });
});

it('a round cut down to some goals says nothing of the others, in no figure', () => {
  const cut = onlyGoals(source, new Set(['green', 'yellow']));
  expect(goalStandings(cut).map(({ id }) => id)).toEqual(['yellow', 'green']);
  const alone = sourceOf({
    goals: goals.filter(({ id }) => ['green', 'yellow'].includes(id)),
    people,
    raws: { green: full('95'), yellow: full('60') },
    previous: { goals: goals.slice(0, 1), raws: { green: full('10') } },
  });
  expect(computeDigest(cut, during)).toEqual(computeDigest(alone, during));
});

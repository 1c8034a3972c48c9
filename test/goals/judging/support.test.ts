/** What the tasks that do not proceed need, beside the flag that counts them. */
import { goalLight } from '../../../src/goals/judging/light';
import { supportFlag, supportWanted } from '../../../src/goals/judging/support';
import { withSupportLines } from '../../../src/goals/judging/support-lines';
import { estimate, goalWith, programmeWith, text } from '../../helpers/fixtures';

const programme = programmeWith({
  collectsSupport: true,
  workStates: [
    { id: 'as-planned', label: { fi: 'Etenee' }, light: 'green' },
    { id: 'stuck', label: { fi: 'Ei etene' }, light: 'red' },
  ],
});
const { workStates } = programme;
const groups = ['x', 'y'].map((id) => ({ id, kind: 'task', label: { fi: `Tehtävä ${id}` } }) as const);
const states = ['x', 'y'].map(
  (group) =>
    ({ id: `state-${group}`, kind: 'work-state', role: 'state', label: { fi: 'Tila' }, group }) as const,
);
const goal = withSupportLines(goalWith('a', { groups, fields: [estimate('value'), ...states] }), programme);
const answers = (typed: Record<string, string>) =>
  Object.fromEntries(Object.entries(typed).map(([id, value]) => [id, { raw: value, value }]));
const [need, other] = ['Kaksi hoitajaa, johtoryhmältä, 1.3. mennessä', 'Tilat Forssasta'];

it.each([
  ['nobody asks', { 'state-x': 'as-planned' }, { asking: 0, of: 2 }],
  ['nothing is said', { 'state-x': 'stuck' }, { asking: 1, of: 2 }],
  [
    'a task says it',
    { 'state-x': 'stuck', 'state-x-support': need },
    { asking: 1, of: 2, wanted: [{ task: { fi: 'Tehtävä x' }, text: need }] },
  ],
  [
    'both do',
    { 'state-x': 'stuck', 'state-x-support': need, 'state-y': 'stuck', 'state-y-support': other },
    {
      ...{ asking: 2, of: 2 },
      wanted: [
        { task: { fi: 'Tehtävä x' }, text: need },
        { task: { fi: 'Tehtävä y' }, text: other },
      ],
    },
  ],
  [
    'a line is left over from when the task did not proceed',
    { 'state-x': 'as-planned', 'state-x-support': need, 'state-y': 'stuck' },
    { asking: 1, of: 2 },
  ],
])('where %s', (_, typed, flag) => {
  expect(supportFlag(goal, workStates, answers(typed))).toEqual(flag);
  expect(goalLight(goal, programme, answers(typed), '2026-Q3').support).toEqual(flag);
});

it('a line of the whole goal counts while any task does not proceed', () => {
  const whole = goalWith('a', { groups, fields: [...states, text('need', { role: 'support' })] });
  const wanted = (state: string) => supportWanted(whole, workStates, answers({ 'state-y': state, need }));
  expect(wanted('stuck')).toEqual([{ text: need }]);
  expect(wanted('as-planned')).toEqual([]);
});

it('the line is no light, no figure and no reason', () => {
  const judged = goalLight(goal, programme, answers({ value: '95' }), '2026-Q3');
  const asking = answers({ value: '95', 'state-x': 'stuck', 'state-x-support': need });
  expect({ ...goalLight(goal, programme, asking, '2026-Q3'), support: undefined }).toEqual({
    ...judged,
    support: undefined,
  });
});

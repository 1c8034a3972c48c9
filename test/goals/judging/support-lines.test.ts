/** Where a programme that collects what support is needed asks for it, and of whom. */
import { readSeed, seedFolders } from '../../../seeds/read';
import { fieldSchema, type Goal, goalSchema } from '../../../src/goals/schema';
import { isFieldAsked } from '../../../src/goals/answers/asked-fields';
import { isJudgedGoal } from '../../../src/goals/judged';
import { withSupportLines } from '../../../src/goals/judging/support-lines';
import { omit } from '../../../src/omit';
import { ownersOfField } from '../../../src/rounds/asked';
import { bo, estimate, goalWith, text } from '../../helpers/fixtures';

const red = { id: 'stuck', label: { fi: 'Ei etene' }, light: 'red' } as const;
const yellow = { id: 'challenges', label: { fi: 'Haasteita' }, light: 'yellow' } as const;
const rules = { collectsSupport: true, workStates: [yellow, red] };
const state = (id: string, more: object = {}) =>
  ({ id, kind: 'work-state', role: 'state', label: { fi: 'Tila' }, ...more }) as const;
const task = (id: string, more: object = {}) => ({ id, kind: 'task', label: { fi: id }, ...more }) as const;

const goal = goalWith('a', {
  groups: [task('t1', { owners: [bo] }), task('t2'), { id: 's', kind: 'section', label: { fi: 's' } }],
  fields: [
    ...[estimate('measure'), estimate('p1', { group: 't1' }), state('s1', { group: 't1' })],
    ...[state('s2', { group: 't2', owners: ['cia@example.org'] }), state('own'), state('in', { group: 's' })],
    text('summary'),
  ],
});
const ids = ({ fields }: Goal) => fields.map(({ id }) => id);
const added = (asked: Goal) => ids(asked).filter((id) => !ids(goal).includes(id));

it('asks right after the state of each task, and of nothing else', () => {
  const asked = withSupportLines(goal, rules);
  expect(ids(asked)).toEqual([
    'measure',
    'p1',
    's1',
    's1-support',
    's2',
    's2-support',
    'own',
    'in',
    'summary',
  ]);
  // A condition on a work state is the programme's to know, so the register's schema does not take one.
  expect(
    goalSchema.safeParse({ ...asked, fields: asked.fields.map((field) => omit(field, 'askedWhen')) }).success,
  ).toBe(true);
});

it('asks those who answer for the state, who need not answer, and only while the task does not proceed', () => {
  const asked = withSupportLines(goal, rules);
  const [first, second] = ['s1-support', 's2-support'].map((id) =>
    asked.fields.find((each) => each.id === id)!,
  );
  expect(ownersOfField(asked, first!)).toEqual([bo]);
  expect(ownersOfField(asked, second!)).toEqual(['cia@example.org']);
  expect(first).toMatchObject({ kind: 'text', role: 'support', required: false, maxLength: 300 });
  const given = (value: string) => ({ s1: { raw: value, value } });
  expect(isFieldAsked(first!, given('stuck'))).toBe(true);
  expect(isFieldAsked(first!, given('challenges'))).toBe(false);
  expect(isFieldAsked(first!, {})).toBe(false);
  expect(isFieldAsked(second!, given('stuck'))).toBe(false);
});

it.each([
  ['the programme does not collect it', { ...rules, collectsSupport: false }],
  ['the programme does not say', { workStates: rules.workStates }],
  ['no state stands for red', { ...rules, workStates: [yellow] }],
])('asks nothing where %s: the goal is the very same', (_, without) => {
  expect(withSupportLines(goal, without)).toBe(goal);
});

it('asks by the light where a task is judged by lights', () => {
  const lights = goalWith('a', {
    groups: [task('t1')],
    fields: [{ id: 's1', kind: 'light', role: 'state', label: { fi: 'Tila' }, group: 't1' }],
  });
  const line = withSupportLines(lights, { collectsSupport: true, workStates: [] }).fields[1]!;
  expect(line.askedWhen).toEqual({ field: 's1', is: ['red'] });
});

it('leaves a task alone that has a support field of its own, and a goal whose id is taken', () => {
  const own = {
    ...goal,
    fields: [...goal.fields, fieldSchema.parse(text('own-line', { role: 'support', group: 't1' }))],
  };
  expect(added(withSupportLines(own, rules))).toEqual(['s2-support', 'own-line']);
  const taken = { ...goal, fields: [...goal.fields, fieldSchema.parse(text('s1-support'))] };
  expect(added(withSupportLines(taken, rules))).toEqual(['s2-support', 's1-support']);
});

it('a support field is a text that is not required, and does not make a goal a judged one', () => {
  const line = text('line', { role: 'support' });
  expect(fieldSchema.safeParse({ ...line, required: true }).success).toBe(false);
  expect(fieldSchema.safeParse({ ...line, kind: 'number' }).success).toBe(false);
  expect(isJudgedGoal(goalWith('a', { fields: [line] }))).toBe(false);
});

it('of the seeds, only the strategic goals collect it: a line for each of their tasks', () => {
  const lines = seedFolders().flatMap((folder) => {
    const { programme, goals } = readSeed(folder);
    const count = goals.reduce(
      (sum, each) => sum + withSupportLines(each, programme).fields.length - each.fields.length,
      0,
    );
    return count > 0 ? [[programme.id, count]] : [];
  });
  const { goals } = readSeed(seedFolders().find((folder) => folder.endsWith('strategic-goals'))!);
  const tasks = goals.flatMap(({ groups }) => groups).filter(({ kind }) => kind === 'task');
  expect(lines).toEqual([['strategic-goals', tasks.length]]);
});

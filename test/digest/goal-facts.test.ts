/** What a digest says about a goal that it names: the figure, the owner's words, the task, and who answers. */
import { firstSentence, goalFacts } from '../../src/digest/goal-facts';
import { type Goal } from '../../src/goals/schema';
import { estimate, type FieldInput, goalWith, peopleOf, text } from '../helpers/fixtures';
import { type Raws, sourceOf } from './fixtures';

const state = { kind: 'light', label: { fi: 's' }, role: 'state', required: false } as const;
const tasks = ['t1', 't2', 't3'];
const withTasks = () =>
  goalWith('a', {
    groups: tasks.map((id) => ({
      ...{ id, kind: 'task', label: { fi: `Tehtävä ${id}` } },
      owners: id === 't2' ? ['bo@example.org'] : [],
    })),
    fields: [
      ...tasks.flatMap((id) => [
        { ...state, id: `${id}-state`, group: id },
        estimate(`${id}-progress`, { role: 'progress', group: id }),
      ]),
      text('note', { role: 'narrative' }),
    ],
  });
const people = peopleOf(['anna@example.org', 'bo@example.org'], { team: ['anna@example.org'] });
const factsOf = (goal: Goal, now: Raws[string], then: Raws[string] = {}) =>
  goalFacts(
    sourceOf({
      ...{ goals: [goal, goalWith('other')], raws: { [goal.id]: now }, people },
      previous: { goals: [goal], raws: { [goal.id]: then } },
    }),
    [goal.id],
  )[0]!;

it('gives the only figure that the goal is judged by, in both periods, with the threshold that it misses', () => {
  const goal = goalWith('a');
  expect(factsOf(goal, { value: '49' }, { value: '50' })).toMatchObject({
    figure: { field: { id: 'value' }, now: { raw: '49', value: 49 }, before: { raw: '50', value: 50 } },
    limit: 50,
    answering: ['anna@example.org'],
  });
  expect(factsOf(goal, { value: '60' }).limit).toBe(90);
  expect(factsOf(goal, { value: '95' }).limit).toBeUndefined();
  const several = goalWith('a', { fields: [estimate('one'), estimate('two')] });
  expect(factsOf(several, { one: '10', two: '20' }).figure).toBeUndefined();
});

it('does not give a figure of the previous period in another unit', () => {
  const measured = (changes: Partial<FieldInput>) =>
    goalWith('a', { fields: [estimate('f', { role: 'measure', targets: [aim], ...changes })] });
  const aim = { raw: '≥ 90', value: 90, comparator: 'at-least' } as const;
  const now = measured({ kind: 'percent' });
  const facts = (then: Goal) =>
    goalFacts(
      sourceOf({
        ...{ goals: [now], raws: { a: { f: '40' } } },
        previous: { goals: [then], raws: { a: { f: '80' } } },
      }),
      ['a'],
    )[0]!;
  expect(facts(now).figure?.before).toMatchObject({ value: 80 });
  expect(facts(measured({ kind: 'number', unit: { fi: 'hlö' } })).figure).not.toHaveProperty('before');
});

it('names the task that does not proceed before one that only lags, with those who answer for it', () => {
  const lagging = { 't1-progress': '5', 't1-state': 'green', 't3-progress': '90', 't3-state': 'green' };
  const now = { ...lagging, 't2-progress': '78', 't2-state': 'red' };
  expect(factsOf(withTasks(), now)).toMatchObject({
    task: { label: { fi: 'Tehtävä t2' }, percent: 78 },
    answering: ['bo@example.org'],
  });
  expect(factsOf(withTasks(), { ...now, 't2-state': 'green' })).toMatchObject({
    task: { label: { fi: 'Tehtävä t1' }, percent: 5 },
    answering: ['anna@example.org'],
  });
  expect(factsOf(goalWith('a'), { value: '1' }).task).toBeUndefined();
});

it('judges as the light does: only by fields that are asked', () => {
  const when = { field: 'choice', is: ['1'] };
  const asked = goalWith('b', {
    fields: [
      { id: 'choice', kind: 'yes-no', label: { fi: 'Onko?' } },
      estimate('one'),
      { ...estimate('two'), askedWhen: when },
    ],
  });
  expect(factsOf(asked, { choice: 'ei', one: '40', two: '10' }).figure?.field.id).toBe('one');
});

it('quotes the first sentence of each of the owner’s texts, and names a role by its label', () => {
  const goal = goalWith('a', {
    owners: ['role:team'],
    fields: [
      text('fi', { role: 'narrative', language: 'fi' }),
      text('sv', { role: 'narrative', language: 'sv' }),
      text('comment', { role: undefined }),
    ],
  });
  const facts = factsOf(goal, { fi: 'Kesken. Jatkuu.', sv: 'Pågår', comment: 'Ei sanota' });
  expect(facts.words).toEqual([
    { text: 'Kesken.', language: 'fi' },
    { text: 'Pågår', language: 'sv' },
  ]);
  expect(facts.answering).toEqual([{ fi: 'team' }]);
});

it.each([
  ['Työ on kesken. Jatkuu keväällä.', 'Työ on kesken.'],
  ['Kulut esim. tiloista nousevat 3.5 % ensi vuonna', 'Kulut esim. tiloista nousevat 3.5 % ensi vuonna'],
  ['Onko tämä näin? On.', 'Onko tämä näin?'],
  ['Ensimmäinen rivi\nToinen rivi', 'Ensimmäinen rivi'],
  ['  ', ''],
])('the first sentence of "%s" is "%s"', (said, first) => {
  expect(firstSentence(said)).toBe(first);
});

it('is computed for these goals only, and leaves out goals that the round does not ask', () => {
  const source = sourceOf({ goals: [goalWith('a'), goalWith('b')], raws: {} });
  expect(goalFacts(source, ['b', 'gone']).map(({ id }) => id)).toEqual(['b']);
});

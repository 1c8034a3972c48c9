import { answerReader } from '../../../cards/parts/answer-reader';
import { computeDigest, type DigestSource } from '../../../src/digest/digest';
import { askedGoals } from '../../../src/goals/answers/asked-fields';
import { type FieldKind, lights } from '../../../src/goals/schema';
import { nextVersion, type Reply } from '../../../src/replies/reply';
import { longForm, longFormColumns } from '../../../src/report/content/long-form';
import { sourceOf } from '../../digest/fixtures';
import { anna, during, goalWith, programmeWith } from '../../helpers/fixtures';
import { seedProgrammes, seedSources } from '../seed-sources';
import { processorTime } from '../../helpers/processor-time';

const seeds = seedSources();
const yesOrNo = [
  { id: 'yes', label: { fi: 'Kyllä', en: 'Yes' } },
  { id: 'no', label: { fi: 'Ei', en: 'No' } },
];

it('has these columns in this order, which models elsewhere rely on', () => {
  expect(longFormColumns.join(' ')).toBe(
    'programme_id programme period goal_id goal_code goal_title heading_1 heading_2 heading_3 heading_4 unit ' +
      'goal_light goal_light_computed goal_light_self_assessed group_id group row column field_id field kind role ' +
      'measure_unit baseline target raw value answer answered_by on_behalf_of answered_at unchanged_from late ' +
      'reply_version form_version answer_day unit_comment support_requested support_decision',
  );
});

describe.each(seedProgrammes)('of %s', (programme) => {
  it('has a row for every field of every goal that is asked, in their order', async () => {
    const source = await seeds.of(programme);
    const rows = longForm(source, answerReader('fi'));
    expect(rows.map(({ goal_id, field_id }) => `${goal_id} ${field_id}`)).toEqual(
      askedGoals(source.form).flatMap((goal) => goal.fields.map((field) => `${goal.id} ${field.id}`)),
    );
    for (const row of rows) expect(Object.keys(row)).toEqual(longFormColumns);
  });

  it('has every answer as it was given, with who gave it and when', async () => {
    const source = await seeds.of(programme);
    const given = [...source.replies.values()].flatMap(({ goalId, version, answers }) =>
      Object.entries(answers).map(([field, { raw, value, by, at }]) => ({
        ...{ goal_id: goalId, field_id: field, raw: [raw].flat().join('; ') },
        ...{ value: typeof value === 'number' ? value : '', answered_by: by, answered_at: at },
        ...{ late: 0, reply_version: version },
      })),
    );
    const rows = longForm(source, answerReader('fi')).filter(({ answered_by }) => answered_by !== '');
    expect(given.length).toBeGreaterThan(20);
    expect(rows).toHaveLength(given.length);
    for (const answer of given) expect(rows).toContainEqual(expect.objectContaining(answer));
  });

  it('counts the same lights as the digest', async () => {
    const source = await seeds.of(programme);
    const notCounted = ['contact', 'q41', 'q42'];
    const rows = longForm(source, answerReader('fi')).filter(
      ({ goal_id }) => !notCounted.includes(String(goal_id)),
    );
    const ofGoals = new Map(rows.map((row) => [row.goal_id, row.goal_light]));
    const counts = Object.fromEntries(
      lights.map((light) => [light, [...ofGoals.values()].filter((each) => each === light).length]),
    );
    expect(counts).toEqual(computeDigest(source, new Date()).lights);
  });
});

/** One goal with one field of the kind, answered with the raw text. */
function answered(kind: FieldKind, raw: string, more: object = {}): DigestSource {
  const goal = goalWith('a', { fields: [{ id: 'f', kind, label: { fi: 'f' }, ...more }] });
  return sourceOf({ goals: [goal], raws: { a: { f: raw } } });
}

it.each<[FieldKind, string, object, object]>([
  ['single-choice', 'yes', { options: yesOrNo }, { raw: 'yes', answer: 'Yes', value: '' }],
  ['multiple-choice', 'no,yes', { options: yesOrNo }, { raw: 'no; yes', answer: 'No; Yes' }],
  ['light', 'red', {}, { raw: 'red', answer: 'red' }],
  ['date', '2.5.2026', {}, { raw: '2.5.2026', answer: '2 May 2026', answer_day: '2026-05-02', value: '' }],
  ['yes-no', 'kyllä', {}, { raw: 'kyllä', answer: 'Yes', value: 1 }],
  ['number', '-51', {}, { raw: '-51', answer: '-51', value: -51 }],
  ['percent', '6,76', {}, { raw: '6,76', value: 6.76, answer: '6.76%', measure_unit: '%' }],
  ['number', '<3', {}, { raw: '<3', answer: '<3', value: 3 }],
  ['text', '=1+1', {}, { raw: '=1+1', answer: '=1+1', value: '' }],
])('%s "%s"', (kind, raw, more, wanted) => {
  expect(longForm(answered(kind, raw, more), answerReader('en'))).toEqual([expect.objectContaining(wanted)]);
});

it('names an option by its own label where a work state has the same id', () => {
  const source = answered('single-choice', 'yes', { options: yesOrNo });
  const workStates = [{ id: 'yes', label: { fi: 'Etenee' }, light: 'green' as const }];
  const form = { ...source.form, programme: programmeWith({ workStates }) };
  expect(longForm({ ...source, form }, answerReader('fi'))[0]).toMatchObject({ answer: 'Kyllä' });
});

it('says for whom somebody answered, what was confirmed as unchanged, and what came late', () => {
  const source = answered('percent', '5');
  const given = new Map([['f', { raw: '5', value: 5 }]]);
  const meta = { by: anna, at: during.toISOString(), formVersion: 3, unchangedFrom: '2026-Q2' };
  const onBehalfOf = new Map([['f', 'bo@example.org']]);
  const reply = nextVersion(undefined, source.form.goals[0]!, given, { ...meta, onBehalfOf });
  const rowOf = (each: Reply, round = source.round) =>
    longForm({ ...source, round, replies: new Map([['a', each]]) }, answerReader('fi'))[0];
  expect(rowOf(reply)).toMatchObject({
    ...{ answered_by: anna, on_behalf_of: 'bo@example.org', answered_at: during.toISOString() },
    ...{ unchanged_from: '2026-Q2', late: 0, form_version: 3 },
  });
  expect(rowOf(reply, { ...source.round, deadline: during.toISOString() })).toMatchObject({ late: 1 });
  expect(rowOf({ ...reply, answers: {} })).toMatchObject({ raw: '', answered_by: '', late: '' });
});

it('takes 5,000 goals in seconds', () => {
  const goals = Array.from({ length: 5000 }, (_, index) => goalWith(`g${index}`));
  const raws = Object.fromEntries(goals.map(({ id }) => [id, { value: '80' }]));
  const source = sourceOf({ goals, raws });
  const took = processorTime();
  expect(longForm(source, answerReader('fi'))).toHaveLength(5000);
  expect(took()).toBeLessThan(10_000);
});

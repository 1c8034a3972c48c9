import { askedGoals, asAsked, isFieldAsked, isVoluntary } from '../../../src/goals/answers/asked-fields';
import { goalLight } from '../../../src/goals/judging/light';
import { goalSchema } from '../../../src/goals/schema';
import { completeness, type GivenAnswers } from '../../../src/replies/reply';
import { estimate, goalWith, programmeWith, text, type FieldInput } from '../../helpers/fixtures';

const label = { fi: 'Kenttä' };
const options = ['well', 'badly', 'not-at-all'].map((id) => ({ id, label: { fi: id } }));
const rating: FieldInput = { id: 'rating', kind: 'single-choice', label, options };
const several: FieldInput = { id: 'several', kind: 'multiple-choice', label, options };
const yes: FieldInput = { id: 'yes', kind: 'yes-no', label };
const comment = (field: string, is: string[], more: object = {}): FieldInput =>
  text('comment', { required: true, askedWhen: { field, is }, ...more });
const answers = (values: Record<string, string | number | string[]>): GivenAnswers =>
  Object.fromEntries(
    Object.entries(values).map(([id, value]) => [
      id,
      { raw: Array.isArray(value) ? value : String(value), value, by: 'anna', at: '2026', version: 1 },
    ]),
  );

describe('a field with a condition', () => {
  const goal = goalWith('a', { fields: [rating, comment('rating', ['badly', 'not-at-all'])] });
  test.each([
    [{}, false],
    [{ rating: 'well' }, false],
    [{ rating: 'badly' }, true],
    [{ rating: 'not-at-all' }, true],
  ])('after %j is asked: %s', (given, isAsked) => {
    expect(isFieldAsked(goal.fields[1]!, answers(given))).toBe(isAsked);
  });
  test.each([
    [several, ['badly'], { several: ['well', 'badly'] }, true],
    [several, ['badly'], { several: ['well'] }, false],
    [yes, ['1'], { yes: 1 }, true],
    [yes, ['1'], { yes: 0 }, false],
    [yes, ['0'], { yes: 0 }, true],
  ] as const)('%#: several options, yes and no', (field, is, given, isAsked) => {
    const { fields } = goalWith('a', { fields: [field, comment(field.id, [...is])] });
    expect(isFieldAsked(fields[1]!, answers(given as never))).toBe(isAsked);
  });

  it('counts only while it is asked', () => {
    expect(completeness(goal.fields, answers({ rating: 'well' }))).toBe('answered');
    expect(completeness(goal.fields, answers({ rating: 'badly' }))).toBe('partly');
    expect(completeness(goal.fields, answers({ rating: 'badly', comment: 'x' }))).toBe('answered');
    // What was typed before the other answer was changed is no answer any more.
    expect(completeness(goal.fields, answers({ comment: 'x' }))).toBe('unanswered');
  });

  it('is no part of what was asked where it was not', () => {
    expect(asAsked(goal, answers({ rating: 'well' })).fields.map(({ id }) => id)).toEqual(['rating']);
    expect(asAsked(goal, answers({ rating: 'badly' }))).toBe(goal);
  });

  it('is not judged either', () => {
    const measure = estimate('measure', { role: 'measure', targets: [{ raw: 'vähintään 100', value: 100 }] });
    const judged = goalWith('a', {
      fields: [yes, { ...measure, askedWhen: { field: 'yes', is: ['1'] } }],
    });
    const light = (given: number) =>
      goalLight(judged, programmeWith(), answers({ yes: given, measure: 10 }), '2026-Q1').light;
    expect([light(1), light(0)]).toEqual(['red', 'not-assessable']);
  });

  test.each([
    ['there is no field "other"', [rating, comment('other', ['well'])]],
    ['"rating" has no answer "very-well"', [rating, comment('rating', ['well', 'very-well'])]],
    ['"yes" has no answer "yes"', [yes, comment('yes', ['yes'])]],
    ['"value" is neither a choice nor a yes or no', [estimate('value'), comment('value', ['1'])]],
    [
      '"yes" has a condition of its own',
      [rating, { ...yes, askedWhen: { field: 'rating', is: ['well'] } }, comment('yes', ['1'])],
    ],
  ])('is refused where nothing could meet it: %s', (message, fields) => {
    const { id, code, title, headings, owners } = goalWith('a');
    const result = goalSchema.safeParse({ id, code, title, headings, owners, fields });
    expect(result.error?.issues.map((issue) => issue.message)).toEqual([message]);
  });
});

describe('a question that is put to some respondents', () => {
  const goals = [goalWith('all'), goalWith('some', { respondents: ['hus', 'helsinki'] })];
  test.each([
    ['hus', ['all', 'some']],
    ['county', ['all']],
    [undefined, ['all', 'some']],
  ])('of %s asks %j', (respondent, asked) => {
    const programme = programmeWith(respondent === undefined ? {} : { respondent });
    expect(askedGoals({ programme, goals }).map(({ id }) => id)).toEqual(asked);
  });
});

test('a question of which nothing is required is voluntary', () => {
  expect(isVoluntary(goalWith('a', { fields: [text('one'), text('two')] }))).toBe(true);
  expect(isVoluntary(goalWith('a', { fields: [text('one'), estimate('two')] }))).toBe(false);
});

import { asideOf, isVoluntary, questionsOf } from '../../src/goals/answers/asked-fields';
import { estimate, type FieldInput, goalWith, text } from '../helpers/fixtures';

const optional = (role: 'measure' | 'confidence', id: string = role): FieldInput =>
  estimate(id, { required: false, role });
const contact = goalWith('contact', { contact: true, fields: [text('phone', { required: true })] });

test.each<[string, FieldInput[], boolean]>([
  ['of which nothing is required', [text('one'), text('two')], true],
  ['of which one text is required', [text('one'), text('two', { required: true })], false],
  ['that is answered by a measure or an estimate', [optional('measure'), optional('confidence')], false],
  ['that has an optional measure beside a text', [text('one'), optional('measure')], false],
])('a goal %s is voluntary: %j', (_, fields, expected) => {
  expect(isVoluntary(goalWith('a', { fields }))).toBe(expected);
});

test('contact details and voluntary questions are not counted, and contact details are no question', () => {
  const voluntary = goalWith('free', { fields: [text('one')] });
  const goals = [contact, voluntary, goalWith('counted')];
  expect(goals.map(asideOf)).toEqual(['contact', 'voluntary', undefined]);
  expect(questionsOf(goals).map(({ id }) => id)).toEqual(['free', 'counted']);
});

import { languageSets, neededAlternatives } from '../../../src/goals/answers/alternatives';
import { isVoluntary } from '../../../src/goals/answers/asked-fields';
import { goalSchema } from '../../../src/goals/schema';
import { estimate, type FieldInput, goalWith, text } from '../../helpers/fixtures';

const told = { label: { fi: 'Seuranta', sv: 'Uppföljning' }, required: true };
const inFinnish = (changes: Partial<FieldInput> = {}) => text('fi', { ...told, language: 'fi', ...changes });
const inSwedish = (changes: Partial<FieldInput> = {}) => text('sv', { ...told, language: 'sv', ...changes });
const value = (changes: Partial<FieldInput> = {}) => estimate('value', { required: false, ...changes });
const measure = estimate('measure', { required: false, role: 'measure' });
const comment = text('comment');
const reason = text('reason', { role: 'reason' });

/** As `kind: ids`. */
const needed = (...fields: FieldInput[]) =>
  neededAlternatives(goalWith('g', { fields }).fields).map(
    (set) => `${set.kind}: ${set.fields.map(({ id }) => id).join(' ')}`,
  );

it.each<[string, string[], FieldInput[]]>([
  [
    'a text that is asked in two languages',
    ['languages: sv fi'],
    [value({ required: true }), inSwedish(), inFinnish()],
  ],
  ['a text that is asked in one', [], [inSwedish()]],
  ['texts with different labels', [], [inSwedish(), inFinnish({ label: { fi: 'Muuta' } })]],
  ['texts with owners of their own', [], [inSwedish({ owners: ['bo@example.org'] }), inFinnish()]],
  ['two texts in one language', [], [inSwedish(), inFinnish(), inFinnish({ id: 'fi-2' })]],
  [
    'an optional text in two languages',
    [],
    [value({ required: true }), inSwedish({ required: false }), inFinnish({ required: false })],
  ],
  [
    'fields of which the form says so',
    ['either-or: value measure'],
    [value({ oneOf: 'a' }), { ...measure, oneOf: 'a' }, { ...comment, required: true }],
  ],
  [
    'a value or an estimate, with a comment',
    ['either-or: value measure'],
    [value(), measure, comment, reason],
  ],
  ['only a value, with a comment', ['either-or: value comment'], [value(), comment, reason]],
  ['only a value', ['either-or: value'], [value()]],
  ['a value beside one that is required', [], [value(), { ...measure, required: true }]],
  ['voluntary texts', [], [comment, text('more')]],
])('of %s, one answer is enough: %j', (_what, expected, fields) => {
  expect(needed(...fields)).toEqual(expected);
});

it('an optional text has a translation too', () => {
  const optional = [inSwedish({ required: false }), inFinnish({ required: false })];
  expect(languageSets(goalWith('g', { fields: optional }).fields)).toHaveLength(1);
});

it('a question with an either-or is not voluntary', () => {
  const either = [text('a', { oneOf: 'x' }), text('b', { oneOf: 'x' })];
  expect(isVoluntary(goalWith('g', { fields: either }))).toBe(false);
});

it.each<[string, FieldInput[]]>([
  ['has no other field', [text('a', { oneOf: 'x' }), text('b')]],
  ['is required', [text('a', { oneOf: 'x', required: true }), text('b', { oneOf: 'x' })]],
  [
    'is asked on a condition',
    [
      { id: 'yes', kind: 'yes-no', label: { fi: 'yes' } },
      text('a', { oneOf: 'x', askedWhen: { field: 'yes', is: ['1'] } }),
      text('b', { oneOf: 'x' }),
    ],
  ],
])('a form is refused whose either-or field %s', (_what, fields) => {
  const { id, code, title, headings, owners } = goalWith('g');
  expect(goalSchema.safeParse({ id, code, title, headings, owners, fields }).success).toBe(false);
});

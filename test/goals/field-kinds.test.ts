import { answerReader } from '../../cards/parts/answer-reader';
import { choicesOf, labelledChoices } from '../../src/goals/answers/choices';
import { type FieldKindRules, fieldKindRules, measureUnit } from '../../src/goals/field-kinds';
import { type Field, type FieldKind, fieldKinds, fieldSchema } from '../../src/goals/schema';
import { workStates } from './written-answers';

const reader = answerReader('fi');
const form = { workStates: [...workStates] };

it('has each kind once, in the order of the schema', () => {
  expect(Object.keys(fieldKindRules)).toEqual([...fieldKinds]);
});

it('does not compile without a kind', () => {
  const { light, ...others } = fieldKindRules;
  // @ts-expect-error -- `light` is missing
  const table: Record<FieldKind, FieldKindRules> = others;
  expect(Object.keys({ ...table, light })).toHaveLength(fieldKinds.length);
});

/** The kinds whose rules say so. */
const those = (isMeant: (rules: FieldKindRules) => boolean) =>
  fieldKinds.filter((kind) => isMeant(fieldKindRules[kind]));

it.each<[string, (rules: FieldKindRules) => boolean, readonly FieldKind[]]>([
  ['are figures', ({ isFigure }) => isFigure, ['number', 'percent', 'money', 'scale', 'yes-no']],
  ['are typed digit by digit', ({ isTypedFigure }) => isTypedFigure, ['number', 'percent', 'money']],
  ['may have a unit', ({ unit }) => unit !== 'none', ['number', 'percent', 'money', 'scale']],
  ['may be asked about', ({ isChecked }) => isChecked, ['number', 'percent', 'money', 'scale']],
  ['have options of their own', ({ choices }) => choices === 'options', ['single-choice', 'multiple-choice']],
  ['take several choices', ({ isMultiple }) => isMultiple, ['multiple-choice']],
  ['stand beside their label', ({ isShort }) => isShort, ['number', 'percent', 'money', 'scale', 'date']],
])('these %s', (_what, isMeant, kinds) => {
  expect(those(isMeant)).toEqual(kinds);
});

/** With what its kind needs, and nothing more. */
function fieldOf(kind: FieldKind): Field {
  const options = ['a', 'b'].map((id) => ({ id, label: { fi: id.toUpperCase() } }));
  return fieldSchema.parse({
    ...{ id: 'f', kind, label: { fi: 'f' } },
    ...(fieldKindRules[kind].choices === 'options' && { options }),
    ...(kind === 'scale' && { min: 0, max: 2 }),
  });
}

it.each<[FieldKind, readonly string[], number]>([
  ['single-choice', ['a', 'b'], 2],
  ['multiple-choice', ['a', 'b'], 2],
  ['work-state', ['on-plan', 'stuck'], 2],
  ['yes-no', ['1', '0'], 2],
  ['light', ['green', 'yellow', 'red', 'not-assessable'], 4],
  ['scale', ['0', '1', '2'], 0],
  ['number', [], 0],
  ['text', [], 0],
  ['date', [], 0],
])('%s offers %j', (kind, ids, labelled) => {
  expect(choicesOf(fieldOf(kind), form, reader).map(({ id }) => id)).toEqual(ids);
  expect(labelledChoices(fieldOf(kind), form, reader)).toHaveLength(labelled);
});

it('offers no steps of a scale that is long or has none', () => {
  for (const [min, max] of [
    [0, 11],
    [0, 1.5],
  ])
    expect(choicesOf({ ...fieldOf('scale'), min: min!, max: max! }, form, reader)).toEqual([]);
});

it.each<[FieldKind, Field['unit'], string]>([
  ['number', { fi: 'hlö', en: 'persons' }, 'persons'],
  ['number', { fi: 'hlö' }, 'hlö'],
  ['number', undefined, ''],
  ['percent', undefined, '%'],
  ['money', undefined, '€'],
  ['money', { fi: '€/vrk' }, '€/vrk'],
  ['yes-no', undefined, ''],
  ['text', undefined, ''],
])('%s in %j is counted in "%s"', (kind, unit, written) => {
  expect(measureUnit({ kind, unit }, 'en')).toBe(written);
});

it.each(fieldKinds)('%s takes a unit only where the table says so', (kind) => {
  const field = { ...fieldOf(kind), unit: { fi: 'kpl' } };
  expect(fieldSchema.safeParse(field).success).toBe(fieldKindRules[kind].unit !== 'none');
});

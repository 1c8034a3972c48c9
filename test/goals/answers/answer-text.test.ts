import { fieldKinds } from '../../../src/goals/schema';
import * as fc from 'fast-check';
import { answerReader } from '../../../cards/parts/answer-reader';
import { type Answer, parseAnswer } from '../../../src/goals/answers/answer';
import { answerText, goalpostText } from '../../../src/goals/answers/answer-text';
import { type Baseline, type Field, fieldSchema, locales, type Target } from '../../../src/goals/schema';
import { plainSpaces, workStates, type WrittenAnswer, writtenAnswers } from '../written-answers';

const [finnish, english] = [answerReader('fi'), answerReader('en')];
const form = { workStates: [...workStates] };
type FieldShape = WrittenAnswer['field'];

const fieldOf = (shape: FieldShape): Field => fieldSchema.parse({ id: 'f', label: { fi: 'f' }, ...shape });

function given({ field, typed, typedIn }: Pick<WrittenAnswer, 'field' | 'typed' | 'typedIn'>): Answer {
  const result = parseAnswer(fieldOf(field), form, typed, typedIn);
  if (!result.ok || !result.answer) throw new Error(`${typed} is no answer`);
  return result.answer;
}

describe.each(locales)('in %s', (locale) => {
  it.each(writtenAnswers)('$typed in $field.kind is $written', ({ written, ...answer }) => {
    const before = given(answer);
    const kept = structuredClone(before);
    expect(plainSpaces(answerText(fieldOf(answer.field), before, answerReader(locale), form))).toBe(
      plainSpaces(written[locale]),
    );
    expect(before).toEqual(kept);
  });
});

it('writes every kind of field', () => {
  const kinds = new Set<string>(writtenAnswers.map(({ field }) => field.kind));
  expect([...kinds].sort()).toEqual([...fieldKinds].sort());
});

it('keeps a figure on one line with its unit, and leaves what was typed as it is', () => {
  const field: FieldShape = { kind: 'number', unit: { fi: 'hlö' } };
  const text = (typed: string) =>
    answerText(fieldOf(field), given({ field, typed, typedIn: 'fi' }), finnish, form);
  expect(text('1 234,5')).toBe('1\u00a0234,5\u00a0hlö');
  expect(text('noin 12')).toBe('noin 12\u00a0hlö');
  expect(text('90 kpl')).toBe('90 kpl');
});

it('names an option that is gone by its id, beside those that are there', () => {
  const options = ['a', 'b'].map((id) => ({ id, label: { fi: id.toUpperCase() } }));
  const several = fieldOf({ kind: 'multiple-choice', options });
  expect(answerText(several, { raw: ['a', 'old'], value: ['a'] }, finnish, form)).toBe('A; old');
  const one = fieldOf({ kind: 'single-choice', options });
  expect(answerText(one, { raw: 'old', value: 'old' }, finnish, form)).toBe('old');
  expect(answerText(fieldOf({ kind: 'work-state' }), { raw: 'gone', value: 'gone' }, finnish, form)).toBe(
    'gone',
  );
});

it('rewrites nothing that does not give the stored value', () => {
  const field = fieldOf({ kind: 'number', unit: { fi: 'kk' } });
  const imported: Answer = { raw: '12', value: 13 };
  expect(answerText(field, imported, english, form)).toBe('12');
  expect(answerText(field, { raw: '<12', value: 12 }, english, form)).toBe('<12');
  expect(answerText(field, { raw: 'paljon', value: null }, english, form)).toBe('paljon');
});

it('writes an answer that the form would refuse today: limits change, answers stay', () => {
  const field = fieldOf({ kind: 'percent', min: 0, max: 50 });
  expect(plainSpaces(answerText(field, { raw: '60,5', value: 60.5 }, finnish, form))).toBe('60,5 %');
});

const parts = {
  about: fc.constantFrom('', 'noin ', '~', 'ca '),
  bound: fc.constantFrom('', '<', '≥ ', 'alle ', 'minst ', 'at most '),
  digits: fc.constantFrom('0', '3', '-12', '+5', '1 234,5', '6,756', '1,000', '0.25', '165244'),
  tail: fc.constantFrom('', ' kk', ' %', ' €', ' pv', ' mån', ' (3)', ' av budgeten', ' €/vrk', ' kk/v'),
};
const shapes: readonly FieldShape[] = [
  { kind: 'number' },
  { kind: 'number', unit: { fi: 'kk', sv: 'mån', en: 'kk' } },
  { kind: 'percent' },
  { kind: 'money' },
  { kind: 'money', unit: { fi: '€/vrk' } },
];

it('is what was typed, or is read as the same value by its reader', () => {
  const typed = fc.record(parts).map(({ about, bound, digits, tail }) => about + bound + digits + tail);
  fc.assert(
    fc.property(
      typed,
      fc.constantFrom(...shapes),
      fc.constantFrom(...locales),
      fc.constantFrom(...locales),
      (raw, shape, typedIn, locale) => {
        const field = fieldOf(shape);
        const result = parseAnswer(field, form, raw, typedIn);
        if (!result.ok || !result.answer) return;
        const text = answerText(field, result.answer, answerReader(locale), form);
        // English euros stand before the figure, where only a plain one is read back.
        if (text === result.answer.raw || (locale === 'en' && text.includes('€'))) return;
        const back = parseAnswer(field, form, text, locale);
        expect([text, back]).toEqual([
          text,
          expect.objectContaining({ ok: true, answer: { ...result.answer, raw: text } }),
        ]);
        const codes = (notes: readonly { readonly code: string }[]) => notes.map(({ code }) => code);
        const said = ['approximate', 'bound', 'bracket', 'other-unit'];
        if (back.ok)
          expect(codes(back.notes).filter((code) => said.includes(code))).toEqual(
            codes(result.notes).filter((code) => said.includes(code)),
          );
      },
    ),
    { numRuns: 3000 },
  );
});

describe('a baseline or target', () => {
  const months = { fi: 'kuukautta', sv: 'månader', en: 'months' };
  it.each<[FieldShape, Baseline | Omit<Target, 'label'>, string, string, string]>([
    [
      { kind: 'number', unit: months },
      { raw: '<3 månader', value: 3, comparator: 'below' },
      ...(['<3 kuukautta', '<3 månader', '<3 months'] as const),
    ],
    [{ kind: 'number' }, { raw: '1,100.0', value: 1100 }, '1 100', '1 100', '1,100'],
    [{ kind: 'number' }, { raw: '0,65', value: 0.65 }, '0,65', '0,65', '0.65'],
    [
      { kind: 'number', unit: { fi: 'hlö' } },
      { raw: '900.0', value: 900, comparator: 'below' },
      ...(['<900 hlö', '<900 hlö', '<900 hlö'] as const),
    ],
    [
      { kind: 'percent' },
      { raw: 'enintään 5 %', value: 5, comparator: 'at-most' },
      ...(['enintään 5 %', 'högst 5 %', 'at most 5%'] as const),
    ],
    [{ kind: 'number' }, { raw: '6', value: 6, comparator: 'at-least' }, ...as('≥6')],
    [{ kind: 'percent' }, { raw: '100', value: 100, comparator: 'exactly' }, '100 %', '100 %', '100%'],
    [
      { kind: 'percent' },
      { raw: '98-100 %', low: 98, high: 100, comparator: 'range' },
      ...(['98–100 %', '98–100 %', '98–100%'] as const),
    ],
    [
      { kind: 'money' },
      { raw: '1000-1200,5 €', low: 1000, high: 1200.5, comparator: 'range' },
      ...(['1 000–1 200,50 €', '1 000–1 200,50 €', '€1,000–€1,200.50'] as const),
    ],
    [{ kind: 'yes-no' }, { raw: '1.0', value: 1 }, 'Kyllä', 'Ja', 'Yes'],
    [{ kind: 'number' }, { raw: 'puolet nykyisestä' }, ...as('puolet nykyisestä')],
    [
      { kind: 'percent' },
      { raw: 'nykyisestä 1,9 %:sta alle 1,6 %:iin', value: 1.6, comparator: 'below' },
      ...as('nykyisestä 1,9 %:sta alle 1,6 %:iin'),
    ],
  ])('%j %j', (shape, goalpost, ...texts) => {
    const written = locales.map((locale) =>
      plainSpaces(goalpostText(fieldOf(shape), goalpost, answerReader(locale))),
    );
    expect(written).toEqual(texts);
  });
});

function as(text: string): [string, string, string] {
  return [text, text, text];
}

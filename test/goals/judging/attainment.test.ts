import { type Answer } from '../../../src/goals/answers/answer';
import { goalAttainment, measureAttainment } from '../../../src/goals/judging/attainment';
import { type Field, fieldSchema } from '../../../src/goals/schema';

const label = { fi: 'Kenttä' };
const field = (more: object): Field => fieldSchema.parse({ id: 'f', kind: 'number', label, ...more });
const answer = (value: Answer['value'], comparator?: Answer['comparator']): Answer =>
  comparator ? { raw: String(value), value, comparator } : { raw: String(value), value };
const at = (percent: number, more: object = {}) => ({
  assessable: true,
  percent,
  unclipped: percent,
  ...more,
});
const not = (reason: string) => ({ assessable: false, reason });
const to = (value: number, more: object = {}) => ({
  ...{ raw: String(value), value, comparator: 'at-least', ...more },
});

describe('one field', () => {
  const measure = field({ role: 'measure', targets: [to(80)] });
  const estimate = { role: 'confidence', targets: [to(6)] };
  const scale = { kind: 'scale', min: 0, max: 2 };
  const cases: [string, Field, Answer | undefined, object][] = [
    ['unanswered', measure, undefined, not('not-answered')],
    ['no measure', measure, answer(null), not('no-value')],
    ['text', field({ kind: 'text' }), answer('valmis'), not('no-value')],
    ['no target', field({ role: 'measure' }), answer(1827), not('no-target')],
    ['target in words only', field({ targets: [{ raw: 'vähenee' }] }), answer(43), not('no-target')],
    ['target', measure, answer(60), at(75, { kept: false })],
    [
      'baseline in words only',
      field({ targets: [to(80)], baseline: { raw: 'ei tiedossa' } }),
      answer(60),
      at(75, { kept: false }),
    ],
    ['confidence is the figure itself', field(estimate), answer(6.76), at(6.76)],
    ['confidence beyond per cent', field(estimate), answer(1827), at(100, { unclipped: 1827 })],
    ['confidence below per cent', field(estimate), answer(-51), at(0, { unclipped: -51 })],
    ['progress is the figure itself', field({ kind: 'percent', role: 'progress' }), answer(90), at(90)],
    [
      'progress as a bound',
      field({ kind: 'percent', role: 'progress' }),
      answer(50, 'below'),
      not('bound-undecided'),
    ],
    ['yes', field({ kind: 'yes-no' }), answer(1), at(100)],
    ['no', field({ kind: 'yes-no' }), answer(0), at(0)],
    ['three quarters', field({ kind: 'yes-no' }), answer(0.75), at(75)],
    ['yes as a confidence', field({ kind: 'yes-no', role: 'confidence' }), answer(1), at(100)],
    ['yes, target in words', field({ kind: 'yes-no', targets: [{ raw: 'Kyllä' }] }), answer(1), at(100)],
    ['scale 0–2', field(scale), answer(1), at(50)],
    ['scale 1–5', field({ kind: 'scale', min: 1, max: 5 }), answer(2), at(25)],
    ['scale with a target', field({ ...scale, targets: [to(1)] }), answer(1), at(100, { kept: true })],
    ['scale without width', field({ kind: 'scale', min: 2, max: 2 }), answer(2), not('no-target')],
  ];
  test.each(cases)('%s', (_what, given, said, expected) => {
    expect(measureAttainment(given, said)).toEqual(expected);
  });
});

describe('several targets on a field', () => {
  const label1 = { fi: 'lh' };
  test('are judged one by one, and their mean is the field’s', () => {
    const both = field({ role: 'measure', targets: [to(80, { label: label1 }), to(60, { label: label1 })] });
    expect(measureAttainment(both, answer(68))).toEqual(
      at(92.5, { unclipped: expect.closeTo(99.1666667, 6), kept: false }),
    );
    expect(measureAttainment(both, answer(80))).toMatchObject({ percent: 100, kept: true });
  });
  test('that cannot be judged do not count', () => {
    const one = field({ targets: [to(80), to(1, { comparator: undefined }), { raw: 'kasvaa' }] });
    expect(measureAttainment(one, answer(40))).toEqual(at(50, { kept: false }));
    const none = field({ targets: [to(1, { comparator: undefined }), { raw: 'kasvaa' }] });
    expect(measureAttainment(none, answer(40))).toEqual(not('no-side'));
  });
});

describe('a goal', () => {
  const fields = [
    field({ id: 'kpi-1', role: 'measure', targets: [to(100)] }),
    field({ id: 'kpi-2', role: 'measure', targets: [to(100)] }),
    field({ id: 'kpi-3', role: 'measure' }),
    field({ id: 'task-1', kind: 'percent', role: 'progress' }),
    field({ id: 'task-2', kind: 'percent', role: 'progress' }),
    field({ id: 'trust', kind: 'percent', role: 'confidence' }),
    field({ id: 'other', targets: [to(100)] }),
  ];
  const attainment = (answers: Record<string, number | null>, mode: 'mean' | 'worst' = 'mean') =>
    goalAttainment(
      { fields },
      Object.fromEntries(Object.entries(answers).map(([id, value]) => [id, answer(value)])),
      mode,
    );
  const by = (basis: string, percent: number, count: number, kept?: boolean) => ({
    ...{ assessable: true, basis, percent, count },
    ...(kept !== undefined && { kept }),
  });

  test('is judged by the mean of its measures, whatever the tasks say', () => {
    expect(attainment({ 'kpi-1': 60, 'kpi-2': 80, 'kpi-3': 5, 'task-1': 10 })).toEqual(
      by('measures', 70, 2, false),
    );
  });
  test('takes the clipped figures: one overshoot does not hide a miss', () => {
    expect(attainment({ 'kpi-1': 500, 'kpi-2': 0 })).toEqual(by('measures', 50, 2, false));
  });
  test('is as good as its worst measure, where the programme says so', () => {
    expect(attainment({ 'kpi-1': 60, 'kpi-2': 80 }, 'worst')).toEqual(by('measures', 60, 1 + 1, false));
  });
  test('falls to its tasks when no measure can be judged', () => {
    expect(attainment({ 'kpi-1': null, 'kpi-3': 7, 'task-1': 50, 'task-2': 90 })).toEqual(by('tasks', 70, 2));
  });
  test('skips tasks without a measure', () => {
    expect(attainment({ 'task-1': null, 'task-2': 90 })).toEqual(by('tasks', 90, 1));
    expect(attainment({ 'task-1': 100, 'task-2': 0 }, 'worst')).toEqual(by('tasks', 0, 2));
  });
  test('falls to the confidence estimate last', () => {
    expect(attainment({ 'task-1': null, trust: 40 })).toEqual(by('confidence', 40, 1));
  });
  test('is not assessable, never 0, when there is nothing to judge', () => {
    expect(attainment({ 'task-1': null, other: 10 })).toEqual(not('nothing-assessable'));
    expect(attainment({})).toEqual(not('not-answered'));
  });
});

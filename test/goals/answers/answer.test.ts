import { answerSchema, answerTo, parseAnswer } from '../../../src/goals/answers/answer';
import { type Field, fieldSchema, type Locale, type WorkState } from '../../../src/goals/schema';
import { processorTime } from '../../helpers/processor-time';

const label = { fi: 'Kenttä' };
const options = ['a', 'b', 'c'].map((id) => ({ id, label }));
const workStates: WorkState[] = [{ id: 'as-planned', label, light: 'green' }];
const field = (more: object): Field => fieldSchema.parse({ id: 'f', label, ...more });
const parse = (given: Field, raw: string | string[], locale: Locale = 'fi') =>
  parseAnswer(given, { workStates }, raw, locale);
const problem = (code: string, details: object = expect.anything()) => ({
  ok: false,
  problem: { code, details },
});
const accepted = (raw: unknown, value: unknown) => ({ ok: true, answer: { raw, value }, notes: [] });

describe('an empty answer', () => {
  const kinds = [
    { kind: 'number' },
    { kind: 'text' },
    { kind: 'date' },
    { kind: 'single-choice', options },
    { kind: 'multiple-choice', options },
  ];
  test.each(kinds)('is not answered where the field is voluntary: $kind', (kind) => {
    for (const raw of ['', ' \u00a0\n', [], ['', ' ']])
      expect(parse(field({ ...kind, required: false }), raw)).toEqual({
        ok: true,
        answer: undefined,
        notes: [],
      });
  });
  test.each(kinds)('is a problem where the field is required: $kind', (kind) => {
    expect(parse(field(kind), '  ')).toEqual(problem('required', {}));
  });
  test('counts commas alone as nothing', () => {
    expect(parse(field({ kind: 'multiple-choice', options }), ' , ,')).toEqual(problem('required', {}));
  });
});

describe('choices', () => {
  test('a single choice is an option id', () => {
    const single = field({ kind: 'single-choice', options });
    expect(parse(single, ' b ')).toEqual(accepted('b', 'b'));
    expect(parse(single, ['b'])).toEqual(accepted('b', 'b'));
    expect(parse(single, 'd')).toEqual(problem('unknown-option', { option: 'd' }));
    expect(parse(single, ['a', 'b'])).toEqual(problem('several-values', {}));
    expect(parse(single, 'a,b')).toEqual(problem('unknown-option', { option: 'a,b' }));
  });
  test('several choices come as a list or joined with commas, and are kept once, in the order of the form', () => {
    const multiple = field({ kind: 'multiple-choice', options });
    expect(parse(multiple, 'c, a,c')).toEqual(accepted(['c', 'a', 'c'], ['a', 'c']));
    expect(parse(multiple, ['c', 'a'])).toEqual(accepted(['c', 'a'], ['a', 'c']));
    expect(parse(multiple, 'a,d')).toEqual(problem('unknown-option', { option: 'd' }));
  });
  test('a work state is one of the programme’s', () => {
    expect(parse(field({ kind: 'work-state' }), 'as-planned')).toEqual(accepted('as-planned', 'as-planned'));
    expect(parse(field({ kind: 'work-state' }), 'done')).toEqual(problem('unknown-option'));
  });
  test('a light is a colour or not assessable; "not answered" is no answer', () => {
    for (const light of ['green', 'yellow', 'red', 'not-assessable'])
      expect(parse(field({ kind: 'light' }), light)).toEqual(accepted(light, light));
    expect(parse(field({ kind: 'light' }), 'not-answered')).toEqual(problem('unknown-option'));
  });
});

describe('dates', () => {
  test.each([
    ['2026-05-02', '2026-05-02'],
    ['2.5.2025', '2025-05-02'],
    ['02.05.2025', '2025-05-02'],
    ['2. 5. 2025', '2025-05-02'],
    ['29.2.2028', '2028-02-29'],
  ])('%s is %s', (raw, value) => {
    expect(parse(field({ kind: 'date' }), raw)).toEqual(accepted(raw, value));
  });
  test.each(['29.2.2026', '31.4.2026', '30.2.', '2026-13-01', '2026-02-30', '0.1.2026'])(
    '%s does not exist, and that is what is said',
    (raw) => {
      expect(parse(field({ kind: 'date' }), raw)).toEqual(problem('no-such-date', { text: raw }));
    },
  );
  test.each(['2.5.', '2.5.26', '5/2/2025', '0202-05-02', 'huomenna'])('%s is no date', (raw) => {
    expect(parse(field({ kind: 'date' }), raw)).toEqual(problem('date-unreadable', { text: raw }));
  });
});

describe('texts', () => {
  const text = field({ kind: 'text' });
  test('are trimmed, and keep their lines', () => {
    expect(parse(text, '  Rivi 1\r\nRivi 2\u2028Rivi 3\n')).toEqual(
      accepted('Rivi 1\nRivi 2\nRivi 3', 'Rivi 1\nRivi 2\nRivi 3'),
    );
  });
  test('lose the characters that nobody sees and no spreadsheet takes', () => {
    const pasted = 'a\u0000b\u0007c\u202ed\ud800e\u0085\u000bf\tg 👩‍⚕️';
    expect(parse(text, pasted)).toEqual(accepted('abcde\nf\tg 👩‍⚕️', 'abcde\nf\tg 👩‍⚕️'));
  });
  test('have at most 5000 characters, counted as people count them', () => {
    expect(parse(text, 'ä'.repeat(5000))).toMatchObject({ ok: true });
    expect(parse(text, '👍'.repeat(5000))).toMatchObject({ ok: true });
    expect(parse(text, 'ä'.repeat(5001))).toEqual(
      problem('text-too-long', { length: '5\u00a0001', maximum: '5\u00a0000' }),
    );
  });
  test('have at most what their field allows', () => {
    expect(parse(field({ kind: 'text', maxLength: 3 }), 'abcd')).toEqual(problem('text-too-long'));
    expect(parse(field({ kind: 'text', maxLength: 3 }), ' abc ')).toMatchObject({ ok: true });
  });
});

test('a problem does not quote a whole page', () => {
  const result = parse(field({ kind: 'number' }), 'sivu '.repeat(39));
  expect(result.ok ? '' : result.problem.details['text']).toHaveLength(80);
});

test('what is accepted fits the storage schema and survives it', () => {
  const cases: [Field, string | string[]][] = [
    [field({ kind: 'number' }), '<3'],
    [field({ kind: 'percent' }), 'Ei mittaria'],
    [field({ kind: 'text' }), 'teksti'],
    [field({ kind: 'multiple-choice', options }), 'a,b'],
    [field({ kind: 'yes-no' }), 'kyllä'],
  ];
  for (const [given, raw] of cases) {
    const result = parse(given, raw);
    const stored = result.ok ? JSON.stringify(result.answer) : 'refused';
    expect(answerSchema.parse(JSON.parse(stored))).toEqual(result.ok && result.answer);
  }
});

test('a field called "constructor" is not answered by JavaScript', () => {
  expect(answerTo({}, 'constructor')).toBeUndefined();
});

describe('a text that is far too long', () => {
  const unseen = '\u200b'.repeat(120_000);
  it.each<readonly [Field['kind'], string | readonly string[]]>([
    ['number', `5${unseen}`],
    ['percent', `${unseen}5`],
    ['money', ' '.repeat(100_000) + '5'],
    ['scale', '0'.repeat(100_000)],
    ['yes-no', `kyllä${unseen}`],
    ['date', `${unseen}2.5.2026`],
    ['light', `green${unseen}`],
    ['work-state', unseen],
    ['single-choice', `a${unseen}`],
    ['multiple-choice', Array.from({ length: 100_000 }, () => 'a')],
    ['text', unseen],
    ['text', 'x'.repeat(500_000)],
  ])('is refused for %s before it is looked at', (kind, raw) => {
    const took = processorTime();
    const scale = kind === 'scale' && { min: 0, max: 2 };
    const asked = field({ kind, ...scale, ...(kind.endsWith('choice') && { options }) });
    expect(parse(asked, raw as string)).toEqual(problem('text-too-long'));
    expect(took()).toBeLessThan(1_000);
  });

  it('is not one that only has characters beyond the basic plane, or many chosen options', () => {
    expect(parse(field({ kind: 'text' }), '💥'.repeat(5_000))).toMatchObject({ ok: true });
    const many = Array.from({ length: 100 }, (_, index) => ({ id: `option-${index}`, label }));
    const all = many.map(({ id }) => id).join(',');
    expect(parse(field({ kind: 'multiple-choice', options: many }), all)).toMatchObject({ ok: true });
  });
});

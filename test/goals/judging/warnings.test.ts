import { type Answer, type AnswerNote, parseAnswer } from '../../../src/goals/answers/answer';
import { type Field, fieldSchema, type Locale } from '../../../src/goals/schema';
import { type AnswerWarning, warningsFor, warningToken } from '../../../src/goals/judging/warnings';

const field = (kind: string, more: object = {}): Field =>
  fieldSchema.parse({ id: 'f', kind, label: { fi: 'Kenttä' }, ...more });
const figure = (value: number, more: object = {}) => ({ raw: String(value), value, ...more });

function read(given: Field, raw: string, locale: Locale): { answer: Answer; notes: readonly AnswerNote[] } {
  const result = parseAnswer(given, { workStates: [] }, raw, locale);
  if (!result.ok || !result.answer) throw new Error(`"${raw}" is not accepted`);
  return { answer: result.answer, notes: result.notes };
}

/** Warnings about what was typed this period, after what was typed last period. */
function warned(given: Field, raw: string, before?: string, locale: Locale = 'fi'): AnswerWarning[] {
  const { answer, notes } = read(given, raw, locale);
  const previous = before === undefined ? undefined : read(given, before, locale).answer;
  return warningsFor(given, answer, notes, previous, locale);
}
const codes = (...given: Parameters<typeof warned>) => warned(...given).map(({ code }) => code);

describe('a figure ten times the last one', () => {
  const number = field('number');
  test.each([
    ['1827', '182,7', 'ten-times'],
    ['18,27', '182,7', 'tenth'],
    ['1,4', '0,14', 'ten-times'],
    ['0,14', '1,4', 'tenth'],
    ['-510', '51', 'ten-times'],
    ['0,9', '1827', 'tenth'],
  ])('%s after %s is asked about', (raw, before, code) => {
    expect(codes(number, raw, before)).toEqual([code]);
  });
  test.each([
    ['9,99', '1'],
    ['1', '9,99'],
    ['0', '1827'],
    ['1827', '0'],
    ['Ei mittaria', '1827'],
    ['1827', 'Ei mittaria'],
  ])('%s after %s is not', (raw, before) => {
    expect(codes(number, raw, before)).toEqual([]);
  });
  test('is asked about where figures are typed, not where they are chosen', () => {
    for (const kind of ['number', 'money', 'percent'])
      expect(codes(field(kind), '50', '5')).toEqual(['ten-times']);
    expect(codes(field('scale', { min: 0, max: 100 }), '50', '5')).toEqual([]);
  });
  test('is read back in the person’s own number format', () => {
    const details = (locale: Locale) => warned(number, '18270', '1827', locale)[0]?.details;
    expect(details('fi')).toEqual({ value: '18\u00a0270', previous: '1\u00a0827' });
    expect(details('en')).toEqual({ value: '18,270', previous: '1,827' });
  });
  test('is read back as it was typed where it is only a bound', () => {
    expect(warned(number, '<3', '45')[0]?.details).toEqual({ value: '<3', previous: '45' });
  });
});

describe('a task', () => {
  const progress = field('percent', { role: 'progress' });
  test.each([
    ['5', '90', ['progress-fell']],
    ['44', '90', ['progress-fell']],
    ['45', '90', []],
    ['90', '5', []],
    ['0', '0', []],
    ['Ei mittaria', '90', []],
  ])('at %s after %s', (raw, before, expected) => {
    expect(codes(progress, raw, before)).toEqual(expected);
  });
});

describe('a negative figure', () => {
  const target = (raw: string, value: number) => ({ targets: [{ raw, value }] });
  test.each([
    ['with a target that is not', field('number', target('60', 60)), undefined, ['negative']],
    ['after one that was not', field('number'), '12', ['negative']],
    ['with a negative target', field('number', target('-5', -5)), '12', []],
    ['after a negative one', field('number', target('60', 60)), '-11', []],
    ['with nothing to compare it with', field('number'), undefined, []],
    ['that is a percentage of which nothing is known', field('percent'), undefined, ['negative-share']],
    ['that is a percentage, after a negative one', field('percent'), '-11', []],
  ])('%s', (_, given, before, expected) => {
    expect(codes(given, '-12', before)).toEqual(expected);
  });
});

describe('more than a hundred per cent', () => {
  const coverage = field('percent', { label: { fi: 'Omaishoidon peittävyys' } });
  test.each([
    ['of a task', field('percent', { role: 'progress' }), undefined, ['over-whole']],
    ['of a confidence estimate', field('percent', { role: 'confidence' }), '50', ['over-whole']],
    ['of what the form calls a share', coverage, '97,3', ['over-whole']],
    ['of a Swedish share', field('percent', { label: { sv: 'Andelen elever' } }), undefined, ['over-whole']],
    ['again', coverage, '101', []],
    ['of a use of money', field('percent', { label: { fi: 'Talousarvion toteuma' } }), undefined, []],
    ['of a figure that is no percentage', field('number', { label: { fi: 'Osuus' } }), undefined, []],
  ])('%s', (_, given, before, expected) => {
    expect(codes(given, '104', before)).toEqual(expected);
    expect(codes(given, '100', before)).toEqual([]);
  });
});

describe('a figure beyond the target', () => {
  const target = (value: number, more: object = {}) => ({
    targets: [{ raw: String(value), value, ...more }],
  });
  const from = (value: number) => ({ baseline: { raw: String(value), value } });
  const risen = field('number', { ...from(40), ...target(60) });
  const lowered = field('number', { ...from(10), ...target(5) });

  test('is asked about in the direction of the measure', () => {
    expect(warned(risen, '60,5')).toEqual([
      { code: 'target-passed', details: { value: '60,5', target: '60' } },
    ]);
    expect(codes(lowered, '4')).toEqual(['target-passed']);
    expect(codes(field('number', target(60, { comparator: 'at-least' })), '61')).toEqual(['target-passed']);
    expect(codes(lowered, '6')).toEqual([]);
    expect(codes(lowered, '12')).toEqual([]);
  });
  test('is not asked about where the target is just reached', () => {
    for (const raw of ['60', '60,0', '59,9']) expect(codes(risen, raw)).toEqual([]);
    expect(codes(field('number', { ...from(0.1), ...target(0.3) }), '0,3')).toEqual([]);
  });
  test('is asked about once, not again while it stays there', () => {
    expect(codes(risen, '62', '61')).toEqual([]);
    expect(codes(risen, '62', '60')).toEqual(['target-passed']);
    expect(codes(risen, '62', 'Ei mittaria')).toEqual(['target-passed']);
  });
  test('has to be surely beyond it', () => {
    expect(codes(risen, '>65')).toEqual(['target-passed']);
    expect(codes(risen, '<65')).toEqual([]);
  });
  test('does not exist for a range, an exact figure, one to keep to, or several targets', () => {
    const range = { raw: '98–100', low: 98, high: 100, comparator: 'range' };
    const others = [
      { targets: [range] },
      { ...from(40), ...target(60, { comparator: 'exactly' }) },
      { ...from(40), ...target(60), direction: 'keep' },
      {
        targets: [
          { raw: '60', value: 60 },
          { raw: '70', value: 70 },
        ],
      },
      { targets: [{ raw: 'kasvaa' }] },
      { ...from(60), ...target(60, { comparator: 'at-least' }) },
    ];
    for (const more of others) expect(codes(field('number', more), '101')).toEqual([]);
  });
  test('is judged by the one target with a figure beside a target in words', () => {
    const more = { targets: [{ raw: 'kasvaa' }, { raw: 'yli 60', value: 60 }] };
    expect(codes(field('number', more), '61')).toEqual(['target-passed']);
  });
  test('is no matter for an estimate or progress, which are not measured by the target', () => {
    for (const role of ['confidence', 'progress'])
      expect(codes(field('percent', { role, ...target(6.76) }), '70')).toEqual([]);
  });
});

describe('what was read otherwise than it may be meant', () => {
  test.each([
    [field('number'), '1,000', 'ambiguous', { value: '1', text: '1,000' }],
    [field('number', { unit: { fi: 'kk' } }), '90 pv', 'other-unit', { unit: 'pv', text: '90 pv' }],
    [field('number'), '6/6', 'fraction', { numerator: '6', denominator: '6', text: '6/6' }],
  ])('%#: is quoted with how it was read', (given, raw, code, details) => {
    expect(warned(given, raw)).toEqual([{ code, details }]);
  });
  test.each(['Ei mittaria', 'n. 3 000', '470 (-30)', '<3'])('"%s" says what it means', (raw) => {
    expect(codes(field('number'), raw)).toEqual([]);
  });
  test('comes with the other warnings about the same answer', () => {
    const given = field('number', { unit: { fi: '€' }, targets: [{ raw: 'yli 20', value: 20 }] });
    expect(codes(given, '1.000 kk', '2')).toEqual(['ten-times', 'target-passed', 'ambiguous', 'other-unit']);
  });
  test('is not quoted by the page', () => {
    const answer = { raw: `1,000${'\u200b'.repeat(5000)}`, value: 1 };
    const [warning] = warningsFor(
      field('number'),
      answer,
      [{ code: 'ambiguous', details: {} }],
      undefined,
      'fi',
    );
    expect(warning?.details['text']).toHaveLength(80);
  });
});

test('answers that are no figures are never warned about', () => {
  const options = ['a', 'b'].map((id) => ({ id, label: { fi: 'Vaihtoehto' } }));
  expect(codes(field('text'), '100', '1')).toEqual([]);
  expect(codes(field('multiple-choice', { options }), 'a,b', 'a')).toEqual([]);
  expect(codes(field('date'), '2.5.2026', '1.1.2026')).toEqual([]);
});

describe('the token of a set of warnings', () => {
  const tenTimes: AnswerWarning = { code: 'ten-times', details: {} };
  const passed: AnswerWarning = { code: 'target-passed', details: {} };
  const answers = new Map([
    ['a', figure(10)],
    ['b', figure(20)],
  ]);
  const token = (warnings: [string, AnswerWarning[]][], given: ReadonlyMap<string, Answer> = answers) =>
    warningToken(new Map(warnings), given);
  const both = token([
    ['a', [tenTimes, passed]],
    ['b', [tenTimes]],
  ]);

  test('is short and plain', () => {
    expect(both).toMatch(/^[a-z0-9]{16}$/);
  });
  test('is the same for the same warnings, in whatever order they and the answers come', () => {
    const turned = new Map([...answers].reverse());
    expect(
      token(
        [
          ['b', [tenTimes]],
          ['a', [passed, tenTimes]],
          ['c', []],
        ],
        turned,
      ),
    ).toBe(both);
  });
  test('does not change with answers that nobody was warned about', () => {
    const warnings: [string, AnswerWarning[]][] = [['a', [passed]]];
    expect(token(warnings, new Map([['a', figure(10)]]))).toBe(token(warnings));
  });
  test('is another for another field, another warning, more or fewer of them, or another text', () => {
    const others = [
      both,
      token([]),
      token([['a', [tenTimes, passed]]]),
      token([['a', [tenTimes]]]),
      token([['b', [tenTimes]]]),
      token([['a', [passed]]]),
      token([['a', [passed]]], new Map([['a', figure(10, { raw: '10,0' })]])),
    ];
    expect(new Set(others).size).toBe(others.length);
  });
});

import { parseAnswer } from '../../src/goals/answer';
import { type Field, fieldSchema, type Locale } from '../../src/goals/schema';

const field = (kind: string, more: object = {}): Field =>
  fieldSchema.parse({ id: 'f', kind, label: { fi: 'Kenttä' }, ...more });
const scale = field('scale', { min: 0, max: 2 });
const parse = (given: Field, raw: string, locale: Locale = 'fi') =>
  parseAnswer(given, { workStates: [] }, raw, locale);

describe('accepts figures, keeps the text, and says what has to be read back', () => {
  const months = field('number', { unit: { fi: 'kk', sv: 'mån' } });
  const millions = field('number', { unit: { fi: 'milj. €' } });
  const cases: [string, Field, string, object, string[]][] = [
    ['number', field('number'), ' 6,76 ', { raw: '6,76', value: 6.76 }, []],
    ['negative', field('number'), '−51', { raw: '−51', value: -51 }, []],
    ['bound', months, '<3 kk', { raw: '<3 kk', value: 3, comparator: 'below' }, ['bound']],
    ['own unit', months, '2,55 mån', { raw: '2,55 mån', value: 2.55 }, []],
    ['own unit and bracket', months, '4 kk (-1)', { raw: '4 kk (-1)', value: 4 }, ['bracket']],
    ['another unit', months, '90 pv', { raw: '90 pv', value: 90 }, ['other-unit']],
    [
      'own unit in full',
      months,
      '<3 månader',
      { raw: '<3 månader', value: 3, comparator: 'below' },
      ['bound'],
    ],
    ['own magnitude', millions, '1,2 milj. €', { raw: '1,2 milj. €', value: 1.2 }, []],
    ['bracket', field('number'), '470 (-30)', { raw: '470 (-30)', value: 470 }, ['bracket']],
    ['about', field('number'), 'n. 3 000', { raw: 'n. 3 000', value: 3000 }, ['approximate']],
    ['ambiguous', field('number'), '1,000', { raw: '1,000', value: 1 }, ['ambiguous']],
    ['percent in a number field', field('number'), '5 %', { raw: '5 %', value: 5 }, ['other-unit']],
    ['percent', field('percent'), '49,1 %', { raw: '49,1 %', value: 49.1 }, []],
    ['percent without sign', field('percent'), '49,1', { raw: '49,1', value: 49.1 }, []],
    ['money', field('money'), '165 244 e/vuosi', { raw: '165 244 e/vuosi', value: 165244 }, []],
    ['money', field('money'), '165 244 euroa', { raw: '165 244 euroa', value: 165244 }, []],
    ['money by the unit', field('money'), '190 hlö', { raw: '190 hlö', value: 190 }, ['other-unit']],
    ['fraction', field('number'), '6/6', { raw: '6/6', value: null }, ['fraction']],
    ['no measure', field('percent'), 'Ei mittaria', { raw: 'Ei mittaria', value: null }, ['no-measure']],
    ['no measure', scale, 'N/A', { raw: 'N/A', value: null }, ['no-measure']],
    ['no measure', field('yes-no'), '-', { raw: '-', value: null }, ['no-measure']],
    ['scale', scale, '2', { raw: '2', value: 2 }, []],
  ];
  test.each(cases)('%s: %#', (_what, given, raw, answer, notes) => {
    const result = parse(given, raw);
    expect(result).toMatchObject({ ok: true });
    if (!result.ok) return;
    expect(result.answer).toEqual(answer);
    expect(result.notes.map((note) => note.code)).toEqual(notes);
  });
  test('"1,000" is a thousand for who reads English', () => {
    expect(parse(field('number'), '1,000', 'en')).toMatchObject({ answer: { raw: '1,000', value: 1000 } });
  });
});

describe('refuses what it cannot read, with a reason', () => {
  const limited = field('percent', { min: 0, max: 100 });
  const cases: [Field, string, string, object][] = [
    [
      field('number'),
      'melkein valmis',
      'number-unreadable',
      { text: 'melkein valmis', reason: 'not-a-number' },
    ],
    [field('percent'), '98–100 %', 'number-unreadable', { text: '98–100 %', reason: 'range' }],
    [field('money'), '1,2 milj. €', 'number-unreadable', { text: '1,2 milj. €', reason: 'scale-word' }],
    [field('money'), '100 $', 'wrong-unit', { unit: '$' }],
    [field('money'), '100 kr', 'wrong-unit', { unit: 'kr' }],
    [field('money'), '5 %', 'wrong-unit', { unit: '%' }],
    [field('percent'), '5 €', 'wrong-unit', { unit: '€' }],
    [field('percent'), '5 prosenttiyksikköä', 'wrong-unit', { unit: 'prosenttiyksikköä' }],
    [limited, '-0,5', 'below-minimum', { minimum: '0' }],
    [limited, '100,1', 'above-maximum', { maximum: '100' }],
    [field('number', { max: 1200 }), '1 201', 'above-maximum', { maximum: '1\u00a0200' }],
    [scale, '3', 'above-maximum', { maximum: '2' }],
    [scale, '<2', 'number-unreadable', { text: '<2', reason: 'not-a-number' }],
    [scale, '1/2', 'number-unreadable', { text: '1/2', reason: 'fraction' }],
    [field('yes-no'), 'ehkä', 'yes-no-unreadable', { text: 'ehkä', reason: 'not-a-number' }],
    [field('yes-no'), '2', 'yes-no-unreadable', { text: '2' }],
    [field('yes-no'), '75 %', 'yes-no-unreadable', { text: '75 %', reason: 'not-a-number' }],
  ];
  test.each(cases)('%#: %j', (given, raw, code, details) => {
    expect(parse(given, raw)).toEqual({ ok: false, problem: { code, details } });
  });
});

describe('yes and no', () => {
  test.each(['Kyllä', 'k', 'K', 'Ja', 'j', 'yes', 'Y', '1', 'true', 'kyllä.', '1,0'])('%s is 1', (raw) => {
    expect(parse(field('yes-no'), raw)).toMatchObject({ ok: true, answer: { raw, value: 1 } });
  });
  test.each(['Ei', 'e', 'E', 'Nej', 'n', 'no', '0', 'false', 'Ei!'])('%s is 0', (raw) => {
    expect(parse(field('yes-no'), raw)).toMatchObject({ ok: true, answer: { raw, value: 0 } });
  });
  test('three quarters are legal', () => {
    expect(parse(field('yes-no'), '0,75')).toMatchObject({ ok: true, answer: { raw: '0,75', value: 0.75 } });
  });
});

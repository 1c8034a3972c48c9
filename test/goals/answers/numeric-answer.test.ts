import { parseAnswer } from '../../../src/goals/answers/answer';
import { warningsFor } from '../../../src/goals/judging/warnings';
import { type Field, fieldSchema, type Locale } from '../../../src/goals/schema';

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
    ['money', field('money'), '165 244 e/vuosi', { raw: '165 244 e/vuosi', value: 165244 }, ['other-unit']],
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
    [field('number'), 'melkein valmis', 'number-unreadable', { text: 'melkein valmis', reason: 'no-figure' }],
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
    [field('yes-no'), 'ehkä', 'yes-no-unreadable', { text: 'ehkä', reason: 'no-figure' }],
    [field('yes-no'), '2', 'yes-no-unreadable', { text: '2' }],
    [field('yes-no'), '75 %', 'yes-no-unreadable', { text: '75 %', reason: 'not-a-number' }],
  ];
  test.each(cases)('%#: %j', (given, raw, code, details) => {
    expect(parse(given, raw)).toEqual({ ok: false, problem: { code, details } });
  });
});

describe('asks once about whatever the value does not hold', () => {
  const percent = field('percent', {
    targets: [{ raw: 'vähintään 90 %', value: 90, comparator: 'at-least' }],
  });
  const millions = field('money', {
    unit: { fi: 'milj. €' },
    targets: [{ raw: 'enintään 2', value: 2, comparator: 'at-most' }],
  });
  const thousands = field('money', {
    unit: { fi: '1 000 €' },
    targets: [{ raw: 'enintään 500', value: 500, comparator: 'at-most' }],
  });
  const crowns = field('money', { unit: { sv: 'mnkr', fi: 'milj. kr' } });
  const days = field('number', { unit: { fi: 'pv', sv: 'dgr' } });
  const outOfFive = field('number', { unit: { fi: '/5' } });
  /** The codes of the warnings about an answer, after an answer of last period. */
  const asked = (given: Field, raw: string, before?: string) => {
    const read = parse(given, raw);
    if (!read.ok || !read.answer) throw new Error(`"${raw}" is refused`);
    const previous = before === undefined ? undefined : parse(given, before);
    const past = previous?.ok ? previous.answer : undefined;
    return [
      read.answer.value,
      ...warningsFor(given, read.answer, read.notes, past, 'fi').map(({ code }) => code),
    ];
  };

  test.each<[string, Field, string, unknown[]]>([
    ['what is missing', percent, '20 % puuttuu', [20, 'leftover']],
    ['a share of something else', percent, '85 % av målet', [85, 'leftover']],
    ['a forecast', percent, '80 % ennuste', [80, 'leftover']],
    ['a forecast without a sign', percent, '80 ennuste', [80, 'leftover']],
    ['a forecast in a bracket', percent, '80 % (ennuste)', [80, 'leftover']],
    ['another figure in a bracket', percent, '80 % (90 %)', [80, 'leftover']],
    ['a change in words', percent, '5 % laskua', [5, 'leftover']],
    ['the same in Swedish', percent, '5 % minskning', [5, 'leftover']],
    ['the same in English', percent, '5 % drop from last year', [5, 'leftover']],
    ['a share that may be a percentage', percent, '0,9', [0.9, 'share']],
    ['one', percent, '1', [1, 'share']],
    ['a share with its sign', percent, '0,9 %', [0.9]],
    ['nothing', percent, '0', [0]],
    ['a dash before the figure', days, '- 5', [-5, 'loose-minus']],
    ['plain euros in thousands', thousands, '450 000', [450000, 'other-size']],
    ['plain euros in thousands, with their sign', thousands, '450 €', [450, 'other-size']],
    ['a large sum in thousands', thousands, '4 500', [4500]],
    ['thousands', thousands, '450', [450]],
    ['thousands in full', thousands, '450 tuhatta euroa', [450]],
    ['thousands, short', thousands, '450 t€', [450]],
    ['plain euros in millions', millions, '2 900 000 €', [2900000, 'other-size']],
    ['fewer of them', millions, '350 000 €', [350000, 'other-size']],
    ['a plain figure in millions', millions, '350 000', [350000, 'other-size']],
    ['millions in full', millions, '1,2 milj. euroa', [1.2]],
    ['millions alone', millions, '1,2 miljoonaa', [1.2]],
    ['millions, short', millions, '1,2 M€', [1.2]],
    ['millions of crowns', crowns, '26,3 mkr', [26.3]],
    ['millions of crowns in full', crowns, '26,3 miljoner kronor', [26.3]],
    ['millions of crowns and a word', crowns, '26,3 mkr prognos', [26.3, 'leftover']],
    ['crowns in millions', crowns, '26 300 000 kr', [26300000, 'other-size']],
    ['the own unit in full', days, '30 päivää', [30]],
    ['the own unit in another language', days, '30 days', [30]],
    ['the own unit in a bracket', days, '30 (pv)', [30]],
    ['the own unit and a word', days, '30 pv ennuste', [30, 'leftover']],
    ['days and nights', days, '30 vrk', [30, 'other-unit']],
    ['the own unit out of five', outOfFive, '4,2/5', [4.2]],
    ['four of five in it', outOfFive, '4/5', [4]],
    ['a fraction', days, '117 av 133', [null, 'fraction']],
    ['a half', days, '½', [0.5]],
    ['about', days, 'ungefär 7', [7]],
    ['at most', days, 'max5', [5]],
    ['not yet', days, 'ei vielä mitattu', [null]],
    ['counts behind a share', percent, '88 % (117 av 133)', [88]],
    ['a change beside the figure', days, '470 (-30)', [470]],
  ])('%s', (_what, given, raw, expected) => {
    expect(asked(given, raw).sort()).toEqual([...expected].sort());
  });

  test('a large figure is not asked about again while it stays that large', () => {
    const unknown = field('money', { unit: { fi: 't€' } });
    expect(asked(unknown, '12 500')).toEqual([12500, 'other-size']);
    expect(asked(unknown, '12 500', '12 000')).toEqual([12500]);
    expect(asked(unknown, '12 500 000', '12 000')).toEqual([12500000, 'ten-times']);
    expect(
      asked(
        field('money', {
          unit: { fi: 't€' },
          targets: [{ raw: 'alle 12 000', value: 12000, comparator: 'below' }],
        }),
        '12 500',
      ),
    ).toEqual([12500]);
  });

  test('an estimate below one per cent is asked about, and one of one per cent is not', () => {
    const estimate = field('percent', { role: 'confidence', min: 0, max: 100 });
    expect(asked(estimate, '0,9')).toEqual([0.9, 'share']);
    expect(asked(estimate, '1')).toEqual([1]);
    expect(asked(field('percent', { targets: [{ raw: '5 %', value: 5 }] }), '0,9')).toEqual([0.9]);
  });

  test('a warning reads back the figure, what was left over, and what to type instead', () => {
    const details = (given: Field, raw: string) => {
      const read = parse(given, raw);
      if (!read.ok) throw new Error(`"${raw}" is refused`);
      return warningsFor(given, read.answer!, read.notes, undefined, 'fi')[0]?.details;
    };
    expect(details(percent, '20 % puuttuu')).toEqual({ text: '20 % puuttuu', value: '20', rest: 'puuttuu' });
    expect(details(thousands, '450 000')).toEqual({
      ...{ text: '450 000', value: '450\u00a0000', unit: '1 000 €', scaled: '450' },
    });
    expect(details(percent, '0,9')).toEqual({ text: '0,9', value: '0,9', percent: '90' });
  });

  test.each<[string, Field, string, object]>([
    ['another scale', thousands, '1,2 milj. €', { code: 'number-unreadable', reason: 'scale-word' }],
    [
      'a scale that nobody asked for',
      field('money'),
      '26,3 t€',
      { code: 'number-unreadable', reason: 'scale-word' },
    ],
    ['another currency', millions, '1,2 mkr', { code: 'wrong-unit' }],
    ['euros for crowns', crowns, '26,3 milj. €', { code: 'wrong-unit' }],
    ['a unit of a percentage', percent, '90 kpl', { code: 'wrong-unit' }],
    [
      'a power',
      field('number', { unit: { fi: '10³ h' } }),
      '12³',
      { code: 'number-unreadable', reason: 'power' },
    ],
    ['a date that does not exist', days, '30.2.', { code: 'number-unreadable', reason: 'no-such-date' }],
  ])('refuses %s', (_what, given, raw, { code, reason }: { code?: string; reason?: string }) => {
    const read = parse(given, raw);
    if (read.ok) throw new Error(`"${raw}" is taken`);
    expect([read.problem.code, read.problem.details['reason']]).toEqual([code, reason]);
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

import fc from 'fast-check';
import { formatMoney, formatNumber, formatPercent } from '../../src/goals/format-number';
import { parseNumber, type ParsedNumber } from '../../src/goals/parse-number';
import { type Locale, locales } from '../../src/goals/schema';

const number = (value: number, more: object = {}) => ({ kind: 'number', value, percent: false, ...more });
const unparsed = (reason: string) => ({ kind: 'unparsed', reason });

describe('reads what people type, in any language', () => {
  const plainFigures: [string, object][] = [
    ['6,76', number(6.76)],
    ['0,9', number(0.9)],
    ['2.3', number(2.3)],
    ['100.0', number(100)],
    ['1827', number(1827)],
    ['0,123', number(0.123)],
    ['1234,567', number(1234.567)],
    ['007', number(7)],
    ['+5', number(5)],
    [' 43 ', number(43)],
    ['\u200b43', number(43)],
    ['1,000.0', number(1000)],
    ['1,234,567', number(1234567)],
    ['1.234.567,8', number(1234567.8)],
    ['1 200', number(1200)],
    ['1\u00a0200', number(1200)],
    ['1\u202f200,5', number(1200.5)],
    ['1\u2009200.50', number(1200.5)],
  ];
  const signed: [string, object][] = [
    ['-51', number(-51)],
    ['\u221251', number(-51)],
    ['\u201351', number(-51)],
    ['-0', number(0)],
    ['-10.0', number(-10)],
    ['+/-0 / htv2', number(0, { unitText: '/ htv2' })],
    ['±0', number(0)],
  ];
  const withUnits: [string, object][] = [
    ['49,1%', number(49.1, { percent: true })],
    ['49,1 %', number(49.1, { percent: true })],
    ['90 %:sti', number(90, { percent: true })],
    ['37 %:iin', number(37, { percent: true })],
    ['30 prosenttia', number(30, { percent: true })],
    ['30 procent', number(30, { percent: true })],
    ['49,1 % av budgeten', number(49.1, { percent: true, unitText: 'av budgeten' })],
    ['5 %-yksikköä', number(5, { unitText: '%-yksikköä' })],
    ['5 prosenttiyksikköä', number(5, { unitText: 'prosenttiyksikköä' })],
    ['165 244 €', number(165244, { unitText: '€' })],
    ['€165,244.50', number(165244.5)],
    ['165 244 e/vuosi', number(165244, { unitText: 'e/vuosi' })],
    ['2,55 mån', number(2.55, { unitText: 'mån' })],
    ['3kk', number(3, { unitText: 'kk' })],
    ['1 x/ år', number(1, { unitText: 'x/ år' })],
    ['2 kalenteripäivää/htv2', number(2, { unitText: 'kalenteripäivää/htv2' })],
    ['18 e/m2/kk', number(18, { unitText: 'e/m2/kk' })],
  ];
  const bounds: [string, object][] = [
    ['<3', number(3, { comparator: 'below' })],
    ['< 3 kk', number(3, { comparator: 'below', unitText: 'kk' })],
    ['<3 månader', number(3, { comparator: 'below', unitText: 'månader' })],
    ['< 3månader', number(3, { comparator: 'below', unitText: 'månader' })],
    ['alle 5 %', number(5, { comparator: 'below', percent: true })],
    ['under 5', number(5, { comparator: 'below' })],
    ['> 60', number(60, { comparator: 'above' })],
    ['yli 90 %', number(90, { comparator: 'above', percent: true })],
    ['över 50', number(50, { comparator: 'above' })],
    ['≤ 1 200', number(1200, { comparator: 'at-most' })],
    ['<=3', number(3, { comparator: 'at-most' })],
    ['enintään 95 euroa', number(95, { comparator: 'at-most', unitText: 'euroa' })],
    ['max 10', number(10, { comparator: 'at-most' })],
    ['>= -3', number(-3, { comparator: 'at-least' })],
    ['vähintään 10 %', number(10, { comparator: 'at-least', percent: true })],
    ['minst 10', number(10, { comparator: 'at-least' })],
  ];
  const hedged: [string, object][] = [
    ['n. 3 000', number(3000, { approximate: true })],
    ['noin 12', number(12, { approximate: true })],
    ['ca 12', number(12, { approximate: true })],
    ['~12', number(12, { approximate: true })],
    ['470 (-30)', number(470, { note: '-30' })],
    ['0,2 % (3 / 1685)', number(0.2, { percent: true, note: '3 / 1685' })],
    ['5 ()', number(5)],
  ];
  test.each([...plainFigures, ...signed, ...withUnits, ...bounds, ...hedged])('%j', (raw, expected) => {
    for (const locale of [...locales, undefined]) expect(parseNumber(raw, locale)).toEqual(expected);
  });
});

describe('one separator before exactly three digits is read by the language, and marked', () => {
  const cases: [string, Locale | undefined, object][] = [
    ['1,000', 'fi', number(1, { ambiguous: true })],
    ['1,000', 'sv', number(1, { ambiguous: true })],
    ['1,000', 'en', number(1000, { ambiguous: true })],
    ['1.000', 'fi', number(1000, { ambiguous: true })],
    ['1.000', 'sv', number(1000, { ambiguous: true })],
    ['1.000', 'en', number(1, { ambiguous: true })],
    ['-12,345 kpl', 'fi', number(-12.345, { ambiguous: true, unitText: 'kpl' })],
    ['1,000', undefined, unparsed('ambiguous')],
    ['1.000', undefined, unparsed('ambiguous')],
  ];
  test.each(cases)('%j in %s', (raw, locale, expected) => {
    expect(parseNumber(raw, locale)).toEqual(expected);
  });
});

test('keeps a fraction as two figures', () => {
  expect(parseNumber('6/6', 'fi')).toEqual({ kind: 'fraction', numerator: 6, denominator: 6 });
  expect(parseNumber('3 / 1685 (2024)', 'fi')).toEqual({
    kind: 'fraction',
    numerator: 3,
    denominator: 1685,
    note: '2024',
  });
});

test.each([
  ...['Ei mittaria', 'ei mittaria.', 'EI TIEDOSSA', 'N/A', 'n/a', 'n.a.', '-', '\u2013', '\u2014', '--', '?'],
  ...[
    'saknas',
    'Uppgift saknas',
    'ingen mätare',
    'not available',
    '(ei tiedossa)',
    'Ei mittaria (määritellään)',
  ],
])('%j says that there is no measure', (raw) => {
  expect(parseNumber(raw, 'fi')).toEqual(unparsed('no-measure'));
});

describe('leaves unparsed what is not surely one figure', () => {
  const cases: [string, string][] = [
    ['', 'empty'],
    [' \u00a0 ', 'empty'],
    ['98–100%', 'range'],
    ['98 % - 100 %', 'range'],
    ['5-10', 'range'],
    ['5…10', 'range'],
    ['1-6/2024', 'range'],
    ['1,2 milj. €', 'scale-word'],
    ['5 M€', 'scale-word'],
    ['5 M', 'scale-word'],
    ['5 t€/v', 'scale-word'],
    ['5k', 'scale-word'],
    ['3 tuhatta', 'scale-word'],
    ['5 ‰', 'scale-word'],
    ['50 senttiä', 'scale-word'],
    ['9007199254740993', 'too-large'],
    ...[
      ...[
        '6/6 kokousta',
        '5,5/6',
        '12.5.2025',
        '1.2.3',
        '1,234.567,8',
        '1 2',
        '12 34',
        '040 330 6610',
        '1 2000',
      ],
      ...[
        '1\n200',
        '1\t200',
        '2,55 mån 1-6',
        'NPS 62',
        '+/-5',
        '--5',
        '- 5',
        '5 tai 6',
        '5 eller 6',
        '5 or more',
      ],
      ...[
        '3 av tio',
        '6 of 6',
        '5 %tai',
        '5+',
        '5!',
        '12.',
        '5,',
        '1e5',
        '0x10',
        '1½',
        '½',
        '5 1/2',
        '(470)',
        '()',
      ],
      ...[
        'kaksi',
        'Infinity',
        'NaN',
        '٣',
        '5 (a) (b)',
        '8 ei vielä',
        '9'.repeat(101),
        '<',
        '%',
        '€',
        '< -',
        '5 m23',
      ],
      '5 työntekijää on aloittanut uudessa tehtävässä keväällä',
    ].map((raw): [string, string] => [raw, 'not-a-number']),
  ];
  test.each(cases)('%j: %s', (raw, reason) => {
    for (const locale of locales) expect(parseNumber(raw, locale)).toEqual(unparsed(reason));
  });
});

const figure = (parsed: ParsedNumber) => (parsed.kind === 'number' ? parsed.value : undefined);

test('reads back every figure that it writes', () => {
  const values = fc
    .tuple(fc.integer({ min: -999_999_999, max: 999_999_999 }), fc.integer({ min: 0, max: 6 }))
    .map(([digits, decimals]) => Number(`${digits}e-${decimals}`) + 0);
  fc.assert(
    fc.property(values, fc.constantFrom(...locales), (value, locale) => {
      expect(figure(parseNumber(formatNumber(value, locale), locale))).toBeCloseTo(value, 6);
      expect(parseNumber(formatPercent(value, locale, { decimals: 6 }), locale)).toMatchObject({
        percent: true,
      });
      const cents = Math.round(Math.abs(value) * 100) / 100;
      expect(figure(parseNumber(formatMoney(cents, locale), locale))).toBeCloseTo(cents, 6);
    }),
  );
});

test('never throws, and never makes a number of more digits than were typed', () => {
  const typed = fc.string({ unit: fc.constantFrom(...'0123456789 ,.-–/%()<>€nekM½\u00a0\n'), maxLength: 14 });
  fc.assert(
    fc.property(fc.oneof(typed, fc.string()), fc.constantFrom(...locales), (raw, locale) => {
      const parsed = parseNumber(raw, locale);
      if (parsed.kind !== 'number') return;
      const digits = (text: string) => text.replace(/\D/g, '').replace(/^0+|0+$/g, '');
      const written = Math.abs(parsed.value).toLocaleString('en', {
        useGrouping: false,
        maximumFractionDigits: 20,
      });
      expect(digits(raw)).toContain(digits(written));
    }),
    { numRuns: 2000 },
  );
});

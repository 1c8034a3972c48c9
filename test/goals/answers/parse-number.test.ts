import fc from 'fast-check';
import { formatMoney, formatNumber, formatPercent } from '../../../src/goals/format-number';
import { parseNumber, type ParsedNumber, parseScaledNumber } from '../../../src/goals/answers/parse-number';
import { type Locale, locales } from '../../../src/goals/schema';
import { processorTime } from '../../helpers/processor-time';

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
    ['- 5', number(-5, { looseMinus: true })],
    ['- 5 %', number(-5, { looseMinus: true, percent: true })],
    ['+ 5', number(5)],
    ['½', number(0.5)],
    ['¼', number(0.25)],
    ['1½', number(1.5)],
    ['-1 ¾ h', number(-1.75, { unitText: 'h' })],
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
    ['max5', number(5, { comparator: 'at-most' })],
    ['max. 5', number(5, { comparator: 'at-most' })],
    ['maks. 5', number(5, { comparator: 'at-most' })],
    ['min5', number(5, { comparator: 'at-least' })],
    ['väh. 5', number(5, { comparator: 'at-least' })],
    ['ei yli 5 %', number(5, { comparator: 'at-most', percent: true })],
    ['inte under 5', number(5, { comparator: 'at-least' })],
    ['no more than 5', number(5, { comparator: 'at-most' })],
    ['pienempi kuin 5', number(5, { comparator: 'below' })],
    ['högre än 5', number(5, { comparator: 'above' })],
  ];
  const hedged: [string, object][] = [
    ['n. 3 000', number(3000, { approximate: true })],
    ['noin 12', number(12, { approximate: true })],
    ['ca 12', number(12, { approximate: true })],
    ['~12', number(12, { approximate: true })],
    ['ungefär 7', number(7, { approximate: true })],
    ['ca. 7', number(7, { approximate: true })],
    ['ca7', number(7, { approximate: true })],
    ['c:a 7', number(7, { approximate: true })],
    ['80 pros', number(80, { percent: true })],
    ['suunnilleen 7', number(7, { approximate: true })],
    ['roughly 7', number(7, { approximate: true })],
    ['n 7', number(7, { approximate: true })],
    ['20 % puuttuu', number(20, { percent: true, unitText: 'puuttuu' })],
    ['80 %, ennuste', number(80, { percent: true, unitText: 'ennuste' })],
    ['80 pros.', number(80, { percent: true })],
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
  for (const raw of [
    '117/133',
    '117 / 133',
    '117 av 133',
    '117 of 133',
    '117 out of 133',
    '117 av 133 kunder',
  ])
    expect(parseNumber(raw, 'sv')).toEqual({ kind: 'fraction', numerator: 117, denominator: 133 });
  expect(parseNumber('⅓', 'sv')).toEqual({ kind: 'fraction', numerator: 1, denominator: 3 });
  expect(parseNumber('6/6 kokousta', 'fi')).toMatchObject({ kind: 'fraction' });
});

test.each([
  ...['Ei mittaria', 'ei mittaria.', 'EI TIEDOSSA', 'N/A', 'n/a', 'n.a.', '-', '\u2013', '\u2014', '--', '?'],
  ...[
    ...[
      'ei vielä mitattu',
      'Ei ole vielä mitattu',
      'ännu inte mätt',
      'har inte mätts ännu',
      'not yet measured',
    ],
    ...['ei saatavilla tällä hetkellä', 'no data yet', 'mittaamatta', 'ei vielä', 'not yet'],
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

describe('leaves unparsed what is not surely one figure, and says what it is', () => {
  const reasons: Readonly<Record<string, readonly string[]>> = {
    empty: ['', ' \u00a0 ', '\u200b'],
    range: ['98–100%', '98 % - 100 %', '5-10', '5…10', '5..10', '5 ... 10', '1-6/2024', '5 – 10 pv'],
    'several-figures': [
      ...['5,5/6', '1 2', '12 34', '1 2000', '040 000 0000', '1\n200', '1\t200', '2,55 mån 1-6', '5 1/2'],
      ...['50:50', '0x10', '1:3', '20 % 30 %', '5 pv 3 h', '117 kpl 133'],
    ],
    'scale-word': [
      ...['1,2 milj. €', '5 M€', '5 M', '5 t€/v', '5k', '3 tuhatta', '5 ‰', '50 senttiä', '5 miljoonaa'],
      ...[
        '26,3 mkr',
        '26,3 mnkr',
        '500 tkr',
        '3 mrd €',
        '2 miljoner kronor',
        '2 thousand',
        '1,2 Meur',
        '5 keur',
      ],
    ],
    'too-large': ['9007199254740993'],
    'too-long': ['9'.repeat(101), `5 ${'x'.repeat(2000)}`],
    date: ['12.5.2025', '1.1.', '29.2.', '2026-05-12', '31.12.2026 mennessä', '5/12/2026', '1. 5. 2026'],
    'no-such-date': [
      '30.2.',
      '31.4.',
      '30.2.2026',
      '29.2.2025',
      '2026-02-30',
      '31.4. mennessä',
      '32.1.',
      '1.13.',
    ],
    time: ['14:30', '9:05', 'klo 14:30', '1:15 h'],
    power: ['12³', '12²', '10^3', '10 ^ 3', '1e3', '1E+06', '1,5e-3', '10⁶'],
    'other-digits': ['٣', '１２', '①', 'Ⅳ', '৫', '5 ٣', '1½½', '2½5'],
    bracket: ['(470)', '(470) €', '5 (a) (b)', '5 [arvio]', '5)'],
    'no-figure': [
      'kaksi',
      'Infinity',
      'NaN',
      '<',
      '%',
      '€',
      '< -',
      '()',
      'melkein valmis',
      'paljon\nkaikkea',
    ],
    'words-before': ['NPS 62', 'tulos 5 %', 'lähes 7', 'ei 5', 'nästan 7'],
    'not-a-number': [
      ...['1.2.3', '1,234.567,8', '+/-5', '--5', '5 or more', '3 av tio', '5 %tai'],
      ...['5+', '5!', '12.', '5,', '8 ei vielä', '5 työntekijää on aloittanut uudessa tehtävässä keväällä'],
      ...['5 %\nhyvä', '+ 5 -', '5 not yet', '5 eller mer'],
    ],
  };
  const cases = Object.entries(reasons).flatMap(([reason, raws]) =>
    raws.map((raw) => [raw, reason] as const),
  );
  test.each(cases)('%j: %s', (raw, reason) => {
    for (const locale of locales) expect(parseNumber(raw, locale)).toEqual(unparsed(reason));
  });
  test('alternatives are two figures, or one that is in doubt', () => {
    expect(parseNumber('5 tai 6', 'fi')).toEqual(unparsed('several-figures'));
    expect(parseNumber('6 of 6', 'en')).toEqual({ kind: 'fraction', numerator: 6, denominator: 6 });
    expect(parseNumber('5 m23', 'fi')).toEqual(unparsed('several-figures'));
  });
});

describe('reads the scale of a figure where the caller can use it', () => {
  test.each([
    ['1,2 milj. €', 1.2, 1e6],
    ['1,2 miljoonaa euroa', 1.2, 1e6],
    ['26,3 mkr', 26.3, 1e6],
    ['26,3 mnkr', 26.3, 1e6],
    ['500 tkr', 500, 1e3],
    ['500 t€', 500, 1e3],
    ['500 tuhatta euroa', 500, 1e3],
    ['1,5 mrd. €', 1.5, 1e9],
    ['3 tuhatta miljoonaa', 3, 1e9],
    ['5 M', 5, 1e6],
    ['5 m', 5, undefined],
  ])('%s', (raw, value, scale) => {
    const read = parseScaledNumber(raw, 'fi');
    expect(read).toMatchObject({ kind: 'number', value });
    expect(read.kind === 'number' && read.scale).toBe(scale);
  });
});

describe('takes a time that grows with the text and no faster', () => {
  const awkward = [
    ...[
      '1',
      ' ',
      '1 ',
      '1.',
      '1,',
      '1-',
      '-',
      '%',
      '(',
      '()',
      'a',
      'ei ',
      'milj. ',
      '½',
      '\u200b',
      '1/',
      '€/',
    ],
    ...['n. ', 'alle ', '1 000 ', '1.000.', '.. ', '\n', '٣', '³'],
  ];
  test.each(awkward)('%j a hundred thousand times', (piece) => {
    const took = processorTime();
    for (const text of [piece.repeat(100_000), `1${piece.repeat(100_000)}x`, `${piece.repeat(33)}x`])
      for (const locale of locales) parseNumber(text, locale);
    expect(took()).toBeLessThan(500);
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
      // The only fraction sign among the characters.
      expect(digits(raw.replaceAll('½', '5'))).toContain(digits(written));
    }),
    { numRuns: 2000 },
  );
});

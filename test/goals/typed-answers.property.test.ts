/** For any text, the stored value is what the whole text says, or the person was asked, or the text was refused. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseAnswer } from '../../src/goals/answers/answer';
import { type Field, fieldSchema, type Locale, locales } from '../../src/goals/schema';
import { warningsFor } from '../../src/goals/judging/warnings';

const field = (kind: string, more: object = {}): Field =>
  fieldSchema.parse({ id: 'f', kind, label: { fi: 'Kenttä' }, ...more });

interface Asked {
  readonly field: Field;
  /** Spellings of its own unit. */
  readonly own: readonly string[];
  /** Units that are another one, and words of a scale that is not its own: asked about or refused. */
  readonly other: readonly string[];
}

/** Targets are low enough that no figure below passes one, and high enough that none is far beyond. */
const fields: readonly Asked[] = [
  {
    field: field('number', { unit: { fi: 'pv', sv: 'dgr' } }),
    own: ['pv', 'päivää', 'dgr', 'dagar', 'days'],
    other: ['kk', 'vrk', 'h', '€', 'milj. pv', 'kpl', '%', 'tuntia', 'mkr'],
  },
  { field: field('number'), own: [], other: ['kpl', 'pv', '%', 't€', 'miljoonaa', 'st', '‰'] },
  {
    field: field('percent', { targets: [{ raw: 'enintään 5 %', value: 5, comparator: 'at-most' }] }),
    own: ['%', 'prosenttia', 'procent', 'per cent', 'pros.'],
    other: ['kpl', '€', 'pv', 'prosenttiyksikköä', '‰', 'milj.'],
  },
  {
    field: field('money'),
    own: ['€', 'e', 'euroa', 'euro', 'eur'],
    other: ['kr', '$', 't€', 'milj. €', '%', '€/kk'],
  },
  {
    field: field('money', { unit: { fi: 'milj. €' } }),
    own: [
      'milj. €',
      'milj.€',
      'milj. e',
      'milj.e',
      'milj.',
      'miljoonaa',
      'milj. euroa',
      'M€',
      'meur',
      'mn €',
    ],
    other: ['€', 'euroa', 't€', 'mrd €', 'mkr', 'kpl', '%'],
  },
  {
    field: field('money', { unit: { sv: 'tkr' } }),
    own: ['tkr', 'tusen kronor', 'tuhatta kr', 'tusen', 'k'],
    other: ['kr', 'mkr', 'mnkr', '€', 'kronor'],
  },
];

/** A figure below 1,000, as it is written and as it is. */
const figure = fc
  .record({
    whole: fc.integer({ min: 0, max: 999 }),
    decimals: fc.constantFrom('', '5', '25', '75', '0', '1234'),
    mark: fc.constantFrom(',', '.'),
    sign: fc.constantFrom('', '', '', '-', '−', '–', '+'),
  })
  .map(({ whole, decimals, mark, sign }) => {
    const size = Number(`${whole}.${decimals || '0'}`);
    const negative = sign !== '' && sign !== '+' && size !== 0;
    return {
      text: `${sign}${whole}${decimals === '' ? '' : mark + decimals}`,
      value: negative ? -size : size,
    };
  });

/** A figure of a thousand or more, in groups of three. */
const large = fc
  .tuple(fc.integer({ min: 1000, max: 999_999_999 }), fc.constantFrom(' ', '\u00a0', '\u202f', ''))
  .map(([value, gap]) => ({
    text: String(value).replace(/\B(?=(?:\d{3})+$)/g, gap),
    value,
  }));

const openings: readonly (readonly [string, string | undefined])[] = [
  ...(['', '', '', 'noin ', 'n. ', 'ca ', '~', 'ungefär ', 'about '] as const).map(
    (word) => [word, undefined] as const,
  ),
  ...(['alle ', 'under ', '<', '< ', 'less than '] as const).map((word) => [word, 'below'] as const),
  ...(['enintään ', 'max ', 'max. ', 'högst ', '≤ ', 'ei yli '] as const).map(
    (word) => [word, 'at-most'] as const,
  ),
  ...(['vähintään ', 'minst ', '≥', 'at least ', 'ei alle '] as const).map(
    (word) => [word, 'at-least'] as const,
  ),
  ...(['yli ', 'över ', '>', 'more than '] as const).map((word) => [word, 'above'] as const),
];

const leftovers = [
  ...[
    ' puuttuu',
    ' ennuste',
    ' (ennuste)',
    ' av målet',
    ' saknas',
    ', arvio',
    ' laskua',
    ' minskning',
    ' (90)',
  ],
  ...[' missing', ' viime vuonna', ' tai 6', ' 12', '–12', ' / 12', '³', '!', ' (a) (b)', ' ei vielä', '?'],
];

interface Outcome {
  readonly value?: unknown;
  readonly comparator?: string | undefined;
  readonly asked: readonly string[];
  readonly refused: boolean;
}

function outcome({ field: given }: Asked, text: string, locale: Locale): Outcome {
  const read = parseAnswer(given, { workStates: [] }, text, locale);
  if (!read.ok) return { asked: [], refused: true };
  if (!read.answer) return { asked: [], refused: false };
  const asked = warningsFor(given, read.answer, read.notes, undefined, locale).map(({ code }) => code);
  const { value, comparator } = read.answer;
  return { value, comparator, asked, refused: false };
}

const runs = { numRuns: 3000 };

describe('typed answers', () => {
  it('are stored as they say where nothing but a figure, its unit and its side is said', () => {
    fc.assert(
      fc.property(
        ...[fc.constantFrom(...fields), figure, fc.constantFrom(...openings), fc.nat(9)],
        ...[fc.constantFrom(' ', '', '\u00a0'), fc.constantFrom(...locales)],
        (asked, { text, value }, [opening, comparator], at, gap, locale) => {
          const unit = [...asked.own, ''][at % (asked.own.length + 1)]!;
          // "1,234" is read by the language; four decimals are not.
          const typed = `${opening}${text}${unit === '' ? '' : gap + unit}`;
          // No share is asked about: the percentage's target is only 5.
          const negative = value < 0 && asked.field.targets.length > 0 ? ['negative'] : [];
          expect([typed, outcome(asked, typed, locale)]).toEqual([
            typed,
            { value, comparator, asked: negative, refused: false },
          ]);
        },
      ),
      runs,
    );
  });

  it('are asked about or refused where more is said, and never changed', () => {
    fc.assert(
      fc.property(
        ...[fc.constantFrom(...fields), fc.oneof(figure, large), fc.constantFrom(...openings), fc.nat(9)],
        ...[fc.constantFrom(...leftovers), fc.constantFrom(...locales)],
        (asked, { text, value }, [opening], at, rest, locale) => {
          const unit = [...asked.own, ''][at % (asked.own.length + 1)]!;
          const typed = `${opening}${text}${unit === '' ? '' : ` ${unit}`}${rest}`;
          const { refused, asked: codes, value: stored } = outcome(asked, typed, locale);
          expect([typed, refused || codes.length > 0]).toEqual([typed, true]);
          // "6/12" is kept as text, without a value.
          if (!refused)
            expect([typed, [value, null]]).toEqual([typed, expect.arrayContaining([[stored]].flat())]);
        },
      ),
      runs,
    );
  });

  it('in another unit or scale are asked about or refused', () => {
    fc.assert(
      fc.property(
        ...[fc.constantFrom(...fields), fc.oneof(figure, large), fc.constantFrom(...openings), fc.nat(9)],
        ...[fc.constantFrom(' ', ''), fc.constantFrom(...locales)],
        (asked, { text, value }, [opening], at, gap, locale) => {
          const typed = `${opening}${text}${gap}${asked.other[at % asked.other.length]!}`;
          const { refused, asked: codes, value: stored } = outcome(asked, typed, locale);
          expect([typed, refused || (codes.length > 0 && stored === value)]).toEqual([typed, true]);
        },
      ),
      runs,
    );
  });

  it('of a thousand or more are asked about in thousands and millions, and taken in plain units', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...fields),
        large,
        fc.constantFrom(...locales),
        (asked, { text, value }, locale) => {
          const isScaled = Object.keys(asked.field.unit ?? {}).length > 0 && asked.field.kind === 'money';
          expect([text, outcome(asked, text, locale)]).toEqual([
            text,
            { value, comparator: undefined, asked: isScaled ? ['other-size'] : [], refused: false },
          ]);
        },
      ),
      runs,
    );
  });
});

/** What may stand beside a figure without changing it, besides the field's own unit. */
const harmless = [
  ...[
    'noin',
    'n.',
    'n',
    'c',
    'c.',
    'ca',
    'ca.',
    '~',
    '≈',
    'suunnilleen',
    'ungefär',
    'about',
    'roughly',
    'circa',
    'cirka',
  ],
  ...[
    'alle',
    'yli',
    'enintään',
    'vähintään',
    'under',
    'över',
    'högst',
    'minst',
    'max',
    'max.',
    'min',
    'min.',
  ],
  ...['<', '>', '≤', '≥', '<=', '>=', '=<', '=>', 'over', 'above', 'below', '€', 'ei yli', 'ei alle'],
];

describe('any text at all', () => {
  const piece = fc.oneof(
    fc.constantFrom(...harmless, ...fields.flatMap(({ own, other }) => [...own, ...other]), ...leftovers),
    fc.constantFrom(
      ...'0123456789',
      '12',
      '450',
      '1,5',
      '½',
      '¼',
      '³',
      '٣',
      '１',
      'milj.',
      '30.2.',
      '14:30',
      '1e3',
    ),
    fc.constantFrom(
      ' ',
      ' ',
      ' ',
      '\u00a0',
      '\n',
      '-',
      '−',
      '–',
      '+',
      '/',
      ',',
      '.',
      '(',
      ')',
      '%',
      ':',
      '±',
      '\u200b',
    ),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 3 }),
  );
  const text = fc.array(piece, { minLength: 1, maxLength: 7 }).map((pieces) => pieces.join(''));

  it('leaves no letter, digit or sign unread that was not asked about', () => {
    fc.assert(
      fc.property(fc.constantFrom(...fields), text, fc.constantFrom(...locales), (asked, typed, locale) => {
        const { value, asked: codes, refused } = outcome(asked, typed, locale);
        if (refused || codes.length > 0 || typeof value !== 'number') return;
        expect([typed, unread(typed, asked, value)]).toEqual([typed, '']);
      }),
      { numRuns: 20_000 },
    );
  });

  it('is read or refused, whatever its characters are', () => {
    fc.assert(
      fc.property(
        ...[
          fc.constantFrom(...fields),
          fc.string({ unit: 'binary', maxLength: 200 }),
          fc.constantFrom(...locales),
        ],
        (asked, typed, locale) => {
          const { value, refused } = outcome(asked, typed, locale);
          expect(refused || value === undefined || value === null || Number.isFinite(value)).toBe(true);
        },
      ),
      runs,
    );
  });
});

/** What of a text is neither the figure nor harmless, worked out by taking things away. */
function unread(typed: string, { own }: Asked, value: number): string {
  let rest = typed
    .replace(/[\u200b\u2060\ufeff\u00ad]/g, '')
    .replace(/[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]/gu, '')
    .replace(/\s+/g, ' ')
    .replace(/[\u2010-\u2013\u2212]/g, '-')
    .trim()
    .toLowerCase();
  const decimals = {
    ...{ '½': ',5', '¼': ',25', '¾': ',75', '⅕': ',2', '⅖': ',4', '⅗': ',6', '⅘': ',8' },
    ...{ '⅛': ',125', '⅜': ',375', '⅝': ',625', '⅞': ',875' },
  };
  for (const [sign, digits] of Object.entries(decimals)) rest = rest.replace(new RegExp(` ?${sign}`), digits);
  // A change, or counts, in a bracket explain the figure.
  rest = rest
    .replace(/ ?\((?:[-+±] ?\d[\d., ]*%?|[\d ]+(?:\/| av | of | out of )[\d ]+)\)$/, '')
    .replace(/\(\)$/, '');
  rest = rest.replace(/^(?:\+\/-|±) ?0/, '0');
  const written = Array.from(rest.matchAll(/[\d., ]*\d/g), ([match]) => match.trim()).filter(Boolean);
  const shown = written.map((digits) => digits.replace(/[^\d]/g, '').replace(/^0+|0+$/g, ''));
  const expected = Math.abs(value).toLocaleString('en', { useGrouping: false, maximumFractionDigits: 20 });
  const wanted = expected.replace(/\D/g, '').replace(/^0+|0+$/g, '');
  if (written.length !== 1 || shown[0] !== wanted) return `${written.join('|')} for ${expected}`;
  // A comma between a figure and its unit says nothing.
  rest = rest.replace(written[0]!, ' # ').replace(/# ?[,;:](?=.)/, '# ');
  const words = [...own, ...harmless].map((word) => word.toLowerCase()).sort((a, b) => b.length - a.length);
  // A field's own unit may be in brackets.
  for (const word of words) rest = rest.replace(word, (found, at: number) => (at >= 0 ? ' ' : found));
  rest = rest
    .replace('#', '')
    .replace(/^[ ]*[-+]/, '')
    .replace(/[()]|%:(?:n|a|iin|een|ssa|sta|lla|lle|lta|sti|na|en)|^,|[.,;:] *$/gu, '');
  return rest.replace(/[\s]/g, '');
}

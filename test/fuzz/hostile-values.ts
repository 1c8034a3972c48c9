/** Values that none of our cards send: what programs stumble over, what reads as something else, what is too large. */
import fc from 'fast-check';

const texts = [
  // Empty, invisible, half a character, right to left, combining, emoji of several code points.
  ...['', ' ', '\u0000', 'a\u0000b', '\ud800', '\udfff\ud800', '\u202eabc', '\ufeff', 'é'.repeat(50), '👩‍👩‍👧‍👦🏳️‍🌈'],
  ...['\u2028', '\r\n'.repeat(20), '\u001b[31m', '％００', 'İ', 'ß', 'ﷺ'],
  // Keys of objects and of the store.
  ...[
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'hasOwnProperty',
    'goal|x',
    'a|b',
    '|',
    '#?/\\',
    'round',
  ],
  // Paths, addresses.
  ...[
    '../../../etc/passwd',
    '..\\..\\windows',
    'file:///etc/passwd',
    'http://169.254.169.254/',
    'javascript:alert(1)',
  ],
  // Languages that some program might interpret.
  ...[
    '${$root}',
    '${json(1)}',
    '${if(true, "a", "b")}',
    '{{x}}',
    '{count, plural, one {#} other {#}}',
    '{',
    '<b>x</b>',
  ],
  ...[
    '<script>alert(1)</script>',
    '[a](http://b)',
    '<at>everyone</at>',
    '# x',
    '**x**',
    "'; DROP TABLE entities; --",
  ],
  ...[
    '" OR ""="',
    '=HYPERLINK("http://x")',
    '=cmd|/C calc',
    '+1',
    '-1',
    '@SUM(A1)',
    '$(reboot)',
    '%s%n',
    '{"$ne":null}',
  ],
  // Figures, times.
  ...[
    'NaN',
    'Infinity',
    '-0',
    '1e400',
    '9'.repeat(400),
    '0x10',
    '1,000.0',
    '<3',
    '6/6',
    '99999-Q9',
    '2026-02-31',
  ],
  ...[
    '2026-01-20T07:00:00.000Z',
    '0000-00-00',
    '275760-09-13T00:00:00.001Z',
    'true',
    'null',
    'undefined',
    '[object Object]',
  ],
];

const others: readonly unknown[] = [
  ...[null, true, false, 0, -1, 1.5, 1e308, -1e308, Number.MAX_SAFE_INTEGER, 2 ** 53, 1e21],
  ...[[], {}, [[]], [null], ['a'], [{}], { length: 1e9 }, { toString: 'x' }, { then: 'x' }, { toJSON: 'x' }],
  ...[JSON.parse('{"__proto__":{"admin":true}}'), { constructor: { prototype: { admin: true } } }],
];

function deep(wrap: (inner: unknown) => unknown): unknown {
  return Array.from({ length: 1_500 }).reduce((inner) => wrap(inner), 'x');
}

/** Texts of 10 KB, of a page, and of nearly the largest body. */
const longTexts = ['ä'.repeat(5_000), 'sana '.repeat(2_000), '"\\\n'.repeat(3_000), 'x'.repeat(100_001)];
const longest = ['x'.repeat(500_000), '💥'.repeat(120_000)];

export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 20, arbitrary: fc.constantFrom(...texts) },
  { weight: 5, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 5, arbitrary: fc.string({ unit: 'grapheme', maxLength: 200 }) },
  { weight: 2, arbitrary: fc.constantFrom(...longTexts) },
);

export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 1_200, arbitrary: hostileText },
  { weight: 600, arbitrary: fc.constantFrom<unknown>(...others) },
  { weight: 240, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  {
    weight: 10,
    arbitrary: fc.constantFrom<unknown>(
      deep((inner) => [inner]),
      deep((inner) => ({ inner })),
    ),
  },
  { weight: 10, arbitrary: fc.constant<unknown>(Array.from({ length: 2_000 }, (_, index) => index)) },
  { weight: 1, arbitrary: fc.constantFrom(...longest) },
);

/** Bodies that are not activities at all. */
export const hostileBody: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '',
    '{',
    '[]',
    'null',
    '"x"',
    '1',
    '{}',
    '{"type":"message"}',
    '{"type":',
    '\u0000',
    '[[[[[[',
  ),
  fc.json({ maxDepth: 4 }),
  fc.string({ unit: 'binary', maxLength: 300 }),
);

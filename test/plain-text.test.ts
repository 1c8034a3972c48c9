import fc from 'fast-check';
import { withoutUnwritable, withoutUnwritableIn } from '../src/plain-text';

it.each([
  ['a\ufffeb\uffffc', 'abc'],
  ['\ufdd0\u{1fffe}\u{10ffff}', ''],
  ['a\u0000\u0008\u001b\u007f\u0085b', 'ab'],
  ['a\ud800b\udfff', 'ab'],
  ['a\vb\fc', 'a\nb\nc'],
  ['a\tb\r\nc\u2028d', 'a\tb\r\nc\u2028d'],
  ['👩‍👩‍👧‍👦 é ﷺ \u200b\ufeff', '👩‍👩‍👧‍👦 é ﷺ \u200b\ufeff'],
])('%j becomes %j', (text, plain) => {
  expect(withoutUnwritable(text)).toBe(plain);
});

it('leaves only characters of XML 1.0', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(withoutUnwritable(text)).toMatch(/^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u);
      expect(withoutUnwritable(withoutUnwritable(text))).toBe(withoutUnwritable(text));
    }),
  );
});

/** Rows of a store are. */
function frozen<T extends object>(value: T): T {
  for (const part of Object.values(value))
    if (typeof part === 'object' && part !== null) frozen(part as object);
  return Object.freeze(value);
}

it('is the same object where there is nothing to remove', () => {
  const value = { list: [{ a: 'b' }], map: new Map([['x', ['y']]]) };
  expect(withoutUnwritableIn(value)).toBe(value);
});

it('goes through lists, objects and maps, and leaves names, figures and moments alone', () => {
  const moment = new Date(0);
  const value = {
    text: 'a\uffff',
    list: ['b\ufffe', 1, null, { deep: 'c\u0000' }],
    map: new Map<string, unknown>([
      ['x', 'd\uffff'],
      ['y', { e: 'e\uffff' }],
    ]),
    ...{ 'f\uffff': true, moment },
  };
  expect(withoutUnwritableIn(frozen(value))).toEqual({
    ...{ text: 'a', list: ['b', 1, null, { deep: 'c' }] },
    map: new Map<string, unknown>([
      ['x', 'd'],
      ['y', { e: 'e' }],
    ]),
    ...{ 'f\uffff': true, moment },
  });
});

it('is not led astray by names of objects', () => {
  const value = JSON.parse('{"__proto__":{"a":"b\\uffff"},"constructor":"c\\uffff"}') as object;
  expect(JSON.stringify(withoutUnwritableIn(value))).toBe('{"__proto__":{"a":"b"},"constructor":"c"}');
  expect(({} as Record<string, unknown>)['a']).toBeUndefined();
});

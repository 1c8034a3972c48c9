import fc from 'fast-check';
import { readJson } from '../../../bot/teams/read-json';

const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

it('reads 32 levels and no more, whatever stands in texts', () => {
  expect(readJson(nested(32))).toBeInstanceOf(Array);
  expect(readJson(nested(33))).toBeUndefined();
  expect(readJson(`{"a":${nested(32)}}`)).toBeUndefined();
  expect(readJson(`${nested(20)}`.repeat(2))).toBeUndefined();
  const text = `"\\\\${'[{'.repeat(100)}`;
  expect(readJson(JSON.stringify([text, nested(200)]))).toEqual([text, nested(200)]);
});

it('reads what JSON.parse reads', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 5 }), (text) => {
      expect(readJson(text)).toEqual(JSON.parse(text));
    }),
  );
});

it.each(['', '{', '"', '"\\', '[]]', 'undefined', '\u0000'])('%j is none', (text) => {
  expect(readJson(text)).toBeUndefined();
});

import fc from 'fast-check';
import { continuedRows, rowHeight, textParts } from '../../../src/report/xlsx/continued';

const narrow = { heading: 'n', width: 10, names: true };
const column = { heading: 't', width: 20 };

it('leaves a row alone whose texts fit', () => {
  const row = [{ value: 'a' }, { value: 'b' }, { value: 5 }, undefined];
  expect(continuedRows(row, [narrow, column, column, column])).toEqual([row]);
  expect(rowHeight(row, [narrow, column, column, column])).toBe(15);
});

it('gives the text whole again, in parts that a row can show', () => {
  const texts = fc.string({ unit: fc.constantFrom('a', 'ä', ' ', '\n', '😀'), maxLength: 3000 });
  fc.assert(
    fc.property(texts, fc.integer({ min: 5, max: 80 }), (text, width) => {
      const parts = textParts(text, width);
      expect(parts.join('')).toBe(text);
      for (const part of parts)
        expect(rowHeight([{ value: part }], [{ heading: '', width }])).toBeLessThanOrEqual(409);
    }),
  );
});

it('repeats what names the row, and neither figures nor other texts', () => {
  const long = 'sana '.repeat(300);
  const row = [{ value: 'Nimi' }, { value: long }, { value: 5 }, { value: 'vihreä' }];
  const rows = continuedRows(row, [narrow, column, column, column]);
  expect(rows.length).toBeGreaterThan(1);
  for (const each of rows.slice(1))
    expect([each[0], each[2], each[3]]).toEqual([{ value: 'Nimi' }, undefined, undefined]);
  expect(rows.map((each) => each[1]!.value).join('')).toBe(long);
});

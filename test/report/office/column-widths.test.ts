import fc from 'fast-check';
import { columnWidths, total } from '../../../src/report/office/column-widths';

const lengths = fc.double({ min: 0.1, max: 9, noNaN: true });
const tables = fc.array(fc.record({ share: lengths, needed: lengths }), { minLength: 1, maxLength: 8 });

it('columns fill the width, and are as wide as their words wherever there is room for all of them', () => {
  fc.assert(
    fc.property(tables, lengths, (columns, width) => {
      const needed = columns.map((column) => column.needed);
      const widths = columnWidths(
        columns.map(({ share }) => share),
        needed,
        width,
      );
      expect(total(widths)).toBeCloseTo(width);
      const hasRoom = total(needed) <= width;
      for (const [index, each] of widths.entries())
        expect(each).toBeGreaterThanOrEqual(hasRoom ? needed[index]! - 1e-9 : 0);
    }),
  );
});

it('columns that need no more than their shares keep these', () => {
  expect(columnWidths([3, 1], [2, 1], 8)).toEqual([6, 2]);
  expect(columnWidths([3, 1], [2, 7], 8)).toEqual([6, 2]);
  expect(columnWidths([3, 1], [2, 3], 8)).toEqual([5, 3]);
});

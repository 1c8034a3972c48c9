import fc from 'fast-check';
import { sheetNames } from '../../../src/report/xlsx/sheet-names';

it.each([
  [['Tavoitteet'], ['Tavoitteet']],
  [['a/b: [c]?*\\'], ['a b c']],
  [
    ['Sama', 'sama', 'SAMA'],
    ['Sama', 'sama 2', 'SAMA 3'],
  ],
  [["'Koti'"], ['Koti']],
  [
    ['', '***'],
    ['Sheet', 'Sheet 2'],
  ],
  [['History'], ['History 2']],
  [
    ['Ikääntyneiden palvelujen vastuualue fi', 'Ikääntyneiden palvelujen vastuualue sv'],
    ['Ikääntyneiden palvelujen vas fi', 'Ikääntyneiden palvelujen vas sv'],
  ],
])('%j', (wanted, names) => {
  expect(sheetNames(wanted)).toEqual(names);
});

it('are what Excel takes, whatever is wanted', () => {
  const any = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.constantFrom('a', 'A', "'", 'a:'));
  fc.assert(
    fc.property(fc.array(any, { minLength: 1, maxLength: 12 }), (wanted) => {
      const names = sheetNames(wanted);
      for (const name of names) {
        expect(name.length).toBeGreaterThan(0);
        expect(name.length).toBeLessThanOrEqual(31);
        expect(name).not.toMatch(/[[\]:*?/\\]|^'|'$/);
      }
      expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(wanted.length);
    }),
  );
});

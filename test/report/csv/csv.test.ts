import fc from 'fast-check';
import { csvText } from '../../../src/report/csv/csv';

/**
 * Reads CSV by RFC 4180, character by character.
 * @param how `lenient` reads as spreadsheets do: only a quotation mark that begins a cell quotes, until the next one
 */
function parse(csv: string, { separator = ',', lenient = false } = {}): string[][] {
  const rows: string[][] = [];
  let [row, cell, quoted, begun]: [string[], string, boolean, boolean] = [[], '', false, false];
  for (let at = 0; at < csv.length; at++) {
    const char = csv[at]!;
    const wasBegun = begun;
    begun = true;
    if (quoted && char === '"' && csv[at + 1] === '"') [cell, at] = [`${cell}"`, at + 1];
    else if (char === '"' && (quoted || !lenient || !wasBegun)) quoted = !quoted;
    else if (quoted) cell += char;
    else if (char === separator) [row, cell, begun] = [[...row, cell], '', false];
    else if (char === '\r' && csv[at + 1] === '\n') {
      rows.push([...row, cell]);
      [row, cell, at, begun] = [[], '', at + 1, false];
    } else if (lenient && (char === '\r' || char === '\n')) {
      rows.push([...row, cell]);
      [row, cell, begun] = [[], '', false];
    } else cell += char;
  }
  if (lenient) return [...rows, [...row, cell]];
  expect([quoted, row, cell]).toEqual([false, [], '']);
  return rows;
}

it('begins with a byte order mark and ends every line with CR LF', () => {
  expect(
    csvText([
      ['a', 'b'],
      ['ä', ''],
    ]),
  ).toBe('\uFEFFa,b\r\nä,\r\n');
});

it.each([
  ['a,b', '"a,b"'],
  ['say "so"', '"say ""so"""'],
  ['two\nlines', '"two\nlines"'],
  ['=SUM(A1)', "'=SUM(A1)"],
  ['+358401234567', "'+358401234567"],
  ['+358 40 123', "'+358 40 123"],
  ['-5', '-5'],
  ['-51,5', '"-51,5"'],
  ['-1 000,25', '"-1 000,25"'],
  ['-12 %', '-12 %'],
  ['+5', '+5'],
  ['-5+1', "'-5+1"],
  ['-5-1', "'-5-1"],
  ['-A1', "'-A1"],
  ['--5', "'--5"],
  ['- 5', '- 5'],
  ['-', "'-"],
  ['@cmd', "'@cmd"],
  ['\t=1', '"\'\t\'=1"'],
  ['\r=1', '"\'\r\'=1"'],
  ['="a"', '"\'=""a"""'],
  ['5-1', '5-1'],
  ['hyvin;=cmd|x', '"hyvin;\'=cmd|x"'],
  ['hyvin; =cmd', '"hyvin;\' =cmd"'],
  ['a;"=1"', '"a;\'""=1"""'],
  ['a,-1+1', '"a,\'-1+1"'],
  ['a\t@x', '"a\t\'@x"'],
  ['a\n+x', '"a\n\'+x"'],
  ['a\n-1', '"a\n-1"'],
  ['a\r\n=1', '"a\r\n\'=1"'],
  ['＝1', "'＝1"],
  ['a;b', '"a;b"'],
])('writes %j as %j', (text, written) => {
  expect(csvText([[text]])).toBe(`\uFEFF${written}\r\n`);
});

it('writes numbers as they are', () => {
  expect(csvText([[-51, 6.76, 0, '-51']])).toBe('\uFEFF-51,6.76,0,-51\r\n');
});

it('separates cells as it is told, with the decimal mark of the reader', () => {
  const rows = [[-51.5, 'a;b', 'a,b', '6,5']];
  const written = (separator: ';' | '\t', decimal: ',' | '.') =>
    csvText(rows, { separator, decimal }).slice(1);
  expect(written(';', ',')).toBe('-51,5;"a;b";"a,b";"6,5"\r\n');
  expect(written('\t', '.')).toBe('-51.5\t"a;b"\t"a,b"\t"6,5"\r\n');
});

/** What a formula begins with, unless a number is before the next separator; an apostrophe before it says that it is text. */
const begins = /^[\s"]*(?![-+]\d[\d.,\s]*%?(?:$|[;,\t"]))[=+\-@＝＋－＠]/;
const hostileCell = fc.oneof(fc.string(), fc.stringMatching(/^[=+@\-,;"\r\n\t a＝]{0,8}$/));
const hostileRows = fc.array(fc.array(hostileCell, { minLength: 2, maxLength: 2 }), { maxLength: 5 });

it('is read back as it was but for apostrophes, whatever is in it, and no cell begins a formula', () => {
  const bare = (rows: readonly (readonly string[])[]) =>
    rows.map((row) => row.map((text) => text.replaceAll("'", '')));
  fc.assert(
    fc.property(hostileRows, (written) => {
      const read = parse(csvText(written).slice(1));
      expect(bare(read)).toEqual(bare(written));
      for (const text of read.flat()) {
        expect(text).not.toMatch(begins);
        expect(text).not.toMatch(/^[\t\r]/);
      }
    }),
  );
});

it.each([';', '\t', ','])(
  'begins no formula either where a spreadsheet splits at %j, with or without quoting',
  (separator) => {
    fc.assert(
      fc.property(hostileRows, (written) => {
        const body = csvText(written).slice(1);
        const asQuoted = parse(body, { separator, lenient: true }).flat();
        const asPlain = body.split(/[\r\n]+/).flatMap((line) => line.split(separator));
        for (const text of [...asQuoted, ...asPlain]) expect(text).not.toMatch(begins);
      }),
    );
  },
);

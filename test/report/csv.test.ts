import fc from 'fast-check';
import { csvText } from '../../src/report/csv';

/** Reads CSV by RFC 4180, character by character. */
function parse(csv: string): string[][] {
  const rows: string[][] = [];
  let [row, cell, quoted]: [string[], string, boolean] = [[], '', false];
  for (let at = 0; at < csv.length; at++) {
    const char = csv[at]!;
    if (quoted && char === '"' && csv[at + 1] === '"') [cell, at] = [`${cell}"`, at + 1];
    else if (char === '"') quoted = !quoted;
    else if (quoted) cell += char;
    else if (char === ',') [row, cell] = [[...row, cell], ''];
    else if (char === '\r' && csv[at + 1] === '\n') {
      rows.push([...row, cell]);
      [row, cell, at] = [[], '', at + 1];
    } else cell += char;
  }
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
  ['+358', "'+358"],
  ['-5', "'-5"],
  ['@cmd', "'@cmd"],
  ['\t=1', "'\t=1"],
  ['\r=1', '"\'\r=1"'],
  ['="a"', '"\'=""a"""'],
  ['5-1', '5-1'],
])('writes %j as %j', (text, written) => {
  expect(csvText([[text]])).toBe(`\uFEFF${written}\r\n`);
});

it('writes numbers as they are', () => {
  expect(csvText([[-51, 6.76, 0, '-51']])).toBe("\uFEFF-51,6.76,0,'-51\r\n");
});

it('is read back as it was, whatever is in it, and no cell begins a formula', () => {
  const cell = fc.oneof(fc.string(), fc.stringMatching(/^[=+@\-,"\r\n\ta]{0,6}$/));
  const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { maxLength: 5 });
  fc.assert(
    fc.property(rows, (written) => {
      const read = parse(csvText(written).slice(1));
      const plain = read.map((row) => row.map((text) => text.replace(/^'(?=[=+\-@\t\r])/, '')));
      const asWritten = written.map((row) => row.map((text) => text.replace(/^'(?=[=+\-@\t\r])/, '')));
      expect(plain).toEqual(asWritten);
      for (const text of read.flat()) expect(text).not.toMatch(/^[=+\-@\t\r]/);
    }),
  );
});

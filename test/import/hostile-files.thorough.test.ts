/** Small files that are large or endless inside: each is refused in a moment, before it takes memory or time. */
import JSZip from 'jszip';
import { RefusedError } from '../../src/errors';
import { readWorkbook } from '../../src/import/file/read-workbook';
import { workbookFile, withPart } from './workbook-file';
import { processorTime } from '../helpers/processor-time';

const sheet = 'xl/worksheets/sheet1.xml';
const strings = 'xl/sharedStrings.xml';
const styles = 'xl/styles.xml';
/** On a loaded machine; on an idle one each takes less than two seconds. */
const longestMs = 15_000;

let plain: Buffer;
beforeAll(async () => {
  plain = await workbookFile({
    A: [
      ['a', 'b'],
      [1, 2],
    ],
  });
});

const inSheet = (content: string) => withPart(plain, sheet, () => `<worksheet>${content}</worksheet>`);
/** What is not packed may be as large as the file. */
async function unpacked(xml: string): Promise<Buffer> {
  const zip = await JSZip.loadAsync(plain);
  return zip.file(sheet, xml).generateAsync({ type: 'nodebuffer', compression: 'STORE' });
}
const rows = (content: string) => inSheet(`<sheetData>${content}</sheetData>`);

it.each<readonly [string, () => Promise<Buffer>, string]>([
  ['a million nested tags', () => inSheet('<a>'.repeat(1_000_000)), 'file-too-complex'],
  ['101 nested tags', () => inSheet('<a>'.repeat(101) + '</a>'.repeat(101)), 'file-too-complex'],
  [
    '2.2 million tags',
    () => unpacked(`<worksheet>${'<a/>'.repeat(2_200_000)}</worksheet>`),
    'file-too-complex',
  ],
  [
    'a tag with 100,000 attributes',
    () => inSheet(`<a ${Array.from({ length: 100_000 }, (_, index) => `a${index}=""`).join(' ')}/>`),
    'file-too-complex',
  ],
  ['an attribute of a megabyte', () => inSheet(`<a b="${'x'.repeat(1_000_000)}"/>`), 'file-unreadable'],
  ['a name of a megabyte', () => inSheet(`<${'x'.repeat(1_000_000)}/>`), 'file-unreadable'],
  ['a comment of two megabytes', () => inSheet(`<!--${'x'.repeat(2_000_000)}-->`), 'file-unreadable'],
  [
    'a text that no cell can have',
    () => rows(`<row r="1"><c r="A1" t="str"><v>${'x'.repeat(40_000)}</v></c></row>`),
    'cell-too-long',
  ],
  [
    'a shared text that no cell can have',
    () => withPart(plain, strings, () => `<sst><si><t>${'x'.repeat(1_000_000)}</t></si></sst>`),
    'cell-too-long',
  ],
  [
    'half a million shared texts',
    () => withPart(plain, strings, () => `<sst>${'<si><t>a</t></si>'.repeat(450_000)}</sst>`),
    'too-many-cells',
  ],
  [
    '200,000 styles of cells',
    () =>
      withPart(
        plain,
        styles,
        () => `<styleSheet><cellXfs>${'<xf numFmtId="1"/>'.repeat(200_000)}</cellXfs></styleSheet>`,
      ),
    'file-too-complex',
  ],
  [
    '100,000 number formats',
    () => {
      const formats = Array.from({ length: 100_000 }, (_, id) => `<numFmt numFmtId="${id}" formatCode="0"/>`);
      return withPart(plain, styles, () => `<styleSheet>${formats.join('')}</styleSheet>`);
    },
    'file-too-complex',
  ],
  [
    '20,000 sheets',
    () =>
      withPart(plain, 'xl/workbook.xml', (xml) =>
        xml.replace(/<sheet [^>]*>/, (each) => each.repeat(20_000)),
      ),
    'too-many-sheets',
  ],
  [
    '100,000 relations',
    () => {
      const relations = Array.from(
        { length: 100_000 },
        (_, id) => `<Relationship Id="r${id}" Type="x" Target="x"/>`,
      );
      return withPart(
        plain,
        'xl/_rels/workbook.xml.rels',
        () => `<Relationships>${relations.join('')}</Relationships>`,
      );
    },
    'file-too-complex',
  ],
  [
    '100,000 merged ranges',
    () =>
      inSheet(
        `<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData><mergeCells>${'<mergeCell ref="A1:A9"/>'.repeat(100_000)}</mergeCells>`,
      ),
    'file-too-complex',
  ],
  [
    'merged ranges that go over the same rows again and again',
    () => {
      const cells = Array.from(
        { length: 15_000 },
        (_, row) => `<row r="${row + 1}"><c r="A${row + 1}"><v>1</v></c></row>`,
      );
      const merges = '<mergeCell ref="A1:A15000"/>'.repeat(15_000);
      return inSheet(`<sheetData>${cells.join('')}</sheetData><mergeCells>${merges}</mergeCells>`);
    },
    'file-too-complex',
  ],
  [
    '20,000 parts',
    () => {
      const zip = new JSZip();
      for (let part = 0; part < 20_000; part++) zip.file(`xl/worksheets/${part}.xml`, '');
      return zip.generateAsync({ type: 'nodebuffer' });
    },
    'file-too-complex',
  ],
])(
  '%s',
  async (_what, make, code) => {
    const file = await make();
    const before = process.memoryUsage().rss;
    const took = processorTime();
    expect(codeOf(file)).toBe(code);
    expect(took()).toBeLessThan(longestMs);
    expect(process.memoryUsage().rss - before).toBeLessThan(400 * 1024 * 1024);
  },
  60_000,
);

it('a cell of a CSV file that is longer than any', () => {
  expect(codeOf(Buffer.from(`a;b\n1;${'x'.repeat(40_000)}\n`), 'a.csv')).toBe('cell-too-long');
});

it.each(['"', '[', '\\', '_', '*', '[$', 'd"', '%['])(
  'a number format of 100,000 times %j keeps nobody waiting',
  async (piece) => {
    const code = piece
      .repeat(Math.ceil(60_000 / piece.length))
      .replaceAll('"', '&quot;')
      .slice(0, 65_000);
    const file = await withPart(
      plain,
      styles,
      () =>
        `<styleSheet><numFmts><numFmt numFmtId="200" formatCode="${code.replace(/&[a-z]*$/, '')}"/></numFmts><cellXfs>${'<xf numFmtId="200"/>'.repeat(1_000)}</cellXfs></styleSheet>`,
    );
    const took = processorTime();
    codeOf(file);
    expect(took()).toBeLessThan(longestMs);
  },
);

it('text that no file can hold is gone from what is read', async () => {
  const file = await rows('<row r="1"><c r="A1" t="str"><v>a_xFFFF_b_x0001_\ufdd0c</v></c></row>');
  expect(readWorkbook(file, 'a.xlsx')[0]!.rows[0]!.cells.get(0)!.text).toBe('abc');
  const [text] = readWorkbook(Buffer.from('a\uffffb\u0001\ufffe;c'), 'a.csv');
  expect([...text!.rows[0]!.cells.values()].map((cell) => cell.text)).toEqual(['ab', 'c']);
});

function codeOf(file: Buffer, name = 'a.xlsx'): string | undefined {
  try {
    readWorkbook(file, name);
    return undefined;
  } catch (error) {
    if (error instanceof RefusedError) return error.code;
    throw error;
  }
}

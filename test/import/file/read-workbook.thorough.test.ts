import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import JSZip from 'jszip';
import { RefusedError } from '../../../src/errors';
import { readWorkbook, refuseLargeFile } from '../../../src/import/file/read-workbook';
import { type Cell, columnLetters, type Sheet } from '../../../src/import/file/sheet';
import { type FileRow, merged, percentage, withError, withPart, workbookFile } from '../workbook-file';

function refusal(read: () => unknown): RefusedError {
  try {
    read();
  } catch (error) {
    if (error instanceof RefusedError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

/** Texts of all rows, blank cells as "". */
function texts({ rows }: Sheet): string[][] {
  return rows.map(({ cells }) =>
    Array.from({ length: Math.max(...cells.keys()) + 1 }, (_cell, column) => cells.get(column)?.text ?? ''),
  );
}

function cell(sheet: Sheet, row: number, column: number): Cell | undefined {
  return sheet.rows.find(({ number }) => number === row)?.cells.get(column);
}

const csv = (text: string | Buffer, name = 'tavoitteet.csv') => readWorkbook(Buffer.from(text), name)[0]!;

describe('a workbook', () => {
  it('gives every cell as people see it, and the value of figures', async () => {
    const file = await workbookFile({
      Tavoitteet: [
        ['Otsikko\nkahdella rivillä', null, 6.76, percentage(0.9)],
        [],
        [-51, true, new Date(Date.UTC(2024, 5, 6)), percentage(0.491)],
      ],
      Toinen: [['=HYPERLINK("x")', '  reunoilla  ', '_x0041_']],
    });
    const [first, second] = readWorkbook(file, 'ohjelma.xlsx') as [Sheet, Sheet];
    expect([first.name, second.name]).toEqual(['Tavoitteet', 'Toinen']);
    expect(first.rows.map(({ number }) => number)).toEqual([1, 3]);
    expect(texts(first)).toEqual([
      ['Otsikko\nkahdella rivillä', '', '6,76', '90 %'],
      ['-51', 'true', '6.6.2024', '49,1 %'],
    ]);
    expect(cell(first, 1, 3)).toEqual({ kind: 'percentage', text: '90 %', number: 90 });
    expect(cell(first, 3, 3)).toMatchObject({ number: 49.1 });
    expect(cell(first, 3, 2)).toEqual({ kind: 'date', text: '6.6.2024' });
    expect(texts(second)[0]!.slice(0, 2)).toEqual(['=HYPERLINK("x")', 'reunoilla']);
  });

  it.each([
    [0.1 + 0.2, '0,3'],
    [1000, '1000'],
    [1.234, '1,2340'],
    [12345.678, '12345,678'],
    [1e21, '1000000000000000000000'],
    [0.0000001, '0,0000001'],
  ])('writes the figure %d as %s, which cannot be read as another one', async (figure, text) => {
    const [sheet] = readWorkbook(await workbookFile({ A: [[figure]] }), 'a.xlsx') as [Sheet];
    expect(cell(sheet, 1, 0)).toMatchObject({ text, number: figure });
  });

  it('repeats merged cells in the rows below that hold something, and says so', async () => {
    const rows: FileRow[] = [
      [merged('Kärki', 3), 'a'],
      [null, 'b'],
      [null, 'c'],
    ];
    const [sheet] = readWorkbook(await workbookFile({ A: rows }), 'a.xlsx') as [Sheet];
    expect(texts(sheet)).toEqual([
      ['Kärki', 'a'],
      ['Kärki', 'b'],
      ['Kärki', 'c'],
    ]);
    expect(sheet.rows.map(({ cells }) => cells.get(0)?.merged)).toEqual([undefined, true, true]);
  });

  it('keeps the value that a formula had last, and marks one that failed', async () => {
    const file = await withPart(
      await withError(await workbookFile({ A: [['a', 'b', 3]] }), 'B1', '#REF!'),
      'xl/worksheets/sheet1.xml',
      (xml) => xml.replace('<c r="C1"><v>3</v></c>', '<c r="C1"><f>1+2</f><v>3</v></c>'),
    );
    const [sheet] = readWorkbook(file, 'a.xlsx') as [Sheet];
    expect(cell(sheet, 1, 1)).toEqual({ kind: 'error', text: '#REF!' });
    expect(cell(sheet, 1, 2)).toMatchObject({ kind: 'number', text: '3' });
  });

  it('reads what other programs write: prefixes, texts in the cell, dates from 1904, no cell names', async () => {
    let file = await workbookFile({ A: [['a']] });
    file = await withPart(file, 'xl/workbook.xml', (xml) =>
      xml.replace('<sheets>', '<workbookPr date1904="1"/><sheets>'),
    );
    file = await withPart(
      file,
      'xl/styles.xml',
      () =>
        '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="yyyy\\-mm\\-dd"/></numFmts>' +
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="170"/><xf numFmtId="10"/></cellXfs></styleSheet>',
    );
    file = await withPart(
      file,
      'xl/worksheets/sheet1.xml',
      () =>
        '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData><x:row>' +
        '<x:c t="inlineStr"><x:is><x:r><x:t>Koti</x:t></x:r><x:r><x:t>hoito</x:t></x:r></x:is></x:c>' +
        '<x:c s="1"><x:v>0</x:v></x:c><x:c s="2"><x:v>0.055</x:v></x:c><x:c t="str"><x:v>=1&amp;2</x:v></x:c>' +
        '</x:row></x:sheetData></x:worksheet>',
    );
    const [sheet] = readWorkbook(file, 'a.xlsx') as [Sheet];
    expect(texts(sheet)).toEqual([['Kotihoito', '1.1.1904', '5,5 %', '=1&2']]);
  });

  it('leaves hidden sheets out', async () => {
    const file = await withPart(await workbookFile({ A: [['a']], B: [['b']] }), 'xl/workbook.xml', (xml) =>
      xml.replace(/<sheet (?=[^>]*name="B")/, '<sheet state="hidden" '),
    );
    expect(readWorkbook(file, 'a.xlsx').map(({ name }) => name)).toEqual(['A']);
  });

  it('ignores macros', async () => {
    const file = await withPart(await workbookFile({ A: [['a']] }), 'xl/vbaProject.bin', () =>
      Buffer.from('Sub Auto_Open'),
    );
    expect(texts(readWorkbook(file, 'ohjelma.xlsm')[0]!)).toEqual([['a']]);
  });
});

describe('a CSV file', () => {
  const table = [
    ['Toimiala', 'Avaintulos', 'Luottavaisuusarvio'],
    ['Ikäihmiset', 'Peittävyys 6 %', '6,76'],
    ['Pelastus, ensihoito', 'Rivi\nvaihtuu; "lainaus"', '-51,5'],
  ];
  const written = (delimiter: string) =>
    table
      .map((row) =>
        row
          .map((value) =>
            value.includes(delimiter) || /["\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value,
          )
          .join(delimiter),
      )
      .join('\r\n');

  it.each([
    ['semicolons', ';'],
    ['tabs', '\t'],
    ['commas', ','],
  ])('is cut at %s, whatever its figures and texts hold', (_name, delimiter) => {
    expect(texts(csv(written(delimiter)))).toEqual(table);
  });

  it('is not cut at decimal commas, even where every row has one', () => {
    expect(texts(csv('Mittari 1,0;Arvo\nA;1,5\nB;2,5'))).toEqual([
      ['Mittari 1,0', 'Arvo'],
      ['A', '1,5'],
      ['B', '2,5'],
    ]);
  });

  it.each([
    ['UTF-8', Buffer.from(written(';'))],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${written(';')}`)],
    ['Windows-1252', Buffer.from(written(';'), 'latin1')],
    ['UTF-16, little end first', Buffer.from(`\uFEFF${written('\t')}`, 'utf16le')],
    ['UTF-16, big end first', Buffer.from(`\uFEFF${written('\t')}`, 'utf16le').swap16()],
  ])('is read in %s', (_name, bytes) => {
    expect(texts(csv(bytes))).toEqual(table);
  });

  it('keeps what looks like a formula as the text that it is', () => {
    expect(texts(csv("a;b\n=cmd|' /C calc'!A0;+1\n"))[1]).toEqual(["=cmd|' /C calc'!A0", '+1']);
  });

  it('counts rows as spreadsheets do: blank ones too, a line break inside a text not, the hint of Excel not', () => {
    const sheet = csv('sep=;\r\nA;B\r\n"x\r\ny";1\r\n\r\nC;2\r\n', 'Tavoitteet 2024.csv');
    expect(sheet.name).toBe('Tavoitteet 2024');
    expect(sheet.rows.map(({ number }) => number)).toEqual([1, 2, 4]);
    expect(texts(sheet)[1]).toEqual(['x\ny', '1']);
  });
});

describe('what cannot be read', () => {
  it.each([
    ['an empty file', Buffer.alloc(0), 'a.xlsx', 'file-empty'],
    ['text with the name of a workbook', Buffer.from('Toimiala;Tavoite'), 'a.xlsx', 'file-not-a-table'],
    ['a PDF with the name of a workbook', Buffer.from('%PDF-1.7 …'), 'a.xlsx', 'file-not-a-table'],
    ['an old Excel file', compound('Workbook'), 'a.xls', 'file-old-excel'],
    ['a workbook with a password', compound('EncryptedPackage'), 'a.xlsx', 'file-encrypted'],
    ['an old Word file', compound('WordDocument'), 'a.doc', 'file-not-a-table'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d', 'hex'), 'a.png', 'file-not-a-table'],
    ['bytes with the name of a CSV file', Buffer.from([65, 0, 1, 2, 0, 255]), 'a.csv', 'text-unreadable'],
    ['a quote without an end', Buffer.from('a;b\n"c;d\ne;f'), 'a.csv', 'csv-broken'],
    ['half a zip file', Buffer.from('PK\u0003\u0004 xl/workbook.xml'), 'a.xlsx', 'file-unreadable'],
  ])('%s is refused', (_name, bytes, fileName, code) => {
    expect(refusal(() => readWorkbook(bytes, fileName)).code).toBe(code);
  });

  it('a document is refused by what it is', async () => {
    const zip = new JSZip().file('word/document.xml', '<w:document/>');
    const file = await zip.generateAsync({ type: 'nodebuffer' });
    expect(refusal(() => readWorkbook(file, 'tavoitteet.xlsx'))).toMatchObject({
      code: 'file-not-a-table',
      details: { kind: 'docx' },
    });
  });

  it('a file beyond the limit is refused before it is looked at', () => {
    expect(refusal(() => refuseLargeFile(200 * 1024 * 1024)).code).toBe('file-too-large');
    expect(refusal(() => readWorkbook(Buffer.alloc(20 * 1024 * 1024 + 1), 'a.csv')).code).toBe(
      'file-too-large',
    );
  });

  it('a zip that unpacks to much more than it says is stopped while it unpacks', async () => {
    const bomb = deflateRawSync(Buffer.alloc(80 * 1024 * 1024, 0x20));
    const file = await withPart(await workbookFile({ A: [['a']] }), 'xl/sharedStrings.xml', (xml) => xml);
    const patched = replaceEntry(file, 'xl/worksheets/sheet1.xml', bomb);
    const before = process.memoryUsage().rss;
    expect(refusal(() => readWorkbook(patched, 'a.xlsx')).code).toBe('file-too-large-inside');
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024);
  });

  it.each([
    ['cut off', (file: Buffer) => file.subarray(0, file.length - 40)],
    [
      'with broken XML',
      (file: Buffer) => replaceEntry(file, 'xl/worksheets/sheet1.xml', deflateRawSync('<worksheet><row>')),
    ],
    [
      'with broken packing',
      (file: Buffer) => replaceEntry(file, 'xl/worksheets/sheet1.xml', Buffer.from('ffff', 'hex')),
    ],
    [
      'with entities of its own',
      (file: Buffer) =>
        replaceEntry(
          file,
          'xl/worksheets/sheet1.xml',
          deflateRawSync(
            '<!DOCTYPE a [<!ENTITY x "y">]><worksheet><row><c t="str"><v>&x;</v></c></row></worksheet>',
          ),
        ),
    ],
  ])('a workbook %s is refused', async (_name, spoil) => {
    const file = await workbookFile({ A: [['a']] });
    expect(refusal(() => readWorkbook(spoil(file), 'a.xlsx')).code).toBe('file-unreadable');
  });

  it('100,000 rows are refused, in a CSV file and in a workbook', async () => {
    const line = 'Toimiala;Tulosalue;Tavoite;6,76\n';
    expect(refusal(() => csv(line.repeat(100_000)))).toMatchObject({
      code: 'too-many-rows',
      details: { most: '20000' },
    });
    const file = await withPart(
      await workbookFile({ A: [['a']] }),
      'xl/worksheets/sheet1.xml',
      () =>
        `<worksheet><sheetData>${Array.from({ length: 100_000 }, (_row, index) => `<row r="${index + 1}"><c><v>${index}</v></c></row>`).join('')}</sheetData></worksheet>`,
    );
    expect(refusal(() => readWorkbook(file, 'a.xlsx')).code).toBe('too-many-rows');
  });

  it('one long text in very many cells is refused, and so is a merged cell that is repeated without end', async () => {
    const plain = await workbookFile({ A: [['a']] });
    const text = await withPart(
      plain,
      'xl/sharedStrings.xml',
      () => `<sst><si><t>${'x'.repeat(30_000)}</t></si></sst>`,
    );
    const sheet =
      (rows: string, merges = '') =>
      (file: Buffer) =>
        withPart(
          file,
          'xl/worksheets/sheet1.xml',
          () => `<worksheet><sheetData>${rows}</sheetData>${merges}</worksheet>`,
        );
    const rows = Array.from(
      { length: 1_000 },
      (_row, index) => `<row r="${index + 1}"><c t="s"><v>0</v></c></row>`,
    );
    const copied = await sheet(rows.join(''))(text);
    expect(refusal(() => readWorkbook(copied, 'a.xlsx')).code).toBe('too-many-cells');
    const columns = Array.from({ length: 700 }, (_cell, column) => `${columnLetters(column)}1`);
    const head = `<row r="1">${columns.map((name) => `<c r="${name}"><v>1</v></c>`).join('')}</row>`;
    const others = Array.from(
      { length: 2_000 },
      (_row, index) => `<row r="${index + 2}"><c r="ZZ${index + 2}"><v>1</v></c></row>`,
    );
    const merges = columns.map((name) => `<mergeCell ref="${name}:${name.replace('1', '1048576')}"/>`);
    const merged = await sheet(head + others.join(''), `<mergeCells>${merges.join('')}</mergeCells>`)(plain);
    expect(refusal(() => readWorkbook(merged, 'a.xlsx')).code).toBe('too-many-cells');
  });

  it('a row without end is refused in a CSV file', () => {
    expect(refusal(() => csv(`a;b\n"${'x;'.repeat(600_000)}"\n`)).code).toBe('csv-row-too-long');
  });

  it('rows that only have a look do not count', async () => {
    const file = await withPart(
      await workbookFile({ A: [['a']] }),
      'xl/worksheets/sheet1.xml',
      () =>
        `<worksheet><sheetData><row r="1"><c r="A1"><v>7</v></c></row>${Array.from({ length: 50_000 }, (_row, index) => `<row r="${index + 2}"><c r="A${index + 2}" s="1"/></row>`).join('')}</sheetData></worksheet>`,
    );
    expect(texts(readWorkbook(file, 'a.xlsx')[0]!)).toEqual([['7']]);
  });
});

/** The head of a compound file with one entry's name in it. */
function compound(entry: string): Buffer {
  return Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(504),
    Buffer.from(entry, 'utf16le'),
  ]);
}

/** Puts other packed bytes in place of an entry's; its headers go on saying what it unpacked to before. */
function replaceEntry(file: Buffer, name: string, packed: Buffer): Buffer {
  const entries = centralEntries(file);
  const wanted = entries.find((entry) => entry.name === name)!;
  const local = Buffer.from(file.subarray(wanted.offset, wanted.offset + 30));
  local.writeUInt16LE(8, 8);
  local.writeUInt16LE(0, 28);
  const end = file.length - 22;
  const directory = Buffer.from(file.subarray(file.readUInt32LE(end + 16), end));
  const at = directory.indexOf(Buffer.from(name)) - 46;
  directory.writeUInt16LE(8, at + 10);
  directory.writeUInt32LE(packed.length, at + 20);
  directory.writeUInt32LE(file.readUInt32LE(end + 16), at + 42);
  const tail = Buffer.from(file.subarray(end));
  const body = file.subarray(0, file.readUInt32LE(end + 16));
  tail.writeUInt32LE(body.length + 30 + name.length + packed.length, 16);
  return Buffer.concat([body, local, Buffer.from(name), packed, directory, tail]);
}

function centralEntries(file: Buffer): { name: string; offset: number }[] {
  const end = file.length - 22;
  const entries: { name: string; offset: number }[] = [];
  for (let at = file.readUInt32LE(end + 16); at < end;) {
    const lengths = [28, 30, 32].map((field) => file.readUInt16LE(at + field)) as [number, number, number];
    entries.push({
      name: file.toString('utf8', at + 46, at + 46 + lengths[0]),
      offset: file.readUInt32LE(at + 42),
    });
    at += 46 + lengths[0] + lengths[1] + lengths[2];
  }
  return entries;
}

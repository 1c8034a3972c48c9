/** What a file has but is not read as people see it is said, refused or asked about. */
import { type FileRow, withPart, workbookFile } from './workbook-file';
import { type ImportedRegister } from '../../src/import/table/imported';
import { readRegister } from '../../src/import/read-register';
import JSZip from 'jszip';
import { refusal } from '../helpers/fixtures';

const head = [
  'Tunnus',
  'Toimiala',
  'Tulosalue',
  'Tavoite',
  'Avaintulos',
  'Luottavaisuusarvio',
  'Vastuuhenkilö',
];
const anna = 'anna@example.org';
const row = (code: string | number, result: string, figure: FileRow[number] = 20): FileRow => [
  ...[code, 'Sote', 'Kotihoito', 'Kotona pärjää', result, figure, anna],
];
const rows = [row('1', 'Jono alle 30 pv'), row('2', 'Peruutukset alle 5 %'), row('3', 'Käynnit yli 100 kpl')];
const sheetXml = 'xl/worksheets/sheet1.xml';
const read = (file: Buffer | string, name = 'a.xlsx') => readRegister(Buffer.from(file), name);
const told = ({ problems }: ImportedRegister) =>
  problems.map(({ severity, code, place, value }) => `${severity} ${code} ${place.row} ${value}`);
const titles = ({ goals }: ImportedRegister) => goals.map(({ title }) => title.fi);

describe('rows that people do not see as valid', () => {
  it('are left out where they are hidden, and said', async () => {
    const file = await withPart(await workbookFile({ A: [head, ...rows] }), sheetXml, (xml) =>
      xml.replace('<row r="3"', '<row hidden="1" r="3"'),
    );
    const register = await read(file);
    expect(titles(register)).toEqual(['Jono alle 30 pv', 'Käynnit yli 100 kpl']);
    expect(told(register)).toEqual(['warning row-hidden 3 2']);
  });

  it('are left out where their title is struck, and another struck text is not read', async () => {
    const struck = (value: string) => ({ value, type: String, textDecoration: { strikethrough: true } });
    const [first, second, third] = rows;
    const file = await workbookFile({
      A: [
        head,
        first!,
        second!.map((cell, at) => (at === 4 ? struck('Peruutukset alle 5 %') : cell)),
        third!.map((cell, at) => (at === 6 ? struck('bo@example.org') : cell)),
      ],
    });
    const register = await read(file);
    expect(titles(register)).toEqual(['Jono alle 30 pv', 'Käynnit yli 100 kpl']);
    expect(told(register)).toEqual([
      'warning row-struck 3 Peruutukset alle 5 %',
      'warning text-struck 4 bo@example.org',
    ]);
    expect(register.goals[1]!.ownersText).toBeUndefined();
  });

  it('are read without the struck pieces of their texts', async () => {
    const file = await withPart(await workbookFile({ A: [head, rows[0]!] }), 'xl/sharedStrings.xml', (xml) =>
      xml.replace(
        /<si><t[^>]*>Jono alle 30 pv<\/t><\/si>/,
        '<si><r><t xml:space="preserve">Jono alle </t></r><r><rPr><strike/></rPr><t>45</t></r><r><rPr><strike val="0"/></rPr><t>30 pv</t></r></si>',
      ),
    );
    expect(titles(await read(file))).toEqual(['Jono alle 30 pv']);
  });

  it('are not goals where they are notes below the table', async () => {
    const notes: FileRow[] = [
      [null],
      ['* Luvut ovat ennakkotietoja.'],
      [null, null, null, null, 'Laatija: suunnittelu'],
    ];
    const register = await read(await workbookFile({ A: [head, ...rows, ...notes] }));
    expect(titles(register)).toHaveLength(3);
    expect(told(register)).toEqual([
      'warning row-left-out 6 * Luvut ovat ennakkotietoja.',
      'warning row-left-out 7 Laatija: suunnittelu',
    ]);
  });
});

describe('cells that are not what they look like', () => {
  it('are errors where Excel made 1.1 of 1.10, so that a code repeats', async () => {
    const register = await read(
      await workbookFile({ A: [head, row(1.1, 'A'), row(1.2, 'B'), row(1.1, 'C')] }),
    );
    expect(told(register)).toEqual(['error code-repeated 4 1,1']);
  });

  it('are times as people see them', async () => {
    const number = { value: 0.0729166667, type: Number, format: 'h:mm' };
    const register = await read(await workbookFile({ A: [head, row('1', 'Vasteaika alle 2 h', number)] }));
    expect(told(register)).toEqual(['warning date-for-figure 2 1:45']);
  });

  it('are refused where formulas hold no values, but not where a formula gives an empty text', async () => {
    const file = await workbookFile({ A: [head, row('1', 'Jono alle 30 pv', 77)] });
    const formula = (cell: string) => (xml: string) =>
      xml.replace(/<c r="F2"[^>]*>(?:(?!<\/c>).)*<\/c>/, cell);
    const without = await withPart(file, sheetXml, formula('<c r="F2"><f>7+70</f><v/></c>'));
    await expect(read(without)).rejects.toEqual(
      refusal('formulas-without-values', { sheet: 'A', cell: 'F2' }),
    );
    const empty = await withPart(file, sheetXml, formula('<c r="F2" t="str"><f>""</f><v></v></c>'));
    expect(titles(await read(empty))).toEqual(['Jono alle 30 pv']);
  });
});

it('names the columns that a layout does not have', async () => {
  const register = await read(
    await workbookFile({
      A: [
        [...head, 'Budjetti'],
        [...rows[0]!, 'tarkistetaan'],
      ],
    }),
  );
  expect(told(register)).toEqual(['warning column-unknown 1 Budjetti']);
});

describe('a file of another program', () => {
  const csv = (text: string, bytes: (text: string) => Buffer) =>
    read(bytes(`${head.join(';')}\n1;Sote;Kotihoito;Kotona pärjää;${text};20;${anna}\n`), 'a.csv');

  it('is read in Windows-1252 with its signs, and refused in the encodings of DOS and old Macs', async () => {
    const ansi = (text: string) =>
      Buffer.from(text.replace('€', '\u0080').replace('–', '\u0096').replace('”', '\u0094'), 'latin1');
    expect(titles(await csv('Hinta 5–6 € ”nyt”', ansi))[0]).toContain('5–6 €');
    const inDos = (text: string) =>
      Buffer.from(text.replace(/ä/g, '\u0084').replace(/ö/g, '\u0094'), 'latin1');
    await expect(csv('Jono', inDos)).rejects.toEqual(refusal('text-unreadable'));
    const onMac = (text: string) =>
      Buffer.from(text.replace(/ä/g, '\u008a').replace(/ö/g, '\u009a'), 'latin1');
    await expect(csv('Jono', onMac)).rejects.toEqual(refusal('text-unreadable'));
  });

  it('is read where the names in its archive have backslashes', async () => {
    const zip = await JSZip.loadAsync(await workbookFile({ A: [head, ...rows] }));
    const other = new JSZip();
    for (const [name, part] of Object.entries(zip.files))
      if (!part.dir)
        other.file(name.replaceAll('/', '\\'), await part.async('nodebuffer'), { createFolders: false });
    expect(titles(await read(await other.generateAsync({ type: 'nodebuffer' })))).toHaveLength(3);
  });
});

describe('a table that nearly fits the layout', () => {
  const goals: readonly FileRow[] = [
    ['Strateginen painopiste', 'Tavoite', 'KPI-mittari', 'Vastuutaho'],
    ['Palvelut', 'Hoitoon pääsee', 'Jono alle 14 vrk', 'Sote'],
  ];
  const tasks = (...heading: string[]): readonly FileRow[] => [
    heading,
    ['Hoitoon pääsee', 'Vastaanotot auki', anna, '50 %'],
  ];

  it('is refused with the heading that it lacks, on its own sheet and below another table', async () => {
    const renamed = tasks('Tavoite', 'Päätehtävät', 'Kuka hoitaa', 'Tilanne');
    await expect(read(await workbookFile({ Tavoitteet: goals, Tehtävät: renamed }))).rejects.toMatchObject({
      code: 'table-not-read',
      details: { sheet: 'Tehtävät', row: '1', missing: 'Vastuuhenkilö', others: 'Kuka hoitaa' },
    });
    await expect(read(await workbookFile({ A: [...goals, [null], ...renamed] }))).rejects.toMatchObject({
      code: 'table-not-read',
      details: { sheet: 'A', row: '4' },
    });
    const twice = tasks('Tavoite', 'Mitä tehdään', 'Kuka hoitaa', 'Tilanne');
    await expect(read(await workbookFile({ Tavoitteet: goals, Tehtävät: twice }))).rejects.toMatchObject({
      code: 'table-not-read',
    });
  });

  it('is read where the heading is another usual word', async () => {
    const register = await read(
      await workbookFile({
        Tavoitteet: goals,
        Tehtävät: tasks('Tavoite', 'Päätehtävät', 'Vastaava', 'Tilanne'),
      }),
    );
    expect(register.goals[0]!.groups.map(({ ownersText }) => ownersText)).toEqual([anna]);
  });

  it('is not what has nothing to do with the register', async () => {
    const other: readonly FileRow[] = [
      ['Viikko', 'Kokous', 'Tavoite'],
      [12, 'Johtoryhmä', 'Käydään läpi'],
    ];
    expect((await read(await workbookFile({ Tavoitteet: goals, Kokoukset: other }))).goals).toHaveLength(1);
  });
});

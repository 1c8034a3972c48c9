/** Registers as an office has them, each with one trap, and those of the five documents, for a new programme. */
import JSZip from 'jszip';
import { documents, type NewRegister } from './new-documents';
import { type FileCell, type FileRow, percentage, withError, withPart, workbookFile } from './workbook-file';

const anna = 'anna@example.org';
const head = [
  ...['Tunnus', 'Toimiala', 'Tulosalue', 'Tavoite', 'Avaintulos', 'Luottavaisuusarvio'],
  'Vastuuhenkilö',
];
const row = (code: FileCell, title: FileCell, figure: FileCell = 20, owner: FileCell = anna): FileRow => [
  ...[code, 'Kaupunki', 'Kirjasto', 'Palvelu on lähellä', title, figure, owner],
];
const three = [row('1', 'Jono alle 45 pv'), row('2', 'Hylätyt alle 4 %'), row('3', 'Lainat yli 900 kpl')];
const book = (...rows: readonly FileRow[]) => workbookFile({ Avaintulokset: [head, ...rows] });
const sheetXml = 'xl/worksheets/sheet1.xml';
const csv = (titles: readonly string[]) =>
  Promise.resolve(
    Buffer.from(
      [
        head.join(';'),
        ...titles.map((title, at) => `${at + 1};Kaupunki;Kirjasto;Palvelu on lähellä;${title};20;${anna}`),
      ].join('\n'),
    ),
  );
const struck = (value: string) => ({ value, type: String, textDecoration: { strikethrough: true } });
const decimals = (value: number, format: string) => ({ value, type: Number, format });

const plainGoals: readonly FileRow[] = [
  ['Tavoitteen id', 'Tunnus', 'Taso I fi', 'Otsikko fi', 'Vastuuhenkilöt'],
  ...[1, 2, 3, 4].map((at) => [`g${at}`, String(at), 'Talous', `Tavoite ${at}`, anna]),
];
const plainFields = (
  ...cells: readonly (readonly [kind: string, target: FileCell, direction?: string])[]
) => [
  ['Tavoitteen id', 'Kohdan id', 'Laji', 'Rooli', 'Nimi fi', 'Tavoitearvo', 'Suunta'],
  ...cells.map(([kind, target, direction = null], at): FileRow => [
    ...[`g${at + 1}`, 'arvo', kind, 'mittari', `Arvo ${at + 1}`, target, direction],
  ]),
];

const traps: readonly NewRegister[] = [
  {
    what: 'decimal commas in titles',
    made: { goals: 4, owners: 'anna 4', targets: '3.5 2.4 12.5 0.8', problems: {} },
    name: 'desimaalit.csv',
    content: () =>
      csv([
        'Vastausaika alle 3,5 tuntia',
        'Tuotto vähintään 2,4 milj. €',
        'Poissaolot alle 12,5 päivää/htv',
        'Virheet alle 0,8 prosenttia',
      ]),
  },
  {
    what: 'units and changes in titles',
    made: {
      goals: 7,
      owners: 'anna 7',
      targets: '45 45 2500 2500 90',
      problems: { 'target-unclear': 'E7 E8' },
    },
    name: 'yksikot.csv',
    content: () =>
      csv([
        'Jono alle 45 vrk',
        'Jono alle 45 päivää',
        'Käyntejä vähintään 2500',
        'Käyntejä vähintään 2 500 kappaletta',
        'Osuus vähintään 90 prosenttia',
        'Lainat kasvavat 4 %',
        'Valitukset vähenevät 8 %',
      ]),
  },
  {
    what: 'strategic goals with decimal commas',
    made: { goals: 3, owners: 'anna 3', targets: '3.5 2.4 –', problems: { 'target-unclear': 'C4' } },
    name: 'strategia.csv',
    content: () =>
      Promise.resolve(
        Buffer.from(
          [
            'Strateginen painopiste;Tavoite;KPI-mittari;Vastuutaho',
            `Asukkaat;Palvelu on lähellä;Vastausaika alle 3,5 tuntia;${anna}`,
            `Asukkaat;Talous kestää;Tuotto vähintään 2,4 milj. €;${anna}`,
            `Asukkaat;Jonot lyhenevät;Valitukset vähenevät 8 %;${anna}`,
          ].join('\n'),
        ),
      ),
  },
  {
    what: 'targets that go up, down, to nothing and neither way',
    made: { goals: 4, owners: 'anna 4', targets: '6 – 14.5 0', problems: { 'target-unclear': 'F3' } },
    name: 'suunnat.xlsx',
    content: () =>
      workbookFile({
        Tavoitteet: plainGoals,
        Kohdat: plainFields(
          ['luku', 'alle 6'],
          ['luku', 'säilyy 90 %:ssa'],
          ['luku', '14,5'],
          ['luku', '0', 'laskee'],
        ),
      }),
  },
  {
    what: 'target cells of other kinds',
    made: {
      goals: 2,
      owners: 'anna 2',
      targets: '0.9 –',
      problems: {
        'share-for-percent': 'F2',
        'error date-for-figure': 'F3',
        'error boolean-for-figure': 'F4',
        'figure-ambiguous': 'F5',
      },
    },
    name: 'kohdat.xlsx',
    content: () =>
      workbookFile({
        Tavoitteet: plainGoals,
        Kohdat: plainFields(
          ['prosentti', 0.9],
          ['luku', new Date(Date.UTC(2026, 4, 2))],
          ['luku', true],
          ['luku', '1.500'],
        ),
      }),
  },
  {
    what: 'shares in cells of several formats',
    made: { goals: 2, owners: 'anna 2', targets: '70 70', problems: { 'answer-unclear': 'F3' } },
    name: 'osuudet.xlsx',
    content: () => book(row('1', 'Osuus yli 70 %', percentage(0.75)), row('2', 'Osuus B yli 70 %', 0.75)),
  },
  {
    what: 'codes that are numbers',
    made: { goals: 2, owners: 'anna 2', problems: { 'error code-repeated': 'E4' } },
    name: 'tunnukset.xlsx',
    content: () =>
      book(row(decimals(2.1, '0.0'), 'A'), row(decimals(2.2, '0.0'), 'B'), row(decimals(2.1, '0.00'), 'C')),
  },
  {
    what: 'a hidden row',
    made: { goals: 2, owners: 'anna 2', targets: '45 900', problems: { 'row-hidden': '3' } },
    name: 'piilotettu.xlsx',
    content: async () =>
      withPart(await book(...three), sheetXml, (xml) => xml.replace('<row r="3"', '<row hidden="1" r="3"')),
  },
  {
    what: 'a struck row',
    made: { goals: 1, owners: 'anna 1', targets: '45', problems: { 'row-struck': '3' } },
    name: 'yliviivattu.xlsx',
    content: () => book(three[0]!, row('2', struck('Hylätyt alle 4 %'))),
  },
  {
    what: 'struck words in a cell',
    made: { goals: 1, owners: 'anna 1', targets: '45', problems: {} },
    name: 'osin.xlsx',
    content: async () =>
      withPart(await book(three[0]!), 'xl/sharedStrings.xml', (xml) =>
        xml.replace(
          /<si><t[^>]*>Jono alle 45 pv<\/t><\/si>/,
          '<si><r><t xml:space="preserve">Jono alle </t></r><r><rPr><strike/></rPr><t>60</t></r><r><t>45 pv</t></r></si>',
        ),
      ),
  },
  {
    what: 'notes below the table',
    made: { goals: 3, owners: 'anna 3', targets: '45 4 900', problems: { 'row-left-out': '6' } },
    name: 'huomautukset.xlsx',
    content: () => book(...three, [null], ['* Luvut ovat arvioita.']),
  },
  {
    what: 'backslashes in the archive',
    made: { goals: 3, owners: 'anna 3', targets: '45 4 900', problems: {} },
    name: 'arkisto.xlsx',
    content: async () => {
      const [zip, other] = [await JSZip.loadAsync(await book(...three)), new JSZip()];
      for (const [name, part] of Object.entries(zip.files))
        if (!part.dir)
          other.file(name.replaceAll('/', '\\'), await part.async('nodebuffer'), { createFolders: false });
      return other.generateAsync({ type: 'nodebuffer' });
    },
  },
  {
    what: 'formulas without values',
    refused: 'formulas-without-values',
    name: 'kaavat.xlsx',
    content: async () =>
      withPart(await book(row('1', 'Jono alle 45 pv', 77)), sheetXml, (xml) =>
        xml.replace(/<c r="F2"[^>]*>(?:(?!<\/c>).)*<\/c>/, '<c r="F2"><f>7+70</f><v/></c>'),
      ),
  },
  {
    what: 'an encoding of DOS',
    refused: 'text-unreadable',
    name: 'dos.csv',
    content: async () =>
      Buffer.from(
        (await csv(['Jonot lyhenevät yöllä'])).toString().replace(/ä/g, '\u0084').replace(/ö/g, '\u0094'),
        'latin1',
      ),
  },
  {
    what: 'a table without codes and owners',
    made: {
      goals: 3,
      owners: 'coordinator 3',
      targets: '45 4 900',
      problems: { 'owner-column-missing': '2' },
    },
    name: 'lyhyt.xlsx',
    content: () => workbookFile({ A: [head, ...three].map((each) => each.slice(1, -1)) }),
  },
  {
    what: 'settings beside the table',
    made: { goals: 3, owners: 'anna 3', targets: '45 4 900', problems: {} },
    name: 'asetukset.xlsx',
    content: () =>
      workbookFile({
        Ohjelma: [
          ['Asetus', 'Arvo', 'Teksti fi'],
          ['Nimi', null, 'Kirjaston tulokset'],
          ['Rytmi', 'puolivuosi', null],
        ],
        Avaintulokset: [head, ...three],
      }),
  },
  {
    what: 'owners in every form',
    made: {
      goals: 7,
      owners: 'anna 2, coordinator 4, bo 1',
      targets: '5 5 5 5 5 5 5',
      problems: { 'owner-missing': 'G4 G5', 'owner-unknown': 'G6 G7 G8' },
    },
    name: 'vastuut.xlsx',
    content: () =>
      book(
        ...[`mailto:${anna}`, `${anna}.`, '?', '-', 'Anna Uusi', 'bo@example.org; Cia Ek', 'avoin'].map(
          (owner, at) => row(String(at + 1), `Tulos ${'abcdefg'[at]} alle 5 pv`, 1, owner),
        ),
      ),
  },
  {
    what: 'failed formulas',
    made: {
      goals: 2,
      owners: 'anna 2',
      targets: '45 900',
      problems: { 'cell-error': 'F2', 'error cell-error': 'E3' },
    },
    name: 'virheet.xlsx',
    content: async () => withError(await withError(await book(...three), 'F2', '#REF!'), 'E3', '#N/A'),
  },
  {
    what: 'times and dates for figures',
    made: { goals: 2, owners: 'anna 2', targets: '2', problems: { 'date-for-figure': 'F2 F3' } },
    name: 'ajat.xlsx',
    content: () =>
      book(
        row('1', 'Vaste alle 2 h', decimals(0.0729166667, 'h:mm')),
        row('2', 'Alkaa', new Date(Date.UTC(2026, 2, 1))),
      ),
  },
  {
    what: 'a title and a second row of headings',
    made: { goals: 3, owners: 'anna 3', targets: '45 4 900', problems: {} },
    name: 'otsikot.xlsx',
    content: () =>
      workbookFile({ A: [['Kaupunki', null, null, null, 'Tulos', 'Arvio'], [], head, ...three] }),
  },
];

export type { NewRegister } from './new-documents';

export const newRegisters: readonly NewRegister[] = [...traps, ...documents];

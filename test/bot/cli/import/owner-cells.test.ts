/** Owners that nobody is: told with their cell and its heading, once for all rows that say the same. */
import { savePeople } from '../../../../src/people/directory';
import { peopleOf } from '../../../helpers/fixtures';
import { writtenWorkbook } from '../../../import/own-file';
import { type FileRow } from '../../../import/workbook-file';
import { cliUnderTest } from '../cli-under-test';

const anna = 'anna@example.org';
const cli = cliUnderTest('2026-10-05T09:00:00.000Z', (store) => savePeople(store, peopleOf([anna])), {
  each: false,
});
const unit = 'Lasten, nuorten ja perheiden palvelut';

async function warned(sheets: Readonly<Record<string, readonly FileRow[]>>): Promise<string[]> {
  const file = await writtenWorkbook('own.xlsx', sheets);
  const made = ['--programme', 'new', '--coordinator', anna, '--dry-run'];
  const lines = await cli.lines('import', file, ...made);
  return lines.filter((line) => line.startsWith('warning: ')).map((line) => line.slice('warning: '.length));
}

it.each([
  {
    layout: 'key results',
    sheets: {
      A: [
        ['Toimiala', 'Tulosalue', 'Tavoite', 'Avaintulos', 'Luottavaisuusarvio', 'Vastuuhenkilö'],
        ['Sote', 'Kotihoito', 'Kotona pärjää', 'Käynnit toteutuvat', 20, unit],
      ],
    },
    where: 'A row 2, column F (Vastuuhenkilö)',
  },
  {
    layout: 'strategic goals, where a unit answers',
    sheets: {
      A: [
        ['Strateginen painopiste', 'Tavoite', 'KPI-mittari', 'Vastuutaho'],
        ['Palvelut', 'Hoitoon pääsee', 'Jono alle 14 vrk', unit],
      ],
    },
    where: 'A row 2, column D (Vastuutaho)',
  },
  {
    layout: 'strategic goals, for a task on its own sheet',
    sheets: {
      A: [
        ['Strateginen painopiste', 'Tavoite', 'KPI-mittari', 'Vastuutaho'],
        ['Palvelut', 'Hoitoon pääsee', 'Jono alle 14 vrk', anna],
      ],
      B: [
        ['Tavoite', 'Päätehtävät', 'Vastaava', 'Tilanne'],
        ['Hoitoon pääsee', 'Vastaanotot auki', unit, '50 %'],
      ],
    },
    where: 'B row 2, column C (Vastaava)',
  },
  {
    layout: 'productivity programme',
    sheets: {
      A: [
        [
          'Tuottavuuskärki',
          'Tuottavuuskohde',
          'Tuottavuusmekanismi ja konkreettiset toimenpiteet',
          'Projektin tila',
          'Sanallinen kuvaus',
          'Vastuuhenkilöt',
        ],
        ['1 Talous', '1.1 Hankinnat', 'a) Kilpailutetaan sopimukset', 'Käynnissä', 'Alkanut', unit],
      ],
    },
    where: 'A row 2, column F (Vastuuhenkilöt)',
  },
  {
    layout: 'half-year follow-up, on a further row of the goal',
    sheets: {
      Kotihoito: [
        ['Tavoite', 'Mittarit', 'Toimenpiteet', 'Seuranta', 'Vastuuhenkilö'],
        ['Kotona pärjää', 'Käynnit 100 kpl', 'Lisätään käyntejä', 'Alkanut', null],
        [null, 'Soitot 50 kpl', null, null, unit],
      ],
    },
    where: 'Kotihoito row 3, column E (Vastuuhenkilö)',
  },
  {
    layout: 'plain',
    sheets: {
      Tavoitteet: [
        ['Tavoitteen id', 'Tunnus', 'Taso I fi', 'Otsikko fi', 'Vastuuhenkilöt'],
        ['g1', '1', 'Palvelut', 'Kotona pärjää', unit],
      ],
      Kohdat: [
        ['Tavoitteen id', 'Kohdan id', 'Laji', 'Nimi fi'],
        ['g1', 'a', 'teksti', 'Seuranta'],
      ],
    },
    where: 'Tavoitteet row 2, column E (Vastuuhenkilöt)',
  },
])('$layout', async ({ sheets, where }) => {
  const lines = (await warned(sheets)).filter((line) => line.includes('nobody in the directory'));
  expect(lines).toEqual([expect.stringContaining(`${where}, "${unit}": nobody in the directory`)]);
});

const head = ['Tavoite', 'Mittari', 'Tavoitetaso'];
const rows = (owner?: (at: number) => string | null): readonly FileRow[] =>
  Array.from({ length: 19 }, (_row, at) => [
    ...[`Tavoite ${'abcdefghijklmnopqrst'[at]}`, `Mittari ${at}`, 'alle 5'],
    ...(owner ? [owner(at)] : []),
  ]);
const guessed = async (table: readonly FileRow[]) => {
  const file = await writtenWorkbook('own.xlsx', { A: table });
  const made = ['--programme', 'new', '--coordinator', anna, '--dry-run'];
  return (await cli.lines('import', file, ...made)).filter((line) =>
    /^warning: .*(?:owner|nobody)/.test(line),
  );
};

it('says the same text of many rows once', async () => {
  const table = [[...head, 'Vastuutaho'], ...rows((at) => (at === 7 ? 'Kirjasto' : 'Terveyspalvelut'))];
  expect(await guessed(table)).toEqual([
    expect.stringContaining(
      '18 rows of A (2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14, …), column D (Vastuutaho), "Terveyspalvelut": nobody',
    ),
    expect.stringContaining('A row 9, column D (Vastuutaho), "Kirjasto": nobody'),
  ]);
});

it('says once that there is no column of owners, and that a cell is blank or open', async () => {
  expect(await guessed([head, ...rows()])).toEqual([
    expect.stringContaining(`A row 2: the file names no owners, so ${anna} stands in for 19 goals`),
  ]);
  const open = ['?', '-', null];
  const table = [[...head, 'Vastuutaho'], ...rows((at) => (at < 3 ? open[at]! : anna))];
  expect(await guessed(table)).toEqual(
    [2, 3, 4].map((row) => expect.stringContaining(`A row ${row}, column D (Vastuutaho): `) as unknown),
  );
});

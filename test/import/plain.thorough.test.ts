import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readSeed, seedFolders, seedsDirectory } from '../../seeds/read';
import { exportRegister } from '../../src/import/plain/export-register';
import { readRegister } from '../../src/import/read-register';
import { readWorkbook } from '../../src/import/file/read-workbook';
import { asRegister } from './as-register';
import { seed } from './county-files';
import { readSheets, shown } from './read-text-table';
import { type FileRow, percentage, withPart } from './workbook-file';

const goalHead = ['Tavoitteen id', 'Tunnus', 'Taso I fi', 'Otsikko fi', 'Vastuuhenkilöt'];
const fieldHead = [
  'Tavoitteen id',
  'Kohdan id',
  'Laji',
  'Nimi fi',
  'Tavoitearvo',
  'Tavoitearvo lukuna',
  'Tavoitearvon vertailu',
];
const goalRow: FileRow = ['g1', '1.1', 'Talous', 'Tasapaino', 'Aino Aalto'];

/** A register with one goal and these fields. */
const withFields = (...rows: FileRow[]) =>
  readSheets({ Tavoitteet: [goalHead, goalRow], Kohdat: [fieldHead, ...rows] });

describe('a register in the plain layout', () => {
  it.each(seedFolders().map((folder) => [folder.split('/').at(-1)!]))(
    'reads back as it was: %s',
    async (folder) => {
      const { programme, goals } = seed(folder);
      for (const language of ['fi', 'sv', 'en'] as const) {
        const read = await readRegister(await exportRegister({ programme, goals }, language), 'ohjelma.xlsx');
        expect([read.layout, read.problems]).toEqual(['plain', []]);
        expect(read.headings).toEqual(programme.headings);
        expect(asRegister(read)).toEqual({ programme, goals });
      }
    },
  );

  it('has a sheet for settings, goals, fields, groups and lists, and a row a field', async () => {
    const { programme, goals } = readSeed(
      seedFolders().find((folder) => folder.endsWith('strategic-goals'))!,
    );
    const sheets = readWorkbook(await exportRegister({ programme, goals }), 'a.xlsx');
    expect(sheets.map(({ name }) => name)).toEqual([
      'Ohjelma',
      'Tavoitteet',
      'Kohdat',
      'Ryhmät',
      'Luettelot',
    ]);
    const fields = goals.flatMap((goal) => goal.fields);
    const further = fields.flatMap(({ targets }) => targets.slice(1));
    expect(sheets[2]!.rows).toHaveLength(1 + fields.length + further.length);
  });

  it('reads what a planning officer typed: words of any language, targets as text, a further target', async () => {
    const { goals, problems } = await withFields(
      ['g1', 'share', 'prosentti', 'Osuus', '≥ 98–100 %', null, null],
      ['g1', 'wait', 'tal', 'Odotus', '< 3 kk', null, null],
      ['g1', 'reach', 'percent', 'Tavoittavuus', 'vähintään 25 %', null, null],
      ['g1', 'reach', null, null, percentage(0.1), null, 'at least'],
      ['g1', 'cost', 'RAHA', 'Hinta', 'noin 95 euroa', 95, 'enintään'],
      ['g1', 'plain', 'luku', 'Luku', '6 %', null, 'ei lukua'],
    );
    expect(problems).toEqual([]);
    expect(goals[0]).toMatchObject({
      id: 'g1',
      code: '1.1',
      ownersText: 'Aino Aalto',
      headings: [{ fi: 'Talous' }],
    });
    expect(goals[0]!.fields.map(({ id, kind, targets }) => [id, kind, targets])).toEqual([
      ['share', 'percent', [{ raw: '≥ 98–100 %', low: 98, high: 100, comparator: 'range' }]],
      ['wait', 'number', [{ raw: '< 3 kk', value: 3, comparator: 'below' }]],
      [
        'reach',
        'percent',
        [
          { raw: 'vähintään 25 %', value: 25, comparator: 'at-least' },
          { raw: '10 %', value: 10, comparator: 'at-least' },
        ],
      ],
      ['cost', 'money', [{ raw: 'noin 95 euroa', value: 95, comparator: 'at-most' }]],
      ['plain', 'number', [{ raw: '6 %' }]],
    ]);
  });

  it.each<[string, FileRow, string[]]>([
    ['a kind that is none', ['g1', 'a', 'numero', 'A', null, null, null], ['error word-unknown C2']],
    ['no kind', ['g1', 'a', null, 'A', null, null, null], ['error kind-missing C2']],
    ['no label', ['g1', 'a', 'luku', null, null, null, null], ['error text-missing A2']],
    [
      'a number that is none',
      ['g1', 'a', 'luku', 'A', 'paljon', 'monta', null],
      ['error number-unreadable F2'],
    ],
    ['an id that is none', ['g1', 'Ä', 'luku', 'A', null, null, null], ['error goal-invalid A2']],
    [
      'a choice without options',
      ['g1', 'a', 'yksi valinta', 'A', null, null, null],
      ['error goal-invalid A2'],
    ],
  ])('names the cell of %s', async (_what, row, expected) => {
    expect(shown(await withFields(row))).toEqual(expected);
  });

  it('names a field of no goal, an id that is used twice, a goal without fields, and a heading that it does not know', async () => {
    const register = await readSheets({
      Tavoitteet: [[...goalHead, 'Vastuuhenkilot'], goalRow, goalRow, ['g2', '1.2', 'Talous', null, null]],
      Kohdat: [
        fieldHead,
        ['g1', 'a', 'luku', 'A', null, null, null],
        ['g1', 'a', 'luku', 'A', null, null, null],
        ['g9', 'a', 'luku', 'A', null, null, null],
      ],
    });
    expect(shown(register).sort()).toEqual([
      ...[
        'error goal-id-repeated A3',
        'error goal-invalid A3',
        'error goal-invalid A3',
        'error goal-invalid A4',
      ],
      ...['error goal-unknown A4', 'error title-missing A4', 'warning column-unknown F1'],
    ]);
  });

  it('keeps a goal out whose list or group cannot be read', async () => {
    const register = await readSheets({
      Tavoitteet: [goalHead, goalRow],
      Kohdat: [fieldHead, ['g1', 'a', 'luku', 'A', null, null, null]],
      Luettelot: [
        ['Tavoitteen id', 'Luettelo', 'Kohta tai ryhmä', 'Rivin id', 'Teksti fi'],
        ['g1', 'toimenpide', null, null, 'Ensin'],
        ['g1', 'vaihto', 'a', 'x', 'Toinen'],
        ['g1', 'vaihtoehto', 'a', null, 'Kolmas'],
      ],
    });
    expect(shown(register)).toEqual([
      ...[
        'error word-unknown B3',
        'error part-unreadable A2',
        'error id-missing A4',
        'error part-unreadable A2',
      ],
    ]);
    expect(register.goals[0]!.actions).toEqual([{ fi: 'Ensin' }]);
  });

  it('leaves the settings out where one of them is wrong, says which, and takes the goals', async () => {
    const { programme, goals } = seed('half-year-follow-up');
    const file = await exportRegister({ programme, goals }, 'fi');
    const spoil = (from: string, to: string) =>
      withPart(file, 'xl/sharedStrings.xml', (xml) => xml.replace(`>${from}<`, `>${to}<`));
    const said = async (from: string, to: string) => {
      const read = await readRegister(await spoil(from, to), 'a.xlsx');
      expect([read.goals.length, read.programme]).toEqual([24, undefined]);
      return read.problems.map(({ severity, code, value }) => [severity, code, value]);
    };
    expect(await said('puolivuosi', 'joskus')).toEqual([['warning', 'setting-rhythm-unknown', 'joskus']]);
    expect(await said('half-year-follow-up', 'Puoli vuotta')).toEqual([
      ['warning', 'setting-invalid', 'Puoli vuotta'],
    ]);
  });

  it('has an example, which is the first goals of a seed programme', async () => {
    const { programme, goals } = seed('strategic-goals');
    const example = readFileSync(path.join(seedsDirectory, 'register-example.xlsx'));
    const read = await readRegister(example, 'register-example.xlsx');
    expect(asRegister(read)).toEqual({ programme, goals: goals.slice(0, 3) });
  });

  it('writes texts that look like formulas as texts', async () => {
    const { programme, goals } = seed('half-year-follow-up');
    const [goal] = goals;
    const file = await exportRegister({ programme, goals: [{ ...goal!, title: { fi: '=HYPERLINK("x")' } }] });
    const { goals: read } = await readRegister(file, 'a.xlsx');
    expect(read[0]!.title).toEqual({ fi: '=HYPERLINK("x")' });
  });
});

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { seedsDirectory } from '../../seeds/read';
import { RefusedError } from '../../src/errors';
import { readRegister } from '../../src/import/read-register';
import { seededRandom } from '../helpers/seeded-random';
import { readRows, shown } from './read-text-table';
import { workbookFile } from './workbook-file';
import { processorTime } from '../helpers/processor-time';

async function refusal(read: () => unknown): Promise<RefusedError> {
  try {
    await read();
  } catch (error) {
    if (error instanceof RefusedError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('the layout of a file', () => {
  it('is refused with what is known, what was found and what is missing where no headings fit', async () => {
    const { code, details } = await refusal(() =>
      readRows([
        ['Toimiala', 'Tulosalue', 'Tavoite', 'Vastuuhenkilö'],
        ['a', 'b', 'c', 'd'],
      ]),
    );
    expect(code).toBe('layout-unrecognised');
    expect(details).toMatchObject({
      nearest: 'key-results',
      found: 'Toimiala, Tulosalue, Tavoite, Vastuuhenkilö',
      missing: 'Avaintulos, Luottavaisuusarvio',
    });
    expect(details.layouts).toContain('half-year: Tavoite, Mittarit, Toimenpiteet, Seuranta');
  });

  it('can be said, and is refused where the headings are of another one', async () => {
    const rows = [
      ['Mål', 'Mätare', 'Åtgärder', 'Uppföljning januari–juni 2024'],
      ['Ekonomi', 'A: Mål 1', null, null],
    ];
    expect((await readRows(rows, 'half-year')).layout).toBe('half-year');
    expect(await refusal(() => readRows(rows, 'key-results'))).toMatchObject({
      code: 'layout-unrecognised',
      details: {
        nearest: 'key-results',
        found: 'Mål',
        missing: 'Sektor, Resultatområde, Nyckelresultat, Konfidensbedömning',
      },
    });
    expect((await refusal(() => readRows(rows, 'survey'))).code).toBe('layout-not-readable');
  });

  it.each([
    [
      'no headings at all',
      [
        ['x', 'y'],
        [1, 2],
      ],
      'no-headings',
    ],
    [
      'headings alone',
      [['Toimiala', 'Tulosalue', 'Tavoite', 'Avaintulos', 'Luottavaisuusarvio']],
      'no-goals',
    ],
    [
      'a heading twice',
      [['Toimiala', 'Tulosalue', 'Tavoite', 'Avaintulos', 'Luottavaisuusarvio Q1', 'Luottavaisuusarvio Q2']],
      'heading-twice',
    ],
  ])('refuses a file with %s', async (_name, rows, code) => {
    expect((await refusal(() => readRows(rows))).code).toBe(code);
  });

  it('is recognised in a CSV file, whose figures have a decimal comma', async () => {
    const text =
      'Toimiala;Tulosalue;Tavoite;Avaintulos;Luottavaisuusarvio\n' +
      'Ikäihmiset;Asuminen;Tuottavuus;Peittävyys 6 %;6,76\n;;;=cmd|x;"1 827"\n';
    const register = await readRegister(Buffer.from(text, 'latin1'), 'avaintulokset.csv');
    expect(register.goals.map(({ title, fields }) => [title.fi, fields[0]!.answer])).toEqual([
      ['Peittävyys 6 %', '6,76'],
      ['=cmd|x', '1 827'],
    ]);
    expect(register.goals[0]!.place).toEqual({ sheet: 'avaintulokset', row: 2, column: 'D' });
    expect(shown(register)).toEqual(['warning target-bare D2']);
  });

  it('is recognised below other rows, beside other sheets, and whatever the headings look like', async () => {
    const file = await workbookFile({
      Ohje: [['Täytä taulukko']],
      Tulokset: [
        ['Otsikko'],
        [null, 'TOIMIALA²', 'tulosalue ', 'Tavoite\n2025', 'Avain-\ntulos*', 'Luottavaisuusarvio Q3/2025'],
        [null, 'A', 'B', 'C', 'D', 5],
      ],
    });
    const { layout, headings, goals } = await readRegister(file, 'a.xlsx');
    expect([layout, goals.length]).toEqual(['key-results', 1]);
    expect(headings[0]).toEqual({ fi: 'TOIMIALA' });
    expect(goals[0]!.place).toEqual({ sheet: 'Tulokset', row: 3, column: 'E' });
  });

  it('is read or refused, and nothing else, whatever bytes of a workbook are changed', async () => {
    const file = readFileSync(path.join(seedsDirectory, 'register-example.xlsx'));
    const random = seededRandom(7);
    const outcomes = new Set<string>();
    for (let run = 0; run < 150; run++) {
      const spoilt = Buffer.from(file);
      for (let change = 0; change <= run % 5; change++)
        spoilt[Math.floor(random() * spoilt.length)] = Math.floor(random() * 256);
      const cut = run % 7 === 0 ? spoilt.subarray(0, Math.floor(random() * spoilt.length)) : spoilt;
      const read = await readRegister(cut, 'a.xlsx').then(
        () => 'read',
        (error: Error) => error.name,
      );
      outcomes.add(read);
    }
    expect([...outcomes].sort()).toEqual(['RefusedError', 'read']);
  });

  it('takes 10,000 rows in seconds and little memory', async () => {
    const rows = Array.from({ length: 10_000 }, (_row, index) => [
      ...[`Toimiala ${index % 9}`, `Alue ${index % 90}`, `Tavoite ${index}`],
      ...[`Avaintulos ${index}: osuus on yli ${index % 100} % ${'kuvausta '.repeat(20)}`, index % 100],
    ]);
    const file = await workbookFile({
      A: [['Toimiala', 'Tulosalue', 'Tavoite', 'Avaintulos', 'Luottavaisuusarvio'], ...rows],
    });
    const [took, before] = [processorTime(), process.memoryUsage().rss];
    const { goals } = await readRegister(file, 'a.xlsx');
    expect(goals).toHaveLength(10_000);
    expect(took()).toBeLessThan(10_000);
    expect(process.memoryUsage().rss - before).toBeLessThan(300 * 1024 * 1024);
  });
});

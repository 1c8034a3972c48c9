import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import JSZip from 'jszip';
import readXlsxFile, { readSheet } from 'read-excel-file/node';
import { answerReader } from '../../../../cards/parts/answer-reader';
import { loadDigestSource } from '../../../../src/digest/build-digest';
import { longForm, longFormColumns } from '../../../../src/report/content/long-form';
import { loadSeeds } from '../../../../seeds/load';
import { cliUnderTest } from '../cli-under-test';

const cli = cliUnderTest('2026-10-12T09:00:00Z', loadSeeds, { each: false });
const ofKeyResults = ['--programme', 'productivity-key-results', '--period', '2025-Q3'];
const file = (name: string) => path.join(cli.directory, name);
const write = (format: string, name: string, ...more: string[]) =>
  cli.run('report', ...ofKeyResults, '--format', format, '--out', file(name), ...more);

describe('report', () => {
  it('writes CSV with the long form, numbers as numbers', async () => {
    expect(await write('csv', 'a.csv')).toBe(
      `report in ${file('a.csv')}: ${(await readFile(file('a.csv'))).length} bytes`,
    );
    const lines = (await readFile(file('a.csv'), 'utf8')).split('\r\n');
    expect(lines[0]).toBe(`\uFEFF${longFormColumns.join(';')}`);
    expect(lines).toHaveLength(57 + 2);
    expect(lines.find((line) => line.includes(';tal-1;'))).toContain(';-51;-51;−51;');
    expect(lines.find((line) => line.includes(';asu-1;'))).toContain(';"6,76";6,76;');
  });

  it('writes JSON with the same rows', async () => {
    await write('json', 'a.json', '--lang', 'en');
    const source = await cli.inStore((store) =>
      loadDigestSource(store, { programmeId: 'productivity-key-results', period: '2025-Q3' }),
    );
    expect(JSON.parse(await readFile(file('a.json'), 'utf8'))).toEqual(longForm(source, answerReader('en')));
  });

  it.each([
    [[], ';', '6,76'],
    [['--lang', 'sv'], ';', '6,76'],
    [['--lang', 'en'], ',', '6.76'],
    [['--separator', ','], ',', '6.76'],
    [['--separator', 'tab'], '\t', '6,76'],
    [['--lang', 'en', '--separator', ';'], ';', '6.76'],
  ])('with %j separates CSV by %j, with figures like %s', async (args, separator, figure) => {
    const name = `separated${args.join('')}.csv`.replace(/[^\w.]/g, '_');
    await write('csv', name, ...args);
    const [head = '', ...lines] = (await readFile(file(name), 'utf8')).split('\r\n');
    expect(head.split(separator)).toHaveLength(longFormColumns.length);
    const row = lines.find((line) => line.includes(`${separator}asu-1${separator}`))!;
    expect(row).toContain(`${separator}${figure}${separator}`);
  });

  it('writes what is published, unless it is told to write everything; CSV and JSON are for other systems', async () => {
    const sheets = async (...more: string[]) => {
      const name = `edition${more.join('')}.xlsx`;
      await write('xlsx', name, ...more);
      return (await readXlsxFile(file(name))).map(({ sheet }) => sheet);
    };
    expect(await sheets()).toEqual(['Tavoitteet']);
    expect(await sheets('--edition', 'published')).toEqual(['Tavoitteet']);
    expect(await sheets('--edition', 'full')).toEqual(['Tavoitteet', 'Kaikki vastaukset']);
    await write('csv', 'published.csv', '--edition', 'published');
    const published = await readFile(file('published.csv'), 'utf8');
    expect(published.split('\r\n')).toHaveLength(57 + 2);
    expect(published).not.toMatch(/answered_by|answered_at|goal_light|@example\.org/);
    await write('json', 'full.json');
    expect(await readFile(file('full.json'), 'utf8')).toContain('"answered_by": "planning@example.org"');
  });

  it('writes the report of a year: its last round under the name of the year, in CSV all its rounds', async () => {
    const ofYear = ['--programme', 'strategic-goals', '--period', '2024'];
    await cli.run('report', ...ofYear, '--format', 'csv', '--out', file('year.csv'));
    const rows = (await readFile(file('year.csv'), 'utf8')).split('\r\n').slice(1, -1);
    const counts = ['Q1', 'Q2', 'Q3', 'Q4'].map(
      (quarter) => rows.filter((row) => row.includes(`;2024-${quarter};`)).length,
    );
    expect(counts).toEqual([177, 177, 177, 177]);
    for (const format of ['pptx', 'docx']) {
      await cli.run('report', ...ofYear, '--format', format, '--out', file(`year.${format}`));
      const zip = await JSZip.loadAsync(await readFile(file(`year.${format}`)));
      const parts = zip.file(/(document|slide1)\.xml$/);
      const xml = (await Promise.all(parts.map((part) => part.async('string')))).join('');
      expect(xml).toMatch(/<(?:a|w):t[^>]*>2024(?: ·|<)/);
    }
  });

  it("writes a workbook in the programme's own language, or another", async () => {
    await write('xlsx', 'a.xlsx');
    expect((await readSheet(file('a.xlsx')))[0]).toContain('Luottavaisuusarvio');
    await write('xlsx', 'b.xlsx', '--lang', 'en');
    expect((await readSheet(file('b.xlsx')))[0]).toContain('Confidence');
  });

  it.each(['docx', 'pptx'])('writes a %s with the titles of all goals', async (format) => {
    await write(format, `goals.${format}`);
    const zip = await JSZip.loadAsync(await readFile(file(`goals.${format}`)));
    const parts = zip.file(/(document|slide\d+)\.xml$/);
    const xml = (await Promise.all(parts.map((part) => part.async('string')))).join('');
    const texts = xml.replace(/<[^>]*>/g, '').replaceAll('&amp;', '&');
    const { form } = await cli.inStore((store) =>
      loadDigestSource(store, { programmeId: 'productivity-key-results', period: '2025-Q3' }),
    );
    expect(form.goals.filter(({ code }) => !texts.includes(code))).toEqual([]);
  });

  it('says as JSON what was written', async () => {
    const args = [...ofKeyResults, '--format', 'csv', '--out', file('c.csv')];
    const bytes = expect.any(Number) as number;
    expect(await cli.json('report', ...args)).toEqual({ file: file('c.csv'), bytes });
  });

  it('never writes over a file', async () => {
    await writeFile(file('kept.xlsx'), 'kept');
    const args = ['report', ...ofKeyResults, '--format', 'xlsx', '--out'];
    expect(await cli.fails(...args, file('kept.xlsx'))).toEqual([
      expect.stringMatching(/exists already.*--out/),
    ]);
    expect(await readFile(file('kept.xlsx'), 'utf8')).toBe('kept');
    await mkdir(file('folder'));
    for (const [name, reason] of [
      ['none/a.xlsx', /cannot be written \(ENOENT\)/],
      ['folder', /exists already|cannot be written/],
    ] as const)
      expect(await cli.fails(...args, file(name))).toEqual([expect.stringMatching(reason)]);
  });

  const ofPeriod = (period: string) => ['--programme', 'productivity-key-results', '--period', period];
  const tail = ['--format', 'csv', '--out', '/nowhere/a.csv'];
  it.each([
    [['--programme', 'x', '--period', '2025-Q3', ...tail], /no programme "x"/],
    [[...ofPeriod('2026-Q1'), ...tail], /no round 2026-Q1/],
    [[...ofPeriod('2026-H1'), ...tail], /does not fit the rhythm/],
    [[...ofPeriod('2025'), ...tail], /2025-Q4 is not closed; .*round close.* 2025-Q3/],
    [[...ofPeriod('2019'), ...tail], /no round of 2019 .*round status/],
    [['--programme', 'county-survey', '--period', '2019', ...tail], /no round 2019/],
    [[...ofKeyResults, ...tail, '--edition', 'secret'], /published, full/],
    [[...ofKeyResults, ...tail, '--separator', '|'], /tab/],
    [
      [...ofKeyResults, '--format', 'xlsx', '--out', 'a', '--separator', ';'],
      /--separator is for --format csv/,
    ],
    [[...ofKeyResults, '--format', 'odt', '--out', 'a'], /csv, json, xlsx/],
    [[...ofKeyResults, '--format', 'csv'], /--out/],
    [[...ofKeyResults, '--out', 'a'], /--format/],
  ])('%j is refused in one line', async (args, message) => {
    expect(await cli.fails('report', ...args)).toEqual([expect.stringMatching(message)]);
  });

  it('changes nothing in the store', async () => {
    const before = cli.dump();
    for (const format of ['csv', 'json', 'xlsx', 'docx', 'pptx']) await write(format, `d.${format}`);
    expect(cli.dump()).toEqual(before);
  });
});

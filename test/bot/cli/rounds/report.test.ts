import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import JSZip from 'jszip';
import { readSheet } from 'read-excel-file/node';
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

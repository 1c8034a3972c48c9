/** Whatever people typed, exports hold no formulas, however a spreadsheet splits cells, and no terminal codes. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import JSZip from 'jszip';
import { loadSeeds } from '../../../seeds/load';
import { type JsonObject, withPrefix } from '../../../src/storage/store';
import { cliUnderTest } from './cli-under-test';

/** Each command writes at least one file. */
jest.setTimeout(120_000);

const formula = `=cmd|'/C calc'!A1`;
const typed = `hyvin;${formula}\n${formula},${formula}\t@SUM(1)\r\n+1;"=1+1"; -1+1\u001b[31m`;

const cli = cliUnderTest('2026-10-12T09:00:00Z', loadSeeds, { each: false });
const rounds = {
  'productivity-key-results': '2025-Q3',
  'strategic-goals': '2024-Q4',
  'productivity-programme': '2024-H2',
  'county-survey': '2024',
  'half-year-follow-up': '2024-H1',
} as const;
const programmes = Object.keys(rounds) as (keyof typeof rounds)[];
const out = (name: string) => path.join(cli.directory, name);

/** Texts that an owner, a coordinator and an admin can get into rows. */
beforeAll(() =>
  cli.inStore(async (store) => {
    for await (const partition of store.partitions())
      for await (const { key, value, etag } of store.range(partition, withPrefix(''))) {
        const spoilt = spoil(value) as JsonObject;
        if (JSON.stringify(spoilt) !== JSON.stringify(value))
          await store.commit(partition, [{ type: 'replace', key, value: spoilt, etag }]);
      }
  }),
);

const texts = new Set(['raw', 'fi', 'sv', 'en', 'code', 'name', 'ownersText', 'text']);

function spoil(value: unknown, key = ''): unknown {
  if (typeof value === 'string' && texts.has(key) && value.length > 2 && !/^[a-z-]+$/.test(value))
    return typed;
  if (Array.isArray(value)) return value.map((part) => spoil(part, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, spoil(part, name)]));
}

const begins = /^[\s"]*[=+\-@＝＋－＠]/;
/** Values that stay numbers. A day begins with none of the characters above. */
const number = /^-?\d+([.,]\d+)?$/;

function formulasIn(csv: string): string[] {
  const cells = [',', ';', '\t'].flatMap((separator) =>
    csv
      .slice(1)
      .split(/[\r\n]+/)
      .flatMap((line) => line.split(separator)),
  );
  return cells.filter((cell) => begins.test(cell) && !number.test(cell));
}

it.each(programmes)('the CSV of %s', async (programme) => {
  const file = out(`${programme}.csv`);
  await cli.run(
    'report',
    '--programme',
    programme,
    '--period',
    rounds[programme],
    '--format',
    'csv',
    '--out',
    file,
  );
  const csv = await readFile(file, 'utf8');
  expect(csv).toContain("hyvin;'=cmd|");
  expect(formulasIn(csv)).toEqual([]);
});

it.each(programmes)('the workbooks of %s', async (programme) => {
  const [report, register] = [out(`${programme}.xlsx`), out(`${programme}-register.xlsx`)];
  await cli.run(
    'report',
    '--programme',
    programme,
    '--period',
    rounds[programme],
    '--format',
    'xlsx',
    '--out',
    report,
  );
  await cli.run('export-register', '--programme', programme, '--out', register);
  for (const file of [report, register]) {
    const zip = await JSZip.loadAsync(await readFile(file));
    const sheets = Object.keys(zip.files).filter((name) => name.startsWith('xl/worksheets/sheet'));
    expect(sheets.length).toBeGreaterThan(0);
    for (const name of sheets) {
      const xml = await zip.file(name)!.async('string');
      // A formula has its own element; text is shared or inline.
      expect([name, xml.match(/<f[ />]/g)]).toEqual([name, null]);
      expect([name, xml.match(/<v>[^<]*[=@|][^<]*<\/v>/g)]).toEqual([name, null]);
    }
  }
});

it('the audit', async () => {
  await cli.run('audit', '--format', 'csv', '--out', out('audit.csv'));
  const csv = await readFile(out('audit.csv'), 'utf8');
  expect(csv.split('\r\n').length).toBeGreaterThan(20);
  expect(formulasIn(csv)).toEqual([]);
});

it.each([
  ['a person’s data', ['person', 'export', '--person', 'planning@example.org', '--out', '']],
  ['the audit as a table', ['audit']],
  ['the register', ['goals', '--programme', 'strategic-goals']],
  ['the programmes', ['programmes']],
  ['the worklist of owners', ['owner', 'unresolved', '--programme', 'strategic-goals']],
  ['replies', ['replies', '--programme', 'strategic-goals', '--period', '2024-Q4']],
  ['undelivered messages', ['outbox', 'status']],
])('%s steers no terminal', async (_what, args) => {
  const file = out('person.json');
  const printed = await cli.run(...args.map((each) => each || file));
  // eslint-disable-next-line no-control-regex -- these are the characters meant
  expect(printed).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
});

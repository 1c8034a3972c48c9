/** Unusable files: each produces a line that says what to do, and nothing is written. */
import { truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { CliFailure } from '../../../bot/cli/parts/cli-command';
import { loadGoals, saveRegister } from '../../../src/goals/register';
import { exportRegister } from '../../../src/import/plain/export-register';
import { savePeople } from '../../../src/people/directory';
import { runCli } from '../../../bot/cli/run';
import { during, peopleOf, programmeWith } from '../../helpers/fixtures';
import { type FileRow, withError, withPart, workbookFile } from '../../import/workbook-file';
import { cliUnderTest } from './cli-under-test';

const head = ['Toimiala', 'Tulosalue', 'Tavoite', 'Avaintulos', 'Luottavaisuusarvio'];
const row: FileRow = ['Talous', 'Hankinnat', 'Tasapaino', 'Säästö on yli 5 %', 50];
const csvLine = 'Talous;Hankinnat;Tasapaino;Säästö on yli 5 %;50\n';
const programme = programmeWith();
const cli = cliUnderTest(
  during.toISOString(),
  async (store) => {
    await savePeople(store, peopleOf([programme.coordinator]));
    await saveRegister(store, { programme, goals: [] });
  },
  { each: true },
);

async function written(name: string, content: Buffer | string): Promise<string> {
  const file = path.join(cli.directory, name);
  await writeFile(file, content);
  return file;
}
const goals = () => cli.inStore((store) => loadGoals(store, 'prog'));
const workbook = (...rows: FileRow[]) => workbookFile({ Tulokset: [head, ...rows] });

const encrypted = Buffer.concat([
  Buffer.from('d0cf11e0a1b11ae1', 'hex'),
  Buffer.alloc(504),
  Buffer.from('EncryptedPackage', 'utf16le'),
]);

it.each<[string, string, () => Promise<Buffer> | Buffer | string, RegExp]>([
  ['a workbook with a password', 'a.xlsx', () => encrypted, /has a password; remove it in Excel/],
  [
    'a zip bomb',
    'a.xlsx',
    async () =>
      withPart(await workbook(row), 'xl/sharedStrings.xml', () => Buffer.alloc(70 * 1024 * 1024, 0x20)),
    /unpacks to more than 64 MB, or to many times its size/,
  ],
  ['100,000 rows', 'a.csv', () => `${head.join(';')}\n${csvLine.repeat(100_000)}`, /more than|larger than/],
  [
    'headings that stand twice',
    'a.xlsx',
    () =>
      workbookFile({
        Tulokset: [
          [...head, 'Tavoite'],
          [...row, 'x'],
        ],
      }),
    /two columns of sheet "Tulokset" have the heading "Tavoite"/,
  ],
  ['bytes that are no text', 'a.csv', () => Buffer.from([65, 0, 1, 2, 0, 255]), /save it as "CSV UTF-8"/],
])('%s is refused', async (_what, name, content, said) => {
  const file = await written(name, await content());
  const before = cli.dump();
  const args = ['import', file, '--programme', 'prog', '--data', cli.directory];
  const failure: unknown = await runCli(args, { clock: cli.clock, print: () => undefined }).catch(
    (error: unknown) => error,
  );
  expect(failure).toBeInstanceOf(CliFailure);
  expect((failure as Error).message).toMatch(said);
  expect(cli.dump()).toEqual(before);
});

it('a file of 200 MB is refused without being read', async () => {
  const file = await written('a.csv', csvLine);
  await truncate(file, 200 * 1024 * 1024);
  const before = process.memoryUsage().rss;
  expect(await cli.fails('import', file, '--programme', 'prog')).toEqual([
    'error: the file is larger than 20 MB; a register is usually a few hundred kilobytes',
  ]);
  expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024);
});

it('a formula that failed keeps its row out and is named; the others are imported', async () => {
  const other: FileRow = ['Talous', 'Hankinnat', 'Sopimukset', 'Sopimuksia on yli 10', 50];
  const file = await written('a.xlsx', await withError(await workbook(row, other), 'D2', '#DIV/0!'));
  const lines = await cli.lines('import', file, '--programme', 'prog');
  expect(lines).toContainEqual(
    expect.stringMatching(/^error: Tulokset row 2, column D, "#DIV\/0!": the cell has a formula error/),
  );
  expect((await goals()).map(({ title }) => title.fi)).toEqual([expect.stringMatching(/^Sopimuksia on/)]);
});

it('macros are not run and Windows-1252 is read as it was typed', async () => {
  const macros = await withPart(await workbook(row), 'xl/vbaProject.bin', () => 'Sub Auto_Open');
  await cli.run('import', await written('a.xlsm', macros), '--programme', 'prog');
  const [first] = await goals();
  const csv = Buffer.from(`${head.join(';')}\n${csvLine}`, 'latin1');
  expect(await cli.run('import', await written('a.csv', csv), '--programme', 'prog')).toContain(
    'nothing changes',
  );
  expect(await goals()).toEqual([first]);
});

it('what looks like a formula is a text, in a CSV file and in the workbook that is exported', async () => {
  const formula = '=HYPERLINK("http://x","Säästö on yli 5 %")';
  const csv = `${head.join(';')}\nTalous;Hankinnat;Tasapaino;"${formula.replaceAll('"', '""')}";50\n`;
  await cli.run('import', await written('a.csv', csv), '--programme', 'prog');
  const [goal] = await goals();
  expect(goal!.title.fi).toContain('=HYPERLINK(');
  const exported = await exportRegister({ programme, goals: [goal!] });
  await withPart(exported, 'xl/worksheets/sheet2.xml', (xml) => {
    expect(xml).not.toMatch(/<f[ >]/);
    return xml;
  });
});

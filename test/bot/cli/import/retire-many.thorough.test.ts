/** An import that would take much away stops and asks. */
import { loadGoals } from '../../../../src/goals/register';
import { savePeople } from '../../../../src/people/directory';
import { runCli } from '../../../../bot/cli/run';
import { peopleOf } from '../../../helpers/fixtures';
import { writtenWorkbook } from '../../../import/own-file';
import { type FileRow } from '../../../import/workbook-file';
import { cliUnderTest } from '../cli-under-test';

const [anna, bo] = ['anna@example.org', 'bo@example.org'];
const head = ['Toimiala', 'Tulosalue', 'Tavoite', 'Avaintulos', 'Luottavaisuusarvio', 'Vastuuhenkilö'];
const rowsOf = (count: number, owner = anna): readonly FileRow[] =>
  Array.from({ length: count }, (_row, at) => [
    ...['Sote', `Alue ${at}`, `Tavoite ${at}`, `Jono ${'abcdefghijklmnopqrst'[at]} lyhenee`, 50, owner],
  ]);
const written = (rows: readonly FileRow[]) => writtenWorkbook('kr.xlsx', { A: [head, ...rows] });

const cli = cliUnderTest('2026-10-05T09:00:00.000Z', (store) => savePeople(store, peopleOf([anna, bo])), {
  each: true,
});
const args = async (rows: readonly FileRow[], ...more: string[]) => [
  ...['import', await written(rows), '--programme', 'kr', ...more],
];
const count = async () => (await cli.inStore((store) => loadGoals(store, 'kr'))).length;
const answering = async (answer: string, rows: readonly FileRow[]) => {
  const asked: string[] = [];
  const ask = (question: string) => {
    asked.push(question);
    return Promise.resolve(answer);
  };
  const words = [...(await args(rows)), '--data', cli.directory];
  await runCli(words, { clock: cli.clock, print: () => undefined, ask }).catch((error: unknown) => error);
  return asked;
};

beforeEach(async () => cli.run(...(await args(rowsOf(20), '--coordinator', anna))));

it('is refused where it retires more than five and more than a fifth of the goals', async () => {
  const before = cli.dump();
  expect(await cli.fails(...(await args(rowsOf(14))))).toEqual([
    'error: the import would remove a lot at once, more than five and more than a fifth (6 of 20 goals), so nothing was written; if the file is right, import it with --retire-many',
  ]);
  expect(await cli.lines(...(await args(rowsOf(14), '--dry-run')))).toContain(
    'a lot would be removed at once (6 of 20 goals): this needs --retire-many',
  );
  expect(cli.dump()).toEqual(before);
  await cli.run(...(await args(rowsOf(14), '--retire-many')));
  expect(await count()).toBe(14);
});

it('is not refused where five are retired', async () => {
  await cli.run(...(await args(rowsOf(15))));
  expect(await count()).toBe(15);
});

it('is refused where more than five and a fifth of the goals lose an owner', async () => {
  const rows = [...rowsOf(6, bo), ...rowsOf(20).slice(6)];
  expect(await cli.fails(...(await args(rows)))).toEqual([
    expect.stringContaining('(6 of 20 goals lose an owner)'),
  ]);
  await cli.run(...(await args(rows, '--retire-many')));
});

it('is asked about at a terminal', async () => {
  expect(await answering('n', rowsOf(3))).toEqual([
    'The import would remove a lot at once (17 of 20 goals). Continue? (y/N) ',
  ]);
  expect(await count()).toBe(20);
  await answering('y', rowsOf(3));
  expect(await count()).toBe(3);
});

/** The file of the next year: what is the same goal is known, decided in a file, or asked about at the terminal. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runCli } from '../../../../bot/cli/run';
import { loadGoals } from '../../../../src/goals/register';
import { savePeople } from '../../../../src/people/directory';
import { peopleOf } from '../../../helpers/fixtures';
import { keyResultSheets, seed } from '../../../import/county-files';
import { nextYear, thisYear } from '../../../import/next-year-file';
import { writtenWorkbook } from '../../../import/own-file';
import { type FileRow } from '../../../import/workbook-file';
import { cliUnderTest } from '../cli-under-test';

const anna = 'anna@example.org';
const cli = cliUnderTest('2026-10-05T09:00:00.000Z', (store) => savePeople(store, peopleOf([anna])), {
  each: true,
});
const args = async (rows: readonly FileRow[], ...more: string[]) => [
  ...['import', await writtenWorkbook('kr.xlsx', { A: rows }), '--programme', 'kr', ...more],
];
beforeEach(async () => cli.run(...(await args(thisYear(anna), '--coordinator', anna))));

const titles = async () => {
  const goals = await cli.inStore((store) => loadGoals(store, 'kr'));
  return goals.map(({ code, title }) => `${code} ${title.fi}`);
};
const written = (name: string) => path.join(cli.directory, name);

/** With the decisions of the third column, row by row. */
function filled(template: string, decisions: readonly string[]): string {
  const [head = '', ...rows] = readFileSync(template, 'utf8').trim().split('\r\n');
  const file = written('filled.csv');
  const lines = rows.map((row, at) => {
    const cells = row.split(';');
    return [...cells.slice(0, 2), decisions[at], ...cells.slice(3)].join(';');
  });
  writeFileSync(file, [head, ...lines].join('\r\n'));
  return file;
}

it('is told by the years alone without asking, and names the goals that it cannot know', async () => {
  const lines = await cli.lines(...(await args(nextYear(anna), '--dry-run')));
  expect(lines.slice(0, 3)).toEqual([
    'kr (key-results): nothing was written, this is a dry run',
    'added 1, changed 1, came back 0, retired 0, unchanged 1, left as they are 4',
    'errors 3, warnings 0',
  ]);
  expect(lines).toContainEqual(
    expect.stringContaining(
      'title "Talousarvio 2026 toteutuu suunnitellusti" → "Talousarvio 2027 toteutuu suunnitellusti"',
    ),
  );
  const near = lines.filter((line) => line.includes('maybe the same as'));
  expect(near.map((line) => /maybe the same as ([^;(]+) \(/.exec(line)?.[1])).toEqual([
    'odotusaika-perusterveydenhuollon-laakarille-lyhenee',
    'sairauspoissaolot-vahenevat',
    'sahkoinen-asiointi-lisaantyy',
  ]);
});

it('is decided in a file, written as a template with both texts', async () => {
  const template = written('matches.csv');
  await cli.run(...(await args(nextYear(anna), '--dry-run', '--matches-template', template)));
  const text = readFileSync(template, 'utf8');
  expect(text.split('\r\n')).toHaveLength(5);
  expect(text).toContain('Perusterveydenhuollon lääkärin odotusaika on lyhyt');
  expect(text).toContain('2 Odotusaika perusterveydenhuollon lääkärille lyhenee');
  const undecided = await cli.lines(...(await args(nextYear(anna), '--dry-run', '--matches', template)));
  expect(undecided[2]).toBe('errors 3, warnings 0');
  const file = filled(template, ['1', 'new', '1']);
  await cli.run(...(await args(nextYear(anna), '--matches', file)));
  expect(await titles()).toEqual([
    '1 Talousarvio 2027 toteutuu suunnitellusti',
    '2 Perusterveydenhuollon lääkärin odotusaika on lyhyt',
    '8 Sairauspoissaolot vähenevät',
    '4 Sähköinen asiointi ja etävastaanotot lisääntyvät',
    '6 Kotihoidon käynnit toteutuvat ajallaan',
    '10 Toimintavalmius paranee',
  ]);
  expect((await cli.lines(...(await args(nextYear(anna)))))[0]).toBe('kr (key-results): nothing changes');
});

it.each([
  ['9', 'row 2 of the decisions has "9"; write the number of a goal in that row (up to 1)'],
  ['perhaps', 'row 2 of the decisions has "perhaps"'],
])('is refused with the decision "%s"', async (decision, said) => {
  const template = written('matches.csv');
  await cli.run(...(await args(nextYear(anna), '--dry-run', '--matches-template', template)));
  const file = filled(template, [decision, '', '']);
  expect(await cli.fails(...(await args(nextYear(anna), '--matches', file)))).toEqual([
    expect.stringContaining(said),
  ]);
});

it.each([
  { typed: ['x', '1', 'n', ''], retired: 1, held: 2 },
  { typed: ['all same'], retired: 1, held: 0 },
  { typed: ['', 'all new'], retired: 4, held: 0 },
])('is asked about at the terminal: $typed', async ({ typed, retired, held }) => {
  const left = [...typed];
  const said: string[] = [];
  const printed: string[] = [];
  const words = [...(await args(nextYear(anna), '--retire-many')), '--data', cli.directory];
  await runCli(words, {
    clock: cli.clock,
    print: (text) => printed.push(text),
    say: (text) => said.push(text),
    ask: () => Promise.resolve(left.shift() ?? ''),
  });
  expect(left).toEqual([]);
  expect(said.join('\n')).toContain('file: Perusterveydenhuollon lääkärin odotusaika on lyhyt (Sote');
  const lines = printed.join('\n').split('\n');
  expect(lines[1]).toMatch(new RegExp(`left as they are ${held}$`));
  const gone = lines.filter((line) => line.startsWith('retired '));
  expect(gone).toHaveLength(retired);
});

it('knows all goals of the document of key results where only the years are others', async () => {
  const document = async (year: number, ...more: string[]) => {
    const { Avaintulokset: rows = [] } = keyResultSheets(seed('productivity-key-results'));
    const inYear = rows.map((row, at) =>
      row.map((cell, column) => (at > 2 && column === 3 ? `${cell as string} vuonna ${year}` : cell)),
    );
    const file = await writtenWorkbook('document.xlsx', { A: inYear });
    return cli.lines('import', file, '--programme', 'document', ...more);
  };
  expect((await document(2026, '--coordinator', anna))[1]).toMatch(/^added 57,/);
  expect((await document(2027))[1]).toBe(
    'added 0, changed 57, came back 0, retired 0, unchanged 0, left as they are 0',
  );
});

/** Tables that fit no layout, from the file to a round that asks their owners and to the published report. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import JSZip from 'jszip';
import { loadRegister } from '../../../../src/goals/register';
import { type Field, type Goal, type Locale } from '../../../../src/goals/schema';
import { textIn } from '../../../../src/goals/text';
import { loadDirectory, savePeople } from '../../../../src/people/directory';
import { loadRequests } from '../../../../src/rounds/round-store';
import { peopleOf } from '../../../helpers/fixtures';
import { answerAll } from '../../../import/answer-import';
import { writtenFile, writtenWorkbook } from '../../../import/own-file';
import { type OwnTable, ownTables } from '../../../import/own-tables';
import { type FileRow } from '../../../import/workbook-file';
import { cliUnderTest } from '../cli-under-test';

const coordinator = 'coordinator@example.org';
const people = peopleOf(['anna@example.org', 'bo@example.org', coordinator]);

const cli = cliUnderTest('2026-10-15T09:00:00.000Z', (store) => savePeople(store, people), { each: true });

const written = (file: OwnTable['file']) =>
  typeof file === 'string'
    ? Promise.resolve(writtenFile('own.csv', file))
    : writtenWorkbook('own.xlsx', file);
const columns = (said: readonly string[] = []) => said.flatMap((each) => ['--column', each]);
const made = ['--programme', 'own', '--coordinator', coordinator];
const register = async () => (await cli.inStore((store) => loadRegister(store, 'own')))!;
const shown = (goal: Goal) => textIn(goal.title, 'fi');

/** "percent below 10" */
function measureText({ kind, unit, targets: [target] }: Field): string {
  const figure = target && (target.value ?? target.low ?? 'none');
  const parts = [
    kind,
    unit && textIn(unit, 'fi'),
    figure === 'none' ? undefined : target?.comparator,
    figure,
  ];
  return parts.filter((part) => part !== undefined).join(' ');
}

interface Report {
  readonly problems: readonly {
    readonly severity: string;
    readonly code: string;
    readonly sheet: string;
    readonly row: number;
    readonly column?: string;
  }[];
}

const told = ({ problems }: Report) =>
  problems.map(({ severity, code, sheet, row, column }) =>
    [...(severity === 'error' ? ['error'] : []), code, sheet, row, ...(column ? [column] : [])].join(' '),
  );

describe.each(ownTables)('$what', ({ file, said, goals, measures, headings, warnings, asked }) => {
  it('becomes a programme that asks its owners, and a published report', async () => {
    const path = await written(file);
    const how = said ? columns(said) : ['--guessed-columns'];
    const report = await cli.json<Report>('import', path, ...made, ...how);
    expect(told(report).sort()).toEqual(warnings.toSorted());
    const { goals: stored } = await register();
    expect(stored.map((goal) => [goal.code, shown(goal), goal.owners.join(', ')])).toEqual(goals);
    const figures = stored.flatMap(({ fields }) => fields.filter(({ role }) => role !== 'narrative'));
    expect(figures.map(measureText)).toEqual(measures);
    expect(stored.map((goal) => textIn(goal.headings[0]!, 'fi'))).toEqual(headings);
    expect((await cli.lines('import', path, '--programme', 'own'))[0]).toBe('own (table): nothing changes');
    await cli.run('programme', 'start', '--programme', 'own', '--yes');
    await cli.run('round', 'open', '--yes', '--programme', 'own', '--period', '2026-Q3');
    const requests = await cli.inStore((store) =>
      loadRequests(store, { programmeId: 'own', period: '2026-Q3' }),
    );
    expect(requests.map(({ personId }) => personId).sort()).toEqual(asked);
    const [language] = (await register()).programme.languages as [Locale];
    const given = await cli.inStore(async (store) =>
      answerAll(store, await register(), '2026-Q3', await loadDirectory(store), cli.clock.now()),
    );
    await cli.run('round', 'close', '--programme', 'own', '--period', '2026-Q3');
    expect(await reportedRows()).toEqual(
      given.map(({ goal, field, raw }) => [goal.code, shown(goal), textIn(field.label, language), raw]),
    );
    const published = await publishedText();
    expect(stored.filter((goal) => !published.includes(shown(goal))).map(shown)).toEqual([]);
  });
});

const reportOf = async (format: string) => {
  const out = join(cli.directory, `report.${format}`);
  const what = ['--programme', 'own', '--period', '2026-Q3', '--format', format, '--out', out];
  await cli.run('report', ...what);
  return readFileSync(out);
};

async function reportedRows() {
  const rows: Record<string, string>[] = parse(await reportOf('csv'), {
    ...{ columns: true, bom: true },
    // As the language of the report has it.
    delimiter: [';', ','],
  });
  return rows.map((row) => [row['goal_code'], row['goal_title'], row['field'], row['raw']]);
}

/** The words of the published document, as one text. */
async function publishedText(): Promise<string> {
  const zip = await JSZip.loadAsync(await reportOf('docx'));
  const parts = Object.values(zip.files).filter(({ name }) => name.endsWith('.xml'));
  const texts = await Promise.all(parts.map((part) => part.async('string')));
  return texts
    .join(' ')
    .replace(/<[^>]*>/g, '')
    .replace(/&amp;/g, '&')
    .replace(/&apos;/g, "'");
}

const rows: readonly FileRow[] = [
  ['Sitova tavoite', 'Mittari', 'Taso 2026', 'Toteuma 2025', 'Vastaava'],
  ['Kotona pärjätään', 'Osuus', 'yli 12 %', '11 %', 'anna@example.org'],
];
const nextYear: readonly FileRow[] = [
  ['Sitova tavoite', 'Mittari', 'Taso 2027', 'Toteuma 2026', 'Vastaava'],
  ['Kotona pärjätään', 'Osuus', 'yli 13 %', '12 %', 'bo@example.org'],
];

describe('the columns of a table', () => {
  it('are shown with examples and not imported by guesses alone', async () => {
    const path = await written({ Taulu: rows });
    const before = cli.dump();
    const lines = await cli.fails('import', path, ...made);
    expect(lines).toEqual([
      'the table fits no known layout; its columns look like this:',
      expect.stringMatching(/^COLUMN +HEADING +TAKEN FOR +EXAMPLES/),
      expect.stringMatching(/^A +Sitova tavoite +goal \(guessed\) +Kotona pärjätään/),
      expect.stringMatching(/^B +Mittari +measure \(guessed\) +Osuus/),
      expect.stringMatching(/^C +Taso 2026 +not read +yli 12 %/),
      expect.stringMatching(/^D +Toteuma 2025 +value \(guessed\) +11 %/),
      expect.stringMatching(/^E +Vastaava +owner \(guessed\) +anna@example\.org/),
      expect.stringMatching(/^error: nothing was written; accept this with --guessed-columns, or say/),
    ]);
    expect((await cli.lines('import', path, ...made, '--dry-run'))[0]).toMatch(/^own \(table\): nothing was/);
    expect(cli.dump()).toEqual(before);
  });

  it('are remembered by their headings for the file of next year, whatever the year', async () => {
    await cli.run('import', await written({ Taulu: rows }), ...made, '--column', 'target=Taso 2026');
    const lines = await cli.lines('import', await written({ Taulu: nextYear }), '--programme', 'own');
    expect(lines[0]).toBe('own (table): imported');
    expect(lines).toContainEqual(expect.stringMatching(/^C +Taso 2027 +target +yli 13 %/));
    const { goals } = await register();
    expect(goals[0]!.fields[0]!.targets).toEqual([{ raw: 'yli 13 %', value: 13, comparator: 'above' }]);
    const other = await written({ Taulu: nextYear });
    await cli.run('import', other, '--programme', 'own-2027', '--like', 'own');
    const made2027 = await cli.inStore((store) => loadRegister(store, 'own-2027'));
    expect(made2027!.goals.map(({ owners }) => owners)).toEqual([['bo@example.org']]);
  });

  it('are named where one is wrong, there twice, or given two meanings', async () => {
    const path = await written({ Taulu: rows });
    expect(await cli.fails('import', path, ...made, '--column', 'target=Tavoitearvo')).toEqual([
      'error: the table has no column "Tavoitearvo"; it has: A "Sitova tavoite", B "Mittari", C "Taso 2026", D "Toteuma 2025", E "Vastaava"',
    ]);
    expect(
      await cli.fails('import', path, ...made, ...columns(['target=Taso 2026', 'target=Toteuma 2025'])),
    ).toEqual(['error: only one column can be the target; you named "Taso 2026", "Toteuma 2025"']);
    expect(await cli.fails('import', path, ...made, '--column', 'aim=Mittari')).toEqual([
      expect.stringContaining('give one of goal, measure, baseline, target'),
    ]);
  });
});

it('says once which rows name an owner that nobody is', async () => {
  const units = ['Kotona', 'Terveenä', 'Ajoissa'].map((title): FileRow => [
    title,
    'Osuus',
    'yli 1 %',
    'Terveyspalvelut',
  ]);
  const path = await written({ Taulu: [['Tavoite', 'Mittari', 'Tavoitetaso', 'Vastuutaho'], ...units] });
  const lines = await cli.lines('import', path, ...made, '--guessed-columns');
  expect(lines.filter((line) => line.includes('Terveyspalvelut"'))).toEqual([
    expect.stringMatching(
      /^warning: 3 rows of Taulu \(2, 3, 4\), column D \(Vastuutaho\), "Terveyspalvelut": /,
    ),
  ]);
});

/** The same with the files themselves, through the command line: import → round → answers → report. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { answerReader } from '../../cards/parts/answer-reader';
import { schedule } from '../../src/audit/audit';
import { loadDigestSource } from '../../src/digest/build-digest';
import { loadRegister, saveRegister } from '../../src/goals/register';
import { exportRegister } from '../../src/import/plain/export-register';
import { readRegister } from '../../src/import/read-register';
import { loadDirectory, savePeople } from '../../src/people/directory';
import { nextPeriod } from '../../src/periods/period';
import { longForm } from '../../src/report/content/long-form';
import { closeRound } from '../../src/rounds/close-round';
import { openRound } from '../../src/rounds/open-round';
import { readFile, type Seed } from '../../seeds/read';
import { peopleSchema } from '../../seeds/schema';
import { cliUnderTest } from '../bot/cli/cli-under-test';
import { answerAll, rowsOf, withoutSupportLines } from './answer-import';
import {
  type CountySheets,
  halfYearSheets,
  keyResultSheets,
  productivitySheets,
  seed,
  strategicSheets,
} from './county-files';
import { workbookFile } from './workbook-file';

const imported = new Date('2026-01-07T08:00:00Z');
const deadline = new Date('2026-02-20T14:00:00Z');
const shared = readFile('seeds/people.json', peopleSchema);
const cli = cliUnderTest(imported.toISOString(), (store) => savePeople(store, shared), { each: true });

const documents: readonly (readonly [string, (source: Seed) => CountySheets])[] = [
  ['productivity-key-results', keyResultSheets],
  ['strategic-goals', strategicSheets],
  ['productivity-programme', productivitySheets],
  ['half-year-follow-up', halfYearSheets],
];

async function written(name: string, content: Buffer): Promise<string> {
  const file = path.join(cli.directory, name);
  await writeFile(file, content);
  return file;
}

/** Opens the next round, answers everything, closes it. */
async function followUp(programmeId: string, period: string) {
  return cli.inStore(async (store) => {
    const register = (await loadRegister(store, programmeId))!;
    const name = { programmeId, period };
    await openRound(store, { ...name, opens: imported, deadline, ...schedule }, imported);
    const given = await answerAll(store, register, period, await loadDirectory(store));
    await closeRound(store, { ...name, ...schedule }, deadline);
    const report = longForm(
      await loadDigestSource(store, name),
      answerReader(register.programme.languages[0]!),
    );
    return { register, given, report: withoutSupportLines(report, register.programme) };
  });
}

it.each(documents)(
  'a document as counties send it comes back from its rounds as it was: %s',
  async (folder, sheets) => {
    const source = seed(folder);
    const { id } = source.programme;
    const { period } = source.replies;
    await cli.inStore(async (store) => {
      await savePeople(store, source.people);
      await saveRegister(store, { programme: source.programme, goals: [] });
    });
    const content = await workbookFile(sheets(source));
    const file = await written('rekisteri.xlsx', content);
    const read = await readRegister(content, file);
    const { counts } = await cli.json<{ counts: { added: number; held: number } }>(
      ...['import', file, '--programme', id, '--answers', period],
    );
    expect(counts).toMatchObject({ added: read.goals.length, held: 0 });

    const { register, given, report } = await followUp(id, nextPeriod(period));
    expect(register.goals.map(({ title, headings }) => [title, headings])).toEqual(
      read.goals.map(({ title, headings }) => [title, headings]),
    );
    // Goals without a code in the document are numbered.
    const coded = read.goals.map((goal, at) => ({ ...goal, code: register.goals[at]!.code }));
    const rows = rowsOf({ ...read, goals: coded }, register);
    expect(report).toMatchObject(rows);
    expect(report.map(({ raw }) => raw)).toEqual(given.map(({ raw }) => raw));
    const past = await cli.inStore((store) => loadDigestSource(store, { programmeId: id, period }));
    const before = longForm(past, answerReader(source.programme.languages[0]!));
    expect(before).toMatchObject(rows);
    expect(before.filter(({ raw }) => raw !== '').length).toBeGreaterThan(0);
  },
  60_000,
);

it.each([...documents.map(([folder]) => folder), 'county-survey'])(
  'a programme that is not there yet is made from its own workbook, and comes back from its round: %s',
  async (folder) => {
    const { programme, goals, people, replies } = seed(folder);
    await cli.inStore((store) => savePeople(store, people));
    const file = await written('ohjelma.xlsx', await exportRegister({ programme, goals }));
    const id = `${programme.id}-2026`;
    expect(await cli.run('import', file, '--programme', id, '--dry-run')).toContain('this is a dry run');
    expect(await cli.json('programmes')).toEqual([]);
    await cli.run('import', file, '--programme', id);
    await cli.run('programme', 'start', '--programme', id, '--yes');

    const { register, given, report } = await followUp(id, nextPeriod(replies.period));
    expect(register).toEqual({ programme: { ...programme, id }, goals });
    const read = await readRegister(await exportRegister(register), file);
    expect(report).toMatchObject(rowsOf(read, register));
    expect(report.map(({ raw }) => raw)).toEqual(given.map(({ raw }) => raw));
    expect(await cli.run('import', file, '--programme', id)).toContain('nothing changes');
  },
  60_000,
);

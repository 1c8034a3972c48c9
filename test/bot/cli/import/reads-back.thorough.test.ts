/** What is exported reads back: the same file changes nothing, and another programme gets everything that was kept. */
import path from 'node:path';
import { loadSeeds } from '../../../../seeds/load';
import { goalsPartition, loadRegister } from '../../../../src/goals/register';
import { savePeople } from '../../../../src/people/directory';
import { readRows } from '../../../../src/storage/rows';
import { type EntityStore, withPrefix } from '../../../../src/storage/store';
import { collect, peopleOf } from '../../../helpers/fixtures';
import { seed } from '../../../import/county-files';
import { writtenWorkbook } from '../../../import/own-file';
import { cliUnderTest } from '../cli-under-test';

const [anna, bo] = ['anna@example.org', 'bo@example.org'];
const moment = '2026-10-05T09:00:00.000Z';

/** Kept beside the goals, without what only describes an import. */
async function beside(store: EntityStore, programmeId: string) {
  const rows = await collect(readRows(store, goalsPartition(programmeId), withPrefix('')));
  return rows
    .filter(({ key }) => /^(?:column-mapping|owner-alias|unresolved)\|/.test(key))
    .map(({ key, value }) => [key, value]);
}

describe('a programme of the documents', () => {
  const cli = cliUnderTest(moment, (store) => loadSeeds(store), { each: false });

  it.each([
    ...['productivity-key-results', 'strategic-goals', 'productivity-programme', 'county-survey'],
    'half-year-follow-up',
  ])('%s', async (folder) => {
    const { id } = seed(folder).programme;
    const out = path.join(cli.directory, `${folder}.xlsx`);
    await cli.run('export-register', '--programme', id, '--out', out);
    const before = cli.dump();
    expect((await cli.lines('import', out, '--programme', id))[0]).toBe(`${id} (plain): nothing changes`);
    expect(cli.dump()).toEqual(before);
  });
});

describe('a programme of any table, with owners that nobody knows', () => {
  const cli = cliUnderTest(moment, (store) => savePeople(store, peopleOf([anna, bo])), { each: true });
  const head = ['Tavoite', 'Mittari', 'Tavoitetaso 2026', 'Kuka'];
  const table = (...owners: readonly (string | null)[]) => [
    head,
    ...owners.map((owner, at) => [`Tavoite ${'abcdef'[at]}`, `Mittari ${at}`, 'alle 5 %', owner]),
  ];
  const owners = ['Terveyspalvelut', `${anna}; Aino Tuntematon`, null, 'Pekka', bo, 'Kirjasto'];

  async function exported(): Promise<string> {
    const file = await writtenWorkbook('own.xlsx', { A: table(...owners) });
    const said = ['--column', 'owner=Kuka', '--guessed-columns', '--coordinator', bo];
    await cli.run('import', file, '--programme', 'own', ...said);
    await cli.run('owner', 'resolve', '--programme', 'own', '--text', 'Pekka', '--to', anna);
    // Nobody is asked for the library any more, although nobody has said what its name means.
    await cli.run('owner', 'replace', '--programme', 'own', '--goal', '6', '--from', bo, '--to', anna);
    const out = path.join(cli.directory, 'own.xlsx');
    await cli.run('export-register', '--programme', 'own', '--out', out);
    return out;
  }

  it('is as it was after its own file', async () => {
    const out = await exported();
    const before = cli.dump();
    expect((await cli.lines('import', out, '--programme', 'own'))[0]).toBe('own (plain): nothing changes');
    expect(cli.dump()).toEqual(before);
  });

  it('is the same in another programme, with its unresolved owners, known names and column meanings', async () => {
    const out = await exported();
    await cli.run('import', out, '--programme', 'own-2027');
    const [own, other] = await cli.inStore(async (store) => [
      { register: await loadRegister(store, 'own'), beside: await beside(store, 'own') },
      { register: await loadRegister(store, 'own-2027'), beside: await beside(store, 'own-2027') },
    ]);
    expect(other.register!.goals).toEqual(own.register!.goals);
    const replaced = (key: unknown) => String(key).endsWith('|tavoite-f');
    expect(other.beside).toEqual(own.beside.filter(([key]) => !replaced(key)));
    const texts = await cli.json<{ text: string }[]>('owner', 'unresolved', '--programme', 'own-2027');
    expect(texts.map(({ text }) => text)).toEqual(['Terveyspalvelut', 'Aino Tuntematon', '']);
    const next = await writtenWorkbook('own 2027.xlsx', { A: table('Pekka') });
    const { columns } = await cli.json<{ columns: { meaning: string; guessed?: true }[] }>(
      ...['import', next, '--programme', 'own-2027', '--dry-run'],
    );
    expect(columns.map(({ meaning, guessed }) => [meaning, guessed])).toContainEqual(['owner', undefined]);
  });

  it('keeps what somebody has said since', async () => {
    const out = await exported();
    await cli.run('owner', 'resolve', '--programme', 'own', '--text', 'Terveyspalvelut', '--to', anna);
    await cli.run('import', out, '--programme', 'own');
    const { goals } = (await cli.inStore((store) => loadRegister(store, 'own')))!;
    expect(goals[0]!.owners).toEqual([anna]);
    expect((await cli.inStore((store) => beside(store, 'own'))).map(([key]) => key)).toContain(
      'owner-alias|terveyspalvelut',
    );
  });
});

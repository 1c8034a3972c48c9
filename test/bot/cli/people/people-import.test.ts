/** `people import`: persons from JSON, CSV and Excel, as offices and directories write them; and `person rename`. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import writeXlsxFile from 'write-excel-file/node';
import { runCli } from '../../../../bot/cli/run';
import { loadStoredPersons, loadRoles, personByObjectId, savePeople } from '../../../../src/people/directory';
import { peopleSchema } from '../../../../src/people/schema';
import { loadRequests } from '../../../../src/rounds/round-store';
import { openRound } from '../../../../src/rounds/open-round';
import { name, opens, deadline, saveSetting, smallSetting } from '../../../helpers/fixtures';
import { GraphServer, graphUser } from '../../../helpers/graph-server';
import { cliUnderTest } from '../cli-under-test';

const anna = 'anna@example.org';
const objectId = '5e0a7a00-0000-4000-8000-00000000aaaa';
const cli = cliUnderTest(
  '2026-10-12T09:00:00Z',
  async (store) => {
    await saveSetting(store, smallSetting());
    const persons = [{ id: anna, name: 'Anna', aadObjectId: objectId, language: 'fi' }];
    await savePeople(store, peopleSchema.parse({ persons }));
  },
  { each: true },
);

const fileOf = (fileName: string, content: string | Buffer) => {
  const file = path.join(cli.directory, fileName);
  writeFileSync(file, content);
  return file;
};
const persons = () =>
  cli.inStore(async (store) => new Map((await loadStoredPersons(store)).map((each) => [each.id, each])));
const roles = () => cli.inStore(loadRoles);

const tables: readonly (readonly [string, string])[] = [
  ['Nimi;Sähköposti;Yksikkö;Kieli;Rooli', 'Åsa Öhman;Asa.Ohman@Example.org;Talous;ruotsi;Pääkäyttäjä'],
  ['Namn\tE-post\tEnhet\tSpråk\tRoll', 'Åsa Öhman\tmailto:asa.ohman@example.org\tEkonomi\tsvenska\tadmin'],
  [
    'Display name,Mail,Department,Preferred language,Role',
    '"Åsa Öhman",Åsa Öhman <asa.ohman@example.org>,Finance,sv-FI,Administrator',
  ],
  ['Etunimi;Sukunimi;Email;Department;Kieli;Roolit', 'Åsa;Öhman;asa.ohman@example.org.;Talous;sv;admin'],
];

describe('a table of persons', () => {
  it.each(tables)('is read in whatever language its headings are: %s', async (head, row) => {
    for (const encoding of ['utf8', 'latin1'] as const) {
      const file = fileOf('persons.csv', Buffer.from(`${head}\r\n${row}\r\n`, encoding));
      await cli.run('people', 'import', file);
      const read = (await persons()).get('asa.ohman@example.org');
      expect(read).toMatchObject({ name: 'Åsa Öhman', language: 'sv', admin: true });
      expect(Object.values(read?.unit ?? {})).toEqual([
        row.includes('Finance') ? 'Finance' : expect.any(String),
      ]);
    }
  });

  it('is previewed with counts, written once, and changes nothing the second time', async () => {
    const file = fileOf(
      'persons.csv',
      [
        'Nimi;Sähköposti;Yksikkö;Kieli;Rooli;Puhelin',
        'Anna Aalto;anna@example.org;Talous;fi;',
        "Oona O’Neil;oona.o'neil@example.org;;en;Tulosaluejohtajat",
        'Guest;etu.suku_firma.fi#EXT#@alue.onmicrosoft.com;Talous;;Tulosaluejohtajat; Johtoryhmä',
      ]
        .join('\n')
        .replace('Tulosaluejohtajat; Johtoryhmä', '"Tulosaluejohtajat; Johtoryhmä"'),
    );
    const before = cli.dump();
    const preview = await cli.lines('people', 'import', file, '--dry-run');
    expect(cli.dump()).toEqual(before);
    expect(preview).toEqual([
      expect.stringMatching(/^PERSON +NAME +WHAT$/),
      expect.stringMatching(/^oona\.o'neil@example\.org +Oona O’Neil +new$/),
      expect.stringMatching(/^etu\.suku_firma\.fi#ext#@alue\.onmicrosoft\.com +Guest +new$/),
      expect.stringMatching(/^anna@example\.org +Anna Aalto +changed: name, unit$/),
      'warning: persons, cell F1: "Puhelin" this column is unknown; it was ignored',
      'persons: 2 new, 1 changed, 0 with a new address, 0 unchanged; roles: 2 new, 0 changed, 0 unchanged',
      'dry run: nothing was written',
    ]);
    expect((await cli.lines('people', 'import', file)).at(-1)).toBe(
      `3 persons and 2 roles of ${file} are in the directory`,
    );
    expect((await persons()).get(anna)).toMatchObject({ aadObjectId: objectId, unit: { fi: 'Talous' } });
    expect(await roles()).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          id: 'tulosaluejohtajat',
          members: ["oona.o'neil@example.org", 'etu.suku_firma.fi#ext#@alue.onmicrosoft.com'],
        }),
        expect.objectContaining({ id: 'johtoryhma', label: { fi: 'Johtoryhmä' } }),
      ]),
    );
    const written = cli.dump();
    const again = await cli.lines('people', 'import', file);
    expect(again.at(-2)).toBe(
      'persons: 0 new, 0 changed, 0 with a new address, 3 unchanged; roles: 0 new, 0 changed, 2 unchanged',
    );
    expect(cli.dump()).toEqual(written);
  });

  it('is refused as a whole where a cell cannot be used, naming the row and the cell', async () => {
    const file = fileOf(
      'persons.csv',
      [
        'Namn;E-post;Språk;Roll;Objekt-ID',
        'Bo;bo(at)example.org;sv;;',
        'Cia;cia@example.org;tyska;;',
        ';dag@example.org;;;',
        'Eva;eva@example.org;;koordinator;',
        `Fia;fia@example.org;;;${objectId.toUpperCase()}`,
        `Gun;gun@example.org;;;${objectId}`,
        'Hans;hans@example.org;;;not-an-id',
        'Inga;fia@example.org;;;',
      ].join('\n'),
    );
    const before = cli.dump();
    expect(await cli.fails('people', 'import', file)).toEqual([
      `error: 7 problems in ${file}, so nothing was written`,
      expect.stringMatching(/^error: persons, cell B2: "bo\(at\)example\.org" this is not one email address/),
      expect.stringMatching(/^error: persons, cell C3: "tyska" this is not a language of the bot/),
      expect.stringMatching(/^error: persons, cell A4: the row has no name/),
      expect.stringMatching(/^error: persons, cell D5: "koordinator" .*seuranta grant/),
      expect.stringMatching(/^error: persons, cell E8: "not-an-id" this is not an object id/),
      expect.stringMatching(/^error: persons, row 7: "5e0a7a00.*that of another person \(persons, row 6\)/),
      expect.stringMatching(/^error: persons, row 9: "fia@example\.org" another row has this address.*row 6/),
    ]);
    expect(cli.dump()).toEqual(before);
  });

  it('may be a workbook with a title above and a note below, beside another sheet', async () => {
    const text = (value: string) => ({ value, type: String });
    const rows = [
      [text('Henkilöt 2027')],
      [text('Nimi'), text('Sähköpostiosoite'), text('Yksikkö')],
      [text('Oona Bergström'), text('oona@example.org'), text('Talous')],
      [],
      [text('Lähde: henkilöstöpalvelut')],
    ];
    const other = [[text('Muistiinpanot')]];
    const file = path.join(cli.directory, 'persons.xlsx');
    await writeXlsxFile([
      { data: rows, sheet: 'Henkilöt' },
      { data: other, sheet: 'Muuta' },
    ]).toFile(file);
    const report = await cli.json<{ added: string[]; problems: { code: string; place: object }[] }>(
      ...['people', 'import', file],
    );
    expect(report.added).toEqual(['oona@example.org']);
    expect(report.problems).toEqual([
      expect.objectContaining({ code: 'row-left-out', place: { sheet: 'Henkilöt', row: 5 } }),
      expect.objectContaining({ code: 'sheet-unread', place: { sheet: 'Muuta', row: 1 } }),
    ]);
  });

  it('without headings for a name and an address is refused with the headings that it has', async () => {
    const file = fileOf('persons.csv', 'Tavoite;Mittari\nA;B\n');
    expect(await cli.fails('people', 'import', file)).toEqual([
      expect.stringContaining('no row has headings for a name and an email address'),
    ]);
    expect((await cli.fails('people', 'import', file))[0]).toContain('found: Tavoite, Mittari');
  });

  it('moves a person with a new address, whose round goes on', async () => {
    await cli.inStore((store) =>
      openRound(store, { ...name, opens, deadline, by: 'schedule', way: 'schedule' }, opens),
    );
    const file = fileOf(
      'persons.csv',
      `Name,Email,Object ID\nAnna Aalto,anna.aalto@example.org,${objectId}\n`,
    );
    expect(await cli.lines('people', 'import', file)).toEqual([
      expect.stringMatching(/^PERSON/),
      expect.stringMatching(/^anna@example\.org .*has the new address anna\.aalto@example\.org/),
      expect.stringMatching(/^anna\.aalto@example\.org +Anna Aalto +changed: name$/),
      expect.stringMatching(/^persons: 0 new, 1 changed, 1 with a new address, 0 unchanged/),
      `1 persons and 0 roles of ${file} are in the directory`,
    ]);
    const asked = await cli.inStore((store) => loadRequests(store, name));
    expect(asked.map(({ personId }) => personId)).toContain('anna.aalto@example.org');
    expect(asked.map(({ personId }) => personId)).not.toContain(anna);
  });

  it('asks at a terminal, and a no writes nothing', async () => {
    const file = fileOf('persons.csv', 'Name,Email\nOona,oona@example.org\n');
    const said: string[] = [];
    const typed = ['n', 'y'];
    const run = () =>
      runCli(['people', 'import', file, '--data', cli.directory], {
        clock: cli.clock,
        print: (text) => said.push(text),
        say: (text) => said.push(text),
        ask: () => Promise.resolve(typed.shift()!),
      });
    await run();
    expect(said.join('\n')).toContain('persons: 1 new');
    expect(said.at(-1)).toBe('nothing was written');
    expect((await persons()).has('oona@example.org')).toBe(false);
    await run();
    expect((await persons()).has('oona@example.org')).toBe(true);
  });
});

describe('with a directory configured', () => {
  let graph: GraphServer;
  beforeEach(async () => {
    graph = await new GraphServer().start();
    Object.assign(process.env, { DIRECTORY: 'graph', GRAPH_URL: graph.url });
  });
  afterEach(async () => {
    for (const variable of ['DIRECTORY', 'GRAPH_URL']) delete process.env[variable];
    await graph.stop();
  });
  const file = () => fileOf('persons.csv', 'Name,Email\nAnna Aalto,anna.aalto@example.org\n');

  it('a new address whose account is known is the same person, though the file has no object ids', async () => {
    graph.add(graphUser(objectId, 'anna.aalto@example.org', {}));
    const report = await cli.json<{ renamed: object[] }>('people', 'import', file());
    expect(report.renamed).toEqual([{ from: anna, to: 'anna.aalto@example.org' }]);
    expect((await persons()).has(anna)).toBe(false);
  });

  it('nothing is written if the directory does not answer', async () => {
    graph.fault = () => ({ status: 403, code: 'Authorization_RequestDenied' });
    const before = cli.dump();
    expect((await cli.fails('people', 'import', file()))[0]).toMatch(
      /^error: Graph: 403 .*nothing was written$/,
    );
    expect(cli.dump()).toEqual(before);
  });
});

describe('a JSON file of persons', () => {
  const json = (...given: object[]) => fileOf('persons.json', JSON.stringify({ persons: given, roles: [] }));

  it('may have addresses in upper case, with an apostrophe, and of guests', async () => {
    await cli.run(
      ...['people', 'import'],
      json(
        { id: 'Etu.Suku@Example.org', name: 'Etu Suku' },
        { id: "o'neil@example.org", name: "O'Neil" },
        { id: 'etu.suku_firma.fi#ext#@alue.onmicrosoft.com', name: 'Etu Suku (Guest)' },
      ),
    );
    expect([...(await persons()).keys()]).toEqual(
      expect.arrayContaining([
        'etu.suku@example.org',
        "o'neil@example.org",
        'etu.suku_firma.fi#ext#@alue.onmicrosoft.com',
      ]),
    );
  });

  it('with the same object id twice is refused, naming both persons', async () => {
    const before = cli.dump();
    const file = json(
      { id: 'etu.suku@example.org', name: 'Etu', aadObjectId: objectId.toUpperCase() },
      { id: 'toinen@example.org', name: 'Toinen', aadObjectId: objectId },
    );
    const [line] = await cli.fails('people', 'import', file);
    expect(line).toContain('etu.suku@example.org and toinen@example.org');
    expect(cli.dump()).toEqual(before);
  });
});

describe('person rename', () => {
  it('says what it would change, changes it, and is in the audit', async () => {
    const to = 'anna.aalto@example.org';
    const [tried] = await cli.lines('person', 'rename', '--person', anna, '--to', to, '--dry-run');
    expect(tried).toMatch(/^\d+ entries would name anna\.aalto@example\.org/);
    await cli.run('person', 'rename', '--person', anna, '--to', to);
    expect(await cli.inStore((store) => personByObjectId(store, objectId))).toMatchObject({ id: to });
    expect(await cli.run('audit', '--what', 'person-renamed')).toContain(to);
  });

  it('refuses somebody unknown, and what is no address', async () => {
    expect(
      await cli.fails('person', 'rename', '--person', 'nobody@example.org', '--to', 'x@example.org'),
    ).toEqual([expect.stringContaining('nobody in the directory matches "nobody@example.org"')]);
    expect(await cli.fails('person', 'rename', '--person', anna, '--to', 'Anna')).toEqual([
      expect.stringContaining('"anna" is not an email address'),
    ]);
  });
});

/** The command line with a special reader: the files in these tests are registers as JSON. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { CliFailure } from '../../../../bot/cli/parts/cli-command';
import { runCli } from '../../../../bot/cli/run';
import { RefusedError } from '../../../../src/errors';
import { loadGoals, saveRegister } from '../../../../src/goals/register';
import { exportRegister } from '../../../../src/import/plain/export-register';
import { type ImportedRegister } from '../../../../src/import/table/imported';
import { type ReadRegister } from '../../../../src/import/read-register';
import { savePeople } from '../../../../src/people/directory';
import { loadReplies } from '../../../../src/replies/reply-store';
import { readRound } from '../../../../src/rounds/round-store';
import { during, goalWith, peopleOf, programmeWith } from '../../../helpers/fixtures';
import { asImported, withGoals } from '../../../import/as-imported';
import { cliUnderTest } from '../cli-under-test';

const anna = 'anna@example.org';
const bo = 'bo@example.org';
const programme = programmeWith();
const titles = ['Hoitoon pääsy nopeutuu', 'Henkilöstö voi hyvin'];
const goals = titles.map((title, at) =>
  goalWith(`g${at + 1}`, {
    code: `1.${at + 1}`,
    title: { fi: title },
    fields: [
      {
        id: 'days',
        kind: 'number',
        role: 'measure',
        label: { fi: 'Päivät' },
        targets: [{ raw: '14', value: 14, comparator: 'at-most' }],
      },
      { id: 'light', kind: 'light', role: 'state', label: { fi: 'Tilanne' }, required: false },
    ],
  }),
);
const file = asImported(programme, goals, { layout: 'key-results' });

const cli = cliUnderTest(
  during.toISOString(),
  async (store) => {
    await savePeople(store, peopleOf([anna, bo, 'coordinator@example.org']));
    await saveRegister(store, { programme, goals: [] });
  },
  { each: true },
);
const readRegister: ReadRegister = (bytes, fileName) => {
  if (!fileName.endsWith('.json')) throw new RefusedError('no-goals');
  return Promise.resolve(JSON.parse(Buffer.from(bytes).toString()) as ImportedRegister);
};

function fileWith(content: ImportedRegister, name = 'register.json'): string {
  const where = path.join(cli.directory, name);
  writeFileSync(where, JSON.stringify(content));
  return where;
}

async function bring(content: ImportedRegister, ...more: string[]): Promise<string[]> {
  const printed: string[] = [];
  const args = ['import', fileWith(content), '--programme', 'prog', ...more, '--data', cli.directory];
  await runCli(args, { clock: cli.clock, print: (text) => printed.push(text), readRegister });
  return printed.join('\n').split('\n');
}
const live = () => cli.inStore((store) => loadGoals(store, 'prog'));

it('says what it did, and that it changes nothing the second time', async () => {
  expect(await bring(file)).toEqual([
    'prog (key-results): imported',
    'added 2, changed 0, came back 0, retired 0, unchanged 0, left as they are 0',
    'errors 0, warnings 0',
    '',
    'added 1.1 Hoitoon pääsy nopeutuu',
    'added 1.2 Henkilöstö voi hyvin',
  ]);
  expect((await bring(file)).slice(0, 2)).toEqual([
    'prog (key-results): nothing changes',
    'added 0, changed 0, came back 0, retired 0, unchanged 2, left as they are 0',
  ]);
});

it('shows a dry run of what would change, and writes nothing', async () => {
  await bring(file);
  const before = cli.dump();
  const changed = withGoals(file, ([first]) => [
    {
      ...first!,
      ownersText: 'Matti Meikäläinen',
      fields: [
        { ...first!.fields[0]!, targets: [{ raw: '7', value: 7, comparator: 'at-most' }] },
        first!.fields[1]!,
      ],
    },
  ]);
  expect(await bring(changed, '--dry-run')).toEqual([
    'prog (key-results): nothing was written, this is a dry run',
    'added 0, changed 1, came back 0, retired 1, unchanged 0, left as they are 0',
    'errors 0, warnings 1',
    '',
    'changed 1.1 Hoitoon pääsy nopeutuu: owners "anna@example.org" → "coordinator@example.org"; target of "Päivät" "14" → "7"',
    'retired 1.2 Henkilöstö voi hyvin',
    '',
    'warning: Sheet1 row 2, "Matti Meikäläinen": nobody in the directory has this name, coordinator@example.org stands in; candidates: nobody; say who it is with "seuranta owner resolve"',
  ]);
  expect(cli.dump()).toEqual(before);
});

it('says what a file sets otherwise of the programme', async () => {
  const renamed = { ...programme, name: { fi: 'Toinen nimi' } };
  const workbook = path.join(cli.directory, 'a.xlsx');
  writeFileSync(workbook, await exportRegister({ programme: renamed, goals }));
  expect(await cli.lines('import', workbook, '--programme', 'prog', '--dry-run')).toContain(
    'setting Name: "Ohjelma" → "Toinen nimi"',
  );
  writeFileSync(workbook, await exportRegister({ programme: { ...renamed, id: 'other' }, goals }));
  expect((await cli.lines('import', workbook, '--programme', 'prog')).at(-1)).toMatch(
    /^warning: Ohjelma row 2, column A, "other": the settings belong to another programme .* "prog" put its id there$/,
  );
  const late = { ...programme.calendar, deadline: { workingDaysAfter: 1, at: '07:00' } };
  writeFileSync(workbook, await exportRegister({ programme: { ...programme, calendar: late }, goals }));
  expect(await cli.fails('import', workbook, '--programme', 'new')).toEqual([
    expect.stringMatching(
      /^error: the setting "Deadline working days after the period": the deadline of .* is not after/,
    ),
  ]);
});

it('prints one JSON document', async () => {
  const [text] = [(await bring(file, '--json')).join('\n')];
  expect(JSON.parse(text)).toMatchObject({
    ...{ programme: 'prog', layout: 'key-results', written: true, counts: { added: 2 }, problems: [] },
    changes: [{ what: 'added', goal: '1-1', code: '1.1', title: titles[0] }, {}],
  });
});

describe('owners whom nobody knows', () => {
  const unknown = withGoals(file, (all) =>
    all.map((goal) => ({ ...goal, ownersText: 'A. Matkala; tulosaluejohtajat' })),
  );

  it('stand on a worklist until somebody says who is meant; a later import knows it', async () => {
    await bring(unknown);
    expect((await live()).map(({ owners }) => owners)).toEqual([
      ['coordinator@example.org'],
      ['coordinator@example.org'],
    ]);
    expect(await cli.lines('owner', 'unresolved', '--programme', 'prog')).toEqual([
      'TEXT               LOOKS LIKE  GOALS     STANDS IN                CANDIDATES',
      'A. Matkala         person      1.1, 1.2  coordinator@example.org',
      'tulosaluejohtajat  role        1.1, 1.2  coordinator@example.org',
    ]);
    await cli.run(
      'role',
      'set',
      '--role',
      'area-directors',
      '--label',
      'Tulosaluejohtajat',
      '--members',
      `${bo}, ${anna}`,
    );
    const resolve = ['owner', 'resolve', '--programme', 'prog', '--text', 'a. matkala', '--to', anna];
    expect(await cli.lines(...resolve)).toEqual(['"a. matkala" is anna@example.org: 2 goals']);
    expect((await live())[0]!.owners).toEqual([anna]);
    await bring(unknown);
    expect((await live()).map(({ owners }) => owners)).toEqual([
      [anna, 'role:area-directors'],
      [anna, 'role:area-directors'],
    ]);
    expect(await cli.lines('owner', 'unresolved', '--programme', 'prog')).toEqual([
      'every owner in the register is known',
    ]);
    const before = cli.dump();
    await cli.run(...resolve);
    await bring(unknown);
    expect(cli.dump()).toEqual(before);
  });

  it('are known once the person is in the directory and the file is imported again', async () => {
    await bring(withGoals(file, (all) => all.map((goal) => ({ ...goal, ownersText: 'Aune Matkala' }))));
    const people = path.join(cli.directory, 'people.json');
    writeFileSync(people, JSON.stringify({ persons: [{ id: 'aune@example.org', name: 'Aune Matkala' }] }));
    expect((await cli.lines('people', 'import', people)).at(-1)).toBe(
      `1 persons and 0 roles of ${people} are in the directory`,
    );
    await bring(withGoals(file, (all) => all.map((goal) => ({ ...goal, ownersText: 'Matkala Aune' }))));
    expect((await live())[0]!.owners).toEqual(['aune@example.org']);
  });

  it('who were replaced by hand stay replaced, and leave the worklist', async () => {
    await bring(unknown);
    const replace = [
      'owner',
      'replace',
      '--programme',
      'prog',
      '--goal',
      '1.1',
      '--from',
      'coordinator@example.org',
    ];
    await cli.run(...replace, '--to', bo);
    const before = cli.dump();
    await bring(unknown);
    expect(cli.dump()).toEqual(before);
    const items = await cli.json<{ goals: { code: string }[] }[]>(
      'owner',
      'unresolved',
      '--programme',
      'prog',
    );
    expect(items.map(({ goals: all }) => all.map(({ code }) => code))).toEqual([['1.2'], ['1.2']]);
  });

  it('are refused where the text waits for nobody, or nobody is meant', async () => {
    const resolve = ['owner', 'resolve', '--programme', 'prog', '--text', 'Gone', '--to'];
    expect((await cli.fails(...resolve, anna))[0]).toContain('no goal is waiting for "Gone"');
    expect((await cli.fails(...resolve, 'zzz@example.org'))[0]).toContain('nobody in the directory matches');
  });
});

describe('decisions', () => {
  const renamed = withGoals(file, ([first, second]) => [
    { ...first!, code: '7', title: { fi: 'Hoitoon pääsy nopeutuisi' } },
    second!,
  ]);

  it('wait until the admin says whether it is the same goal', async () => {
    await bring(file);
    const before = cli.dump();
    const lines = await bring(renamed);
    expect(lines.at(-1)).toBe(
      'error: Sheet1 row 2, column A, "Hoitoon pääsy nopeutuisi": maybe the same as 1-1 (1.1 Hoitoon pääsy nopeutuu); use --same "7=1-1" if it is, or --different "7" if it is a new goal',
    );
    expect(cli.dump()).toEqual(before);
    await bring(renamed, '--same', '7=1-1');
    expect((await live()).map(({ id, code }) => [id, code])).toEqual([
      ['1-1', '7'],
      ['1-2', '1.2'],
    ]);
  });

  it('may be that it is another goal', async () => {
    await bring(file);
    await bring(renamed, '--different', '7');
    expect((await live()).map(({ id }) => id)).toEqual(['7', '1-2']);
  });

  it('that cannot be read are refused', async () => {
    await expect(bring(renamed, '--same', '7')).rejects.toThrow(/give the new goal/);
    await expect(bring(renamed, '--same', '7=gone')).rejects.toThrow(/not a goal that needs a decision/);
  });
});

describe('the answers of a file', () => {
  const answered = withGoals(file, (all) =>
    all.map((goal, at) => ({
      ...goal,
      fields: [
        { ...goal.fields[0]!, answer: at === 0 ? '12' : '6/6 ja muut' },
        { ...goal.fields[1]!, answer: at === 0 ? 'Vihreä' : 'sininen' },
      ],
    })),
  );

  it('become a closed round of their period; what does not fit is said and left out', async () => {
    const lines = await bring(answered, '--answers', '2026-Q2');
    expect(lines).toContain('answers: 2 goals, closed as 2026-Q2');
    expect(lines.at(-1)).toBe(
      'warning: Sheet1 row 5, "sininen": does not fit a light (unknown-option) and was ignored',
    );
    const name = { programmeId: 'prog', period: '2026-Q2' };
    const replies = await cli.inStore((store) => loadReplies(store, name));
    expect(replies.get('1-1')!.answers).toMatchObject({
      paivat: { raw: '12', value: 12 },
      state: { raw: 'green' },
    });
    expect(replies.get('1-2')!.answers).toMatchObject({ paivat: { raw: '6/6 ja muut', value: null } });
    expect((await cli.inStore((store) => readRound(store, name)))!.value.status).toBe('closed');
    await expect(bring(answered, '--answers', '2026-Q2')).rejects.toThrow(/exists already/);
  });

  it('are shown by a dry run and not written', async () => {
    const before = cli.dump();
    expect(await bring(answered, '--answers', '2026-Q2', '--dry-run')).toContain(
      'answers: 2 goals, closed as 2026-Q2',
    );
    expect(cli.dump()).toEqual(before);
  });

  it('of a period that the programme does not have are refused', async () => {
    await expect(bring(answered, '--answers', '2026-H1')).rejects.toThrow(/does not fit the rhythm/);
  });
});

describe('a file that cannot be imported', () => {
  it('as it has errors and --strict says so ends with exit code 1 after its report', async () => {
    await bring(file);
    const before = cli.dump();
    const problem = {
      severity: 'error',
      code: 'cell-error',
      place: { sheet: 'Sheet1', row: 2 },
      value: '#REF!',
    } as const;
    const work = bring({ ...file, problems: [problem] }, '--strict');
    await expect(work).rejects.toBeInstanceOf(CliFailure);
    expect(cli.dump()).toEqual(before);
  });

  it('as it holds no goals ends with exit code 1', async () => {
    await expect(bring({ ...file, goals: [] })).rejects.toBeInstanceOf(CliFailure);
  });

  it('as it is not there is a wrong argument', async () => {
    const args = ['import', 'gone.json', '--programme', 'prog', '--data', cli.directory];
    const work = runCli(args, { clock: cli.clock, print: () => undefined, readRegister });
    await expect(work).rejects.toThrow(/gone\.json cannot be read \(ENOENT\)/);
  });
});

describe('targets of which nothing says which side is good', () => {
  const bare = withGoals(file, (all) =>
    all.map(({ fields: [days, ...others], ...goal }) => ({
      ...goal,
      fields: [{ ...days!, targets: [{ raw: '14', value: 14 }] }, ...others],
    })),
  );
  const comparators = async () =>
    (await live()).map(({ fields: [days] }) => days!.targets.map(({ comparator }) => comparator));

  it('are listed once, with what to say for all of them or for one', async () => {
    const said = await bring(bare, '--dry-run');
    expect(said).toContain(
      '2 targets do not say which side is better, and are not assessed until you decide for all with --bare-targets at-least or at-most, for each with --side "1-1/paivat=at-most", or at the terminal with --bare-targets ask:',
    );
    expect(said).toContain('- 1-2/paivat: 1.2 Päivät, target "14" (Sheet1 row 4)');
  });
  it('are decided for all, and one otherwise', async () => {
    expect(
      (await bring(bare, '--bare-targets', 'at-most', '--side', '1-2/paivat=at-least')).join(),
    ).not.toContain('which side is good');
    expect(await comparators()).toEqual([['at-most'], ['at-least']]);
    await expect(bring(bare, '--side', 'g9/paivat=at-most')).rejects.toThrow(/g9\/paivat/);
    await expect(bring(bare, '--side', '1-1/paivat=more')).rejects.toThrow(
      /one of at-least, at-most, exactly/,
    );
  });
  it('are asked about one by one at a terminal, and left alone with Enter', async () => {
    const [questions, typed]: [string[], string[]] = [[], ['up', '2', '']];
    const ask = (question: string) => {
      questions.push(question);
      return Promise.resolve(typed.shift()!);
    };
    const args = ['import', fileWith(bare), '--programme', 'prog', '--bare-targets', 'ask'];
    const how = { clock: cli.clock, print: () => undefined, readRegister, ask };
    await runCli([...args, '--data', cli.directory], how);
    expect(questions.map((question) => question.split(',')[0])).toEqual([
      '1.1 Päivät',
      '1.1 Päivät',
      '1.2 Päivät',
    ]);
    expect(await comparators()).toEqual([['at-most'], [undefined]]);
  });
});

import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { saveSetting, smallSetting } from '../../helpers/fixtures';
import { cliUnderTest } from './cli-under-test';

/** The closed round of the small programme; nobody was asked in another. */
const past = ['--programme', 'prog', '--period', '2026-Q2'];
const cli = cliUnderTest('2026-08-01T07:00:00Z', (store) => saveSetting(store, smallSetting()), {
  each: false,
});
beforeAll(async () => {
  await cli.run('round', 'open', '--yes', ...past);
  await cli.run('round', 'close', '--yes', ...past);
});

describe('a command that cannot be done is one line that says what to do', () => {
  it.each([
    [['goals', '--programme', 'nothing'], /no programme "nothing".*load-seeds/],
    [
      ['round', 'status', '--programme', 'prog', '--period', '2030-Q1'],
      /no round 2030-Q1 of "prog".*round open/,
    ],
    [['round', 'close', '--yes', ...past], /2026-Q2 is not open/],
    [['round', 'open', '--yes', ...past], /2026-Q2 is closed.*reopen/],
    [
      ['round', 'open', '--yes', '--programme', 'prog', '--period', '2025'],
      /does not fit the rhythm.*quarter/,
    ],
    [
      ['round', 'open', '--yes', '--programme', 'prog', '--period', '2026-Q3', '--deadline', 'soon'],
      /"soon" is not/,
    ],
    [
      [
        'round',
        'open',
        '--yes',
        '--programme',
        'prog',
        '--period',
        '2026-Q3',
        '--deadline',
        '2020-01-01T00:00',
      ],
      /deadline is in the past/,
    ],
    [
      ['round', 'reopen', '--yes', ...past, '--reason', 'x', '--deadline', '2020-01-01T00:00'],
      /deadline is in the past/,
    ],
    [
      ['round', 'reopen', '--yes', ...past, '--reason', ' ', '--deadline', '2099-01-01T00:00'],
      /with --reason/,
    ],
    [['round', 'deadline', ...past, '--deadline', '2099-01-01T00:00'], /2026-Q2 is not open/],
    [['replies', '--programme', 'prog', '--period', '2030-Q1'], /no round 2030-Q1/],
    [['digest', '--programme', 'prog', '--period', '2030-Q1'], /no round 2030-Q1 of "prog"/],
    [['round', 'open', '--yes', '--programme', 'prog', '--period', '2025-Q9'], /--period.*2025-Q9/],
    [['round', 'remind', '--yes', ...past], /2026-Q2 is not open/],
    [['round', 'remind', '--yes', '--programme', 'nothing', '--period', '2025'], /no programme "nothing"/],
    [['round', 'remind', '--yes', '--programme', 'prog', '--period', '2025'], /does not fit the rhythm/],
    [
      ['round', 'remind', '--yes', '--programme', 'prog', '--period', '2030-Q1'],
      /no round 2030-Q1 of "prog"/,
    ],
    [['round', 'remind', '--yes', '--programme', 'prog'], /--period/],
    [['round', 'missing', '--programme', 'prog', '--period', '2030-Q1'], /no round 2030-Q1 of "prog"/],
    [['schedule', '--programme', 'nothing'], /no programme "nothing".*load-seeds/],
    [['schedule'], /--programme/],
    [['schedule', 'sett', '--programme', 'prog'], /too many arguments/],
    [['digest', ...past, '--format', 'pdf'], /text, card, json/],
    [['digest', ...past, '--lang', 'de'], /fi, sv, en/],
    [['goals'], /--programme/],
    [['goals', '--programme', 'two\nlines {x}'], /"two lines {x}"/],
    [['progammes'], /unknown command 'progammes' \(Did you mean programmes\?\)$/],
    [['goals', '--programme', 'prog', '--jsno'], /--jsno.*--json/],
    [['goals', '--programme', 'prog', 'extra'], /too many arguments/],
  ])('%j', async (args, message) => {
    const before = cli.dump();
    const [line, ...more] = await cli.fails(...args);
    expect(more).toEqual([]);
    expect(line).toMatch(message);
    expect(line).toMatch(/^error: /);
    expect(line!.replace('{x}', '')).not.toMatch(/[{}]/);
    expect(cli.dump()).toEqual(before);
  });
});

describe('as a process', () => {
  const root = path.resolve(__dirname, '../../..');
  const main = ['--import', require.resolve('tsx'), path.join(root, 'bot/cli/main.ts')];
  const start = (...args: string[]) => startIn(root, { SEURANTA_DATA: cli.directory }, ...args);
  const startIn = async (cwd: string, variables: NodeJS.ProcessEnv, ...args: string[]) => {
    const env = { ...process.env, ...variables };
    return promisify(execFile)(process.execPath, [...main, ...args], { cwd, env }).then(
      ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
      ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({
        code,
        stdout,
        stderr,
      }),
    );
  };

  it('prints data alone on standard output, from the folder that the environment names', async () => {
    const { code, stdout, stderr } = await start('programmes', '--json');
    expect([code, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toMatchObject([{ id: 'prog' }]);
  });

  it('ends with 2 and a line for each problem on standard error', async () => {
    const wrong = ['--opens', 'x', '--time-zone', 'y'];
    const { code, stdout, stderr } = await start('schedule', 'set', '--programme', 'prog', ...wrong);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^error: --opens: [^\n]+\nerror: --time-zone: [^\n]+\n$/);
  });

  it('ends every line of CSV as spreadsheets want it', async () => {
    const { stdout } = await start('audit', '--format', 'csv');
    expect(stdout.split('\r\n').at(-1)).toBe('');
    expect(stdout.split('\n')).toHaveLength(stdout.split('\r\n').length);
  });

  it.each([
    ['alone', [], /^Usage: seuranta .*\n[\s\S]*^ +programmes/m],
    ['of a group alone', ['round'], /^Usage: seuranta round .*\n[\s\S]*^ +reopen/m],
    ['asked for its version', ['--version'], /^\d+\.\d+\.\d+\n$/],
  ])('%s says what there is, and ends with 0', async (_, args, shown) => {
    expect(await start(...args)).toEqual({
      code: 0,
      stdout: expect.stringMatching(shown) as unknown,
      stderr: '',
    });
  });

  it('takes its variables from a file .env; what the environment sets itself wins', async () => {
    const folder = path.join(cli.directory, 'with-env');
    await mkdir(folder);
    await writeFile(path.join(folder, '.env'), `SEURANTA_DATA=${cli.directory}\n`);
    expect((await startIn(folder, { SEURANTA_DATA: undefined }, 'programmes')).stdout).toContain('prog');
    const refused = await startIn(folder, { SEURANTA_DATA: path.join(folder, 'other') }, 'programmes');
    expect(refused.stderr).toMatch(/^error: there is no store in .*other/);
  });

  it('ends quietly when nobody reads on', async () => {
    const child = spawn(process.execPath, [...main, 'audit'], {
      env: { ...process.env, SEURANTA_DATA: cli.directory },
    });
    child.stdout.destroy();
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    expect([await once(child, 'close'), said]).toEqual([[0, null], '']);
  });

  it('makes no store in a folder that was mistyped', async () => {
    const none = path.join(cli.directory, 'none');
    const { code, stderr } = await start('goals', '--programme', 'prog', '--data', none);
    expect([code, stderr]).toEqual([
      1,
      `error: there is no store in ${none}: name its folder with --data, or create one with "load-seeds" or "import"\n`,
    ]);
    expect(await readdir(cli.directory)).not.toContain('none');
    const made = await start('load-seeds', '--data', none);
    expect([made.code, made.stderr]).toEqual([0, `store: a new one is made in ${none}\n`]);
    expect(await readdir(cli.directory)).toContain('none');
  });

  it('shows help and makes no store for it', async () => {
    const none = path.join(cli.directory, 'helped');
    const { code, stdout } = await start('round', 'open', '--yes', '--help', '--data', none);
    expect(code).toBe(0);
    expect(stdout).toContain('--deadline');
    expect(await readdir(cli.directory)).not.toContain('helped');
  });
});

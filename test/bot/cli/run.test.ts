import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runCli } from '../../../bot/cli/run';
import Database from 'libsql';
import { clockAt } from '../../helpers/settable-clock';

const name = ['--programme', 'productivity-programme', '--period', '2025-H2'];
const past = ['--programme', 'half-year-follow-up', '--period', '2024-H1'];
const clock = clockAt('2026-01-20T07:00:00Z');
let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'seuranta-cli-'));
  await run('load-seeds');
});
afterAll(() => rm(directory, { recursive: true }));

/** What the command prints, each print on its own. */
async function prints(...args: string[]): Promise<string[]> {
  const printed: string[] = [];
  await runCli([...args, '--data', directory], { clock, print: (text) => printed.push(text) });
  return printed;
}

async function run(...args: string[]): Promise<string> {
  return (await prints(...args)).join('\n');
}

/** The one JSON document that the command prints. */
async function json<T>(...args: string[]): Promise<T> {
  const printed = await prints(...args, '--json');
  expect(printed).toHaveLength(1);
  return JSON.parse(printed[0]!) as T;
}

describe('before a round is open', () => {
  it('programmes lists the five', async () => {
    const listed = await json<{ id: string; goals: number }[]>('programmes');
    expect(Object.fromEntries(listed.map(({ id, goals }) => [id, goals]))).toEqual({
      'county-survey': 42,
      'half-year-follow-up': 24,
      'productivity-key-results': 57,
      'productivity-programme': 77,
      'strategic-goals': 22,
    });
    for (const { id } of listed) expect(await run('programmes')).toContain(id);
  });

  it('goals lists every goal of a programme with its code', async () => {
    const goals = await json<{ code: string }[]>('goals', '--programme', 'strategic-goals');
    const lines = (await run('goals', '--programme', 'strategic-goals')).split('\n');
    expect(goals).toHaveLength(22);
    expect(lines).toHaveLength(23);
    goals.forEach(({ code }, index) => expect(lines[index + 1]).toContain(code));
  });

  it('load-seeds can be repeated', async () => {
    const loaded = await json<{ programmeId: string; goals: number }[]>('load-seeds');
    expect(loaded.map(({ goals }) => goals).reduce((sum, count) => sum + count)).toBe(222);
  });

  it('a store without programmes says how to get some', async () => {
    const empty = await mkdtemp(path.join(tmpdir(), 'seuranta-cli-empty-'));
    try {
      const printed: string[] = [];
      const options = { clock, print: (text: string) => void printed.push(text) };
      await runCli(['programmes', '--data', empty], options);
      await runCli(['programmes', '--data', empty, '--json'], options);
      expect(printed).toEqual([expect.stringContaining('load-seeds'), '[]']);
    } finally {
      await rm(empty, { recursive: true });
    }
  });

  it('replies lists what was typed, field by field', async () => {
    const replies = await json<{ goal: string; answers: { raw: string }[] }[]>('replies', ...past);
    expect(replies).toHaveLength(24);
    const answers = replies.flatMap((reply) => reply.answers);
    expect((await run('replies', ...past)).split('\n')).toHaveLength(1 + answers.length);
  });
});

describe('digest', () => {
  it('has the same figures as text, card and JSON', async () => {
    const digest = await json<{ asked: number; answered: number }>('digest', ...past);
    const rate = `${digest.answered}/${digest.asked}`;
    expect(await run('digest', ...past)).toContain(rate);
    expect(JSON.parse(await run('digest', ...past, '--format', 'json'))).toEqual(digest);
    const card = JSON.parse(await run('digest', ...past, '--format', 'card')) as { type: string };
    expect(card.type).toBe('AdaptiveCard');
    expect(JSON.stringify(card)).toContain(rate);
  });

  it.each([
    ['fi', 'Tavoitteiden puolivuosiseuranta'],
    ['sv', 'Halvårsuppföljning av målen'],
    ['en', 'Half-year follow-up of goals'],
  ])('is written in the language that is asked for: %s', async (lang, title) => {
    expect((await run('digest', ...past, '--lang', lang)).split('\n')[0]).toBe(title);
  });
});

describe('a round', () => {
  it('is opened once, looked at, closed and reopened with a reason', async () => {
    const opened = await json<{ status: string; deadline: string }>('round', 'open', ...name);
    // The thirtieth working day after the half-year, at 16:00 in Helsinki.
    expect(opened).toMatchObject({ status: 'open', deadline: '2026-02-13T14:00:00.000Z' });
    const again = await json<{ messages: { pending: number }; persons: { asked: number } }>(
      'round',
      'open',
      ...name,
    );
    expect(again.messages.pending).toBe(again.persons.asked);
    const lines = (await run('round', 'status', ...name)).split('\n');
    expect(lines[0]).toBe('productivity-programme 2025-H2: open');
    expect(lines[1]).toContain('13.2.2026 16:00 (Europe/Helsinki)');

    expect(await json('round', 'close', ...name)).toMatchObject({ status: 'closed' });
    const act = ['--reason', 'two divisions were late', '--deadline', '2026-02-20T16:00'];
    expect(await json('round', 'reopen', ...name, ...act)).toMatchObject({
      status: 'reopened',
      deadline: '2026-02-20T14:00:00.000Z',
    });
    expect(await run('round', 'status', ...name)).toMatch(/reopened .* by cli: two divisions were late/);
  });

  it('takes a deadline of one’s own, as local time', async () => {
    const args = ['--programme', 'strategic-goals', '--period', '2025-Q4', '--deadline', '2026-06-30T12:00'];
    expect(await json('round', 'open', ...args)).toMatchObject({ deadline: '2026-06-30T09:00:00.000Z' });
  });

  it('opened long after its calendar gets a deadline that is still to come, on a working day', async () => {
    const args = ['--programme', 'half-year-follow-up', '--period', '2025-H1'];
    const { deadline } = await json<{ deadline: string }>('round', 'open', ...args);
    expect(Date.parse(deadline)).toBeGreaterThan(clock.now().getTime());
    expect([0, 6]).not.toContain(new Date(deadline).getUTCDay());
  });
});

describe('schedule', () => {
  const reform = ['--programme', 'productivity-programme'];
  interface Step {
    readonly at: string;
    readonly local: string;
    readonly what: string;
    readonly period: string;
    readonly recipientsAtMost: number;
    readonly sendingSeconds: number;
  }
  const steps = (...args: string[]) => json<Step[]>('schedule', ...args);

  it('says what comes when, by the local clock, and how many it goes to', async () => {
    const listed = await steps(...reform, '--from', '2026-08-04', '--count', '4');
    expect(listed.map(({ at, local, what, period }) => [at, local, what, period])).toEqual([
      ['2026-08-04T06:00:00.000Z', 'Tue 4.8.2026 09:00', 'remind', '2026-H1'],
      ['2026-08-10T05:00:00.000Z', 'Mon 10.8.2026 08:00', 'digest', '2026-H1'],
      ['2026-08-10T06:00:00.000Z', 'Mon 10.8.2026 09:00', 'remind', '2026-H1'],
      ['2026-08-11T13:00:00.000Z', 'Tue 11.8.2026 16:00', 'close', '2026-H1'],
    ]);
    const { persons } = await json<{ persons: { asked: number } }>('round', 'status', ...name);
    // One channel; thirty messages a second.
    const toAll = [persons.asked, Math.ceil(persons.asked / 30)];
    expect(listed.map(({ recipientsAtMost, sendingSeconds }) => [recipientsAtMost, sendingSeconds])).toEqual([
      toAll,
      [1, 1],
      toAll,
      [1, 1],
    ]);
  });

  it('is a table of the same steps', async () => {
    const listed = await steps(...reform);
    const lines = (await run('schedule', ...reform)).split('\n');
    expect(listed).toHaveLength(12);
    expect(lines).toHaveLength(13);
    expect(lines[0]).toContain('Europe/Helsinki');
    listed.forEach(({ local, what, period, recipientsAtMost }, index) => {
      for (const part of [local, what, period, ` ${recipientsAtMost} `])
        expect(lines[index + 1]).toContain(part);
    });
  });

  it('begins now where no day is given', async () => {
    // The clock stands at 9:00 on Tuesday, 20.1.2026.
    expect((await steps(...reform, '--count', '1'))[0]?.local).toBe('Mon 26.1.2026 08:00');
  });

  it('begins with the local day or moment that is given', async () => {
    const first = async (from: string) => (await steps(...reform, '--from', from, '--count', '1'))[0]?.local;
    expect(await first('2026-07-14')).toBe('Tue 14.7.2026 08:00');
    expect(await first('2026-07-14T08:00')).toBe('Tue 14.7.2026 08:00');
    expect(await first('2026-07-14T08:01')).toBe('Mon 20.7.2026 08:00');
  });

  it('writes nothing', async () => {
    const before = dump();
    await run('schedule', ...reform);
    await json('schedule', ...reform, '--from', '2027-01-01', '--count', '999');
    expect(dump()).toEqual(before);
  });
});

describe('round remind', () => {
  const survey = ['--programme', 'county-survey', '--period', '2025'];

  it('reminds those who have not answered, once at a moment', async () => {
    const { persons } = await json<{ persons: { asked: number } }>('round', 'open', ...survey);
    expect(await json('round', 'remind', ...survey)).toEqual({ reminded: persons.asked });
    const { messages, lastReminder } = await json<{ messages: { pending: number }; lastReminder: string }>(
      'round',
      'status',
      ...survey,
    );
    expect(messages.pending).toBe(2 * persons.asked);
    expect(lastReminder).toBe(clock.now().toISOString());
    const before = dump();
    expect(await run('round', 'remind', ...survey)).toBe('reminders that wait to be sent: 0');
    expect(dump()).toEqual(before);
  });

  // The line has no period in it: "there is no round  of".
  it('of a round that is not there says which', async () => {
    const args = ['round', 'remind', '--programme', 'county-survey', '--period', '2030'];
    await expect(run(...args)).rejects.toThrow('no round 2030 of "county-survey"');
  });
});

/** Every row of the store, etags too. */
function dump(): unknown[] {
  const db = new Database(path.join(directory, 'seuranta.db'));
  try {
    return db.prepare('SELECT * FROM entities ORDER BY partition, key').all();
  } finally {
    db.close();
  }
}

describe('a command that cannot be done is one line that says what to do', () => {
  // Periods have years from 1900 to 2199; these two show the refusal of a period that nobody typed.
  it.each([
    ['before', '1901-06-01', '12'],
    ['after', '2199-01-01', '999'],
  ])('schedule of days %s those that periods can have', async (_name, from, count) => {
    const args = ['--programme', 'county-survey', '--from', from, '--count', count];
    await expect(run('schedule', ...args)).rejects.toThrow(/^error: [^\n]+$/);
  });

  it.each([
    [['goals', '--programme', 'nothing'], /no programme "nothing".*load-seeds/],
    [
      ['round', 'status', '--programme', 'county-survey', '--period', '2030'],
      /no round 2030 of "county-survey".*round open/,
    ],
    [['round', 'close', ...past], /2024-H1 is not open/],
    [['round', 'open', ...past], /2024-H1 is closed.*reopen/],
    [
      ['round', 'open', '--programme', 'county-survey', '--period', '2025-Q4'],
      /does not fit the rhythm.*year/,
    ],
    [
      ['round', 'open', '--programme', 'county-survey', '--period', '2025', '--deadline', 'soon'],
      /"soon" is not a moment/,
    ],
    [
      ['round', 'open', '--programme', 'county-survey', '--period', '2025', '--deadline', '2020-01-01T00:00'],
      /deadline is over already/,
    ],
    [
      ['round', 'reopen', ...past, '--reason', 'x', '--deadline', '2020-01-01T00:00'],
      /deadline is over already/,
    ],
    [['replies', '--programme', 'county-survey', '--period', '2030'], /no round 2030/],
    [['digest', '--programme', 'county-survey', '--period', '2030'], /no round 2030 of "county-survey"/],
    [['round', 'open', '--programme', 'county-survey', '--period', '2025-Q9'], /--period.*2025-Q9/],
    [['round', 'remind', ...past], /2024-H1 is not open/],
    [['round', 'remind', '--programme', 'nothing', '--period', '2025'], /no programme "nothing"/],
    [['round', 'remind', '--programme', 'county-survey', '--period', '2025-Q4'], /does not fit the rhythm/],
    [['round', 'remind', '--programme', 'county-survey'], /--period/],
    [['schedule', '--programme', 'nothing'], /no programme "nothing".*load-seeds/],
    [['schedule'], /--programme/],
    [['schedule', ...name.slice(0, 2), '--from', '12.10.2026'], /"12\.10\.2026" is not a day.*2026-10-12/],
    [['schedule', ...name.slice(0, 2), '--from', '2026-02-30'], /"2026-02-30" is not a day/],
    [['schedule', ...name.slice(0, 2), '--from', ''], /"" is not a day/],
    [['schedule', ...name.slice(0, 2), '--count', '0'], /--count.*whole number from 1 to 999/],
    [['schedule', ...name.slice(0, 2), '--count', '-1'], /--count/],
    [['schedule', ...name.slice(0, 2), '--count', '1000'], /--count.*whole number/],
    [['schedule', ...name.slice(0, 2), '--count', '2.5'], /--count.*whole number/],
    [['schedule', ...name.slice(0, 2), '--count', 'many'], /--count.*whole number/],
    [['digest', ...past, '--format', 'pdf'], /text, card, json/],
    [['digest', ...past, '--lang', 'de'], /fi, sv, en/],
    [['goals'], /--programme/],
    [['progammes'], /unknown command.*--help/],
    [['goals', '--programme', 'county-survey', '--jsno'], /--jsno.*--json/],
    [['goals', '--programme', 'county-survey', 'extra'], /too many arguments/],
  ])('%j', async (args, message) => {
    const failure: unknown = await prints(...args).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Error);
    const { message: line } = failure as Error;
    expect(line).toMatch(message);
    expect(line).toMatch(/^error: [^\n]+$/);
    expect(line).not.toMatch(/[{}]/);
  });
});

describe('as a process', () => {
  const root = path.resolve(__dirname, '../../..');
  const start = async (...args: string[]) => {
    const command = ['--import', 'tsx', 'bot/cli/main.ts', ...args];
    const env = { ...process.env, SEURANTA_DATA: directory };
    return promisify(execFile)(process.execPath, command, { cwd: root, env }).then(
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
    expect(JSON.parse(stdout)).toHaveLength(5);
  });

  it.each([
    [['round', 'open', '--programme', 'nothing', '--period', '2025']],
    [['digest', '--programme', 'county-survey', '--period', 'now']],
    [['schedule', '--programme', 'county-survey', '--from', 'soon']],
    [['nothing']],
  ])('ends with 2 and one line on standard error: %j', async (args) => {
    const { code, stdout, stderr } = await start(...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^error: [^\n]+\n$/);
  });

  it('shows help and makes no store for it', async () => {
    const { code, stdout } = await start('round', 'open', '--help', '--data', path.join(directory, 'none'));
    expect(code).toBe(0);
    expect(stdout).toContain('--deadline');
    expect(await readdir(directory)).not.toContain('none');
  });
});

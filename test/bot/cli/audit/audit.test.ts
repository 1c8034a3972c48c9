import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type AuditEntry } from '../../../../src/audit/audit';
import { setSubstitute } from '../../../../src/people/substitutions';
import { recordReply } from '../../../../src/replies/record-reply';
import {
  anna,
  bo,
  goalWith,
  name,
  peopleOf,
  programmeWith,
  saveSetting,
  text,
} from '../../../helpers/fixtures';
import { actor, cliUnderTest } from '../cli-under-test';

const ofProgramme = ['--programme', 'prog'];

/** A typed text with a formula, quotes, a line break and a terminal's colour code. */
const hostile = '=1+1, "so"\n\u001b[31m';

const cli = cliUnderTest(
  '2026-10-12T09:00:00Z',
  async (store) => {
    const people = peopleOf([anna, bo]);
    const goals = [goalWith('a', { fields: [text('note')] }), goalWith('b', { owners: [bo] })];
    await saveSetting(store, { register: { programme: programmeWith(), goals }, people });
    const other = { programme: programmeWith({ id: 'other' }), goals: [goalWith('z')] };
    await saveSetting(store, { register: other, people });
  },
  { each: false },
);

/** Everything below happens on different days, at 12:00 in Helsinki. */
beforeAll(async () => {
  const on = (day: string) => cli.clock.set(`${day}T09:00:00Z`);
  await cli.run('round', 'open', '--yes', ...ofProgramme, '--period', '2026-Q3');
  await cli.run('round', 'open', '--yes', '--programme', 'other', '--period', '2026-Q3');
  on('2026-10-13');
  const reply = (note: string, seenVersion: number) =>
    cli.inStore((store) =>
      recordReply(
        store,
        { ...name, goalId: 'a', by: anna, typed: { note }, locale: 'fi', seenVersion },
        cli.clock.now(),
      ),
    );
  await reply('half "done"', 0);
  on('2026-10-14');
  await reply('done', 1);
  on('2026-10-15');
  await cli.run('schedule', 'set', ...ofProgramme, '--digest-day', '3');
  await cli.run('owner', 'add', ...ofProgramme, '--goal', 'a', '--to', bo);
  await cli.run('grant', '--person', bo, '--role', 'reader', ...ofProgramme);
  on('2026-10-16');
  const days = { from: '2026-10-19', to: '2026-10-23' };
  await cli.inStore((store) =>
    setSubstitute(store, { personId: anna, substituteId: bo, ...days }, cli.clock.now()),
  );
  on('2026-10-17');
  const other = ['--programme', 'other', '--period', '2026-Q3'];
  await cli.run('round', 'close', '--yes', ...other);
  await cli.run('round', 'reopen', '--yes', ...other, '--reason', hostile, '--deadline', '2026-12-01T16:00');
});

const entries = (...args: string[]) => cli.json<AuditEntry[]>('audit', ...args);
const acts = async (...args: string[]) => (await entries(...args)).map(({ what }) => what);

describe('audit', () => {
  it('has what was done everywhere, replies too, the earliest first', async () => {
    const all = await entries();
    expect(all.map(({ what }) => what).sort()).toEqual([
      ...['granted', 'owners-changed', 'replied', 'replied', 'round-closed', 'round-opened', 'round-opened'],
      ...['round-reopened', 'schedule-changed', 'substitute-named'],
    ]);
    expect(all.map(({ at }) => at)).toEqual(all.map(({ at }) => at).sort());
    expect(all.at(-3)).toMatchObject({ by: anna, what: 'substitute-named' });
    const second = all.filter(({ what }) => what === 'replied').at(-1);
    expect(second).toMatchObject({ by: anna, goalId: 'a', period: '2026-Q3', to: { note: 'done' } });
  });

  it('of one programme leaves out what belongs to others or to none', async () => {
    expect((await acts(...ofProgramme)).sort()).toEqual([
      ...['granted', 'owners-changed', 'replied', 'replied', 'round-opened', 'schedule-changed'],
    ]);
    expect((await acts('--programme', 'other')).sort()).toEqual([
      ...['round-closed', 'round-opened', 'round-reopened'],
    ]);
  });

  it.each([
    [['--from', '2026-10-16', '--to', '2026-10-16'], ['substitute-named']],
    [
      ['--to', '2026-10-12'],
      ['round-opened', 'round-opened'],
    ],
    [
      ['--from', '2026-10-13', '--to', '2026-10-14'],
      ['replied', 'replied'],
    ],
    [['--from', '2026-10-13T12:00', '--to', '2026-10-14T12:00'], ['replied']],
    [['--from', '2026-10-13T12:01', '--to', '2026-10-14T09:00:01Z'], ['replied']],
    [['--what', 'owners-changed'], ['owners-changed']],
    [
      ['--what', 'replied', '--by', 'Anna@Example.org'],
      ['replied', 'replied'],
    ],
    [['--by', bo], []],
    [['--by', actor, '--what', 'granted'], ['granted']],
  ])('%j', async (args, wanted) => {
    expect(await acts(...args)).toEqual(wanted);
  });

  it('is a table in local time with what differs', async () => {
    const lines = await cli.lines('audit', ...ofProgramme, '--from', '2026-10-13');
    expect(lines).toHaveLength(6);
    expect(lines[0]).toMatch(/^TIME \(Europe\/Helsinki\) +BY +WAY +WHAT/);
    expect(lines[1]).toMatch(/^2026-10-13 12:00:00 +anna@example\.org +card +replied +prog +2026-Q3 +a /);
    const changed = lines.find((line) => line.includes('schedule-changed'));
    expect(changed).toMatch(/\{"calendar":\{"digest":\{"weekday":1\}\}\} → .*\{"weekday":3\}/);
    // The typed text is on one line, without terminal control codes.
    const all = (await cli.run('audit')).split('\n');
    expect(all).toHaveLength(11);
    expect(all.join('')).not.toMatch(/\p{Cc}/u);
    expect(all.join('\n')).toContain('; =1+1, "so" [31m');
  });

  it('is CSV that a spreadsheet reads: local time and UTC, everything that was changed', async () => {
    const csv = await cli.run('audit', ...ofProgramme, '--format', 'csv', '--what', 'replied');
    const [head, first] = csv.split('\r\n');
    expect(head).toBe(
      '\uFEFFtime (Europe/Helsinki),time (UTC),by,way,what,programme,period,goal,person,from,to,reason,via',
    );
    expect(first).toBe(
      [
        ...['2026-10-13 12:00:00', '2026-10-13T09:00:00.000Z', anna, 'card', 'replied', 'prog', '2026-Q3'],
        ...['a', '', '{}', '"{""note"":""half \\""done\\""""}"', '', ''],
      ].join(','),
    );
    const reopened = await cli.run('audit', '--format', 'csv', '--what', 'round-reopened');
    // Terminal control codes were already removed from the input.
    expect(reopened).toContain(',"\'=1+1, ""so""\n[31m",\r');
  });

  it('is JSON in either way of saying so', async () => {
    const document = JSON.parse(await cli.run('audit', '--format', 'json')) as unknown;
    expect(document).toEqual(await entries());
  });

  it('is written to a new file, never over one that is there', async () => {
    const file = path.join(cli.directory, 'audit.csv');
    expect(await cli.json('audit', '--format', 'csv', '--out', file)).toEqual({ file, entries: 10 });
    const written = await readFile(file, 'utf8');
    expect(written).toMatch(/^\uFEFFtime.*\r\n$/s);
    expect(written.split('\r\n')).toHaveLength(12);
    await writeFile(file, 'kept');
    expect(await cli.fails('audit', '--out', file)).toEqual([expect.stringMatching(/exists already.*--out/)]);
    expect(await readFile(file, 'utf8')).toBe('kept');
    const nowhere = path.join(cli.directory, 'none', 'audit.csv');
    expect(await cli.fails('audit', '--out', nowhere)).toEqual([
      expect.stringMatching(/cannot be written \(ENOENT\)/),
    ]);
  });

  it.each([
    [['--from', 'yesterday'], /"yesterday" is not a day or a moment/],
    [['--to', '2026-02-30'], /"2026-02-30" is not a day/],
    [['--what', 'guessed'], /round-opened/],
    [['--format', 'pdf'], /table, json, csv/],
    [['--programme', 'x'], /no programme "x"/],
  ])('%j is refused', async (args, message) => {
    expect(await cli.fails('audit', ...args)).toEqual([expect.stringMatching(message)]);
  });

  it('writes nothing', async () => {
    const before = cli.dump();
    for (const format of ['table', 'json', 'csv']) await cli.run('audit', '--format', format);
    expect(cli.dump()).toEqual(before);
  });
});

import { readAudit } from '../../../src/audit/audit';
import { noteOutage } from '../../../src/channels/outages';
import { rememberChannel } from '../../../src/goals/known-channels';
import { loadGoal, loadProgramme } from '../../../src/goals/register';
import { grant, loadGrants } from '../../../src/people/grants';
import { pendingMessages } from '../../../src/outbox/message';
import { peoplePartition } from '../../../src/people/directory';
import { roundPartition } from '../../../src/rounds/round-store';
import {
  anna,
  bo,
  channel as board,
  cia,
  collect,
  goalWith,
  name,
  peopleOf,
  programmeWith,
  saveSetting,
} from '../../helpers/fixtures';
import { actor, cliUnderTest } from './cli-under-test';

const boss = 'boss@example.org';
const ofProgramme = ['--programme', 'prog'];

const people = peopleOf([anna, bo, cia, 'coordinator@example.org'], { team: [bo, cia] });
const setting = {
  register: {
    programme: programmeWith({ languages: ['sv', 'fi'] }),
    goals: [
      goalWith('a', { code: '1.1 a', headings: [{ fi: 'Talous', sv: 'Ekonomi' }] }),
      goalWith('b', { code: '1.2', owners: [bo, 'role:team'] }),
      goalWith('c', { code: '1.2' }),
    ],
  },
  people: {
    ...people,
    persons: [...people.persons, { ...peopleOf([boss]).persons[0]!, admin: true }],
  },
};

const cli = cliUnderTest('2026-10-12T09:00:00Z', (store) => saveSetting(store, setting), { each: true });

const grants = () => cli.inStore((store) => loadGrants(store));

/** Expects the command to fail with one such line and to leave the store unchanged. */
async function refused(args: readonly string[], message: RegExp): Promise<void> {
  const before = cli.dump();
  expect(await cli.fails(...args)).toEqual([expect.stringMatching(message)]);
  expect(cli.dump()).toEqual(before);
}

describe('grant and revoke', () => {
  const head = ['--person', anna, '--role', 'unit-head', ...ofProgramme, '--unit'];

  it('grants, and takes it back; both are audited', async () => {
    const wanted = { personId: anna, role: 'unit-head', programmeId: 'prog', unit: 'Ekonomi' };
    expect(await cli.json('grant', ...head, 'talous')).toEqual([
      { person: anna, name: 'anna', role: 'unit-head', programme: 'prog', unit: 'Ekonomi', by: 'granted' },
    ]);
    expect(await grants()).toEqual([wanted]);
    const before = cli.dump();
    await cli.run('grant', ...head, 'Ekonomi');
    expect(cli.dump()).toEqual(before);
    expect(await cli.run('revoke', ...head, 'Talous')).toBe(`nothing is granted to ${anna} any more`);
    expect(await grants()).toEqual([]);
    const entries = await cli.inStore((store) => readAudit(store, [peoplePartition]));
    const about = { by: actor, way: 'cli', programmeId: 'prog', personId: anna };
    expect(entries.map(({ what }) => what).sort()).toEqual(['granted', 'revoked']);
    for (const entry of entries) expect(entry).toMatchObject(about);
  });

  it.each([
    ['admin', []],
    ['coordinator', ofProgramme],
    ['reader', ofProgramme],
  ])('makes somebody %s', async (role, more) => {
    await cli.run('grant', '--person', 'Bo', '--role', role, ...more);
    const programmeId = more.length > 0 ? { programmeId: 'prog' } : {};
    expect(await grants()).toEqual([{ personId: bo, role, ...programmeId }]);
  });

  it.each([
    [['--person', 'x@example.org', '--role', 'admin'], /nobody in the directory matches "x@example\.org"/],
    [['--person', 'ann', '--role', 'admin'], /did you mean anna <anna@example\.org>/],
    [['--person', anna, '--role', 'admin', ...ofProgramme], /omit --programme and --unit/],
    [['--person', anna, '--role', 'reader'], /a reader need --programme/],
    [['--person', anna, '--role', 'unit-head', ...ofProgramme], /a unit-head needs --unit as well/],
    [['--person', anna, '--role', 'reader', ...ofProgramme, '--unit', 'Unit'], /a reader need --programme/],
    [['--person', anna, '--role', 'reader', '--programme', 'x'], /no programme "x"/],
    [[...head, 'Elsewhere'], /no unit "Elsewhere"; it has: Ekonomi; Unit$/],
    [['--person', anna, '--role', 'boss'], /admin, coordinator, reader, unit-head/],
    [['--role', 'admin'], /--person/],
  ])('grant %j is refused', async (args, message) => {
    await refused(['grant', ...args], message);
  });

  it('revokes nothing that was not granted', async () => {
    await refused(['revoke', '--person', boss, '--role', 'admin'], /no such grant.*seuranta grants/);
  });

  it('revokes what somebody has who left, of a unit that is gone', async () => {
    const gone = { personId: anna, role: 'unit-head' as const, programmeId: 'prog', unit: 'Gone' };
    await cli.inStore((store) => grant(store, gone, { by: boss, way: 'card' }, cli.clock.now()));
    await cli.run('revoke', ...head, 'Gone');
    expect(await grants()).toEqual([]);
  });
});

describe('grants', () => {
  const named = process.env['SEURANTA_ADMINS'];
  afterEach(() => {
    if (named === undefined) delete process.env['SEURANTA_ADMINS'];
    else process.env['SEURANTA_ADMINS'] = named;
  });

  it('lists who may what, and what gives it to them', async () => {
    process.env['SEURANTA_ADMINS'] = 'Chief@example.org';
    await cli.run('grant', '--person', anna, '--role', 'reader', ...ofProgramme);
    const rows = await cli.json<{ person: string; role: string; by: string }[]>('grants');
    expect(rows.map(({ person, role, by }) => [person, role, by])).toEqual([
      [boss, 'admin', 'directory'],
      ['chief@example.org', 'admin', 'SEURANTA_ADMINS'],
      ['coordinator@example.org', 'coordinator', 'register'],
      [anna, 'reader', 'granted'],
    ]);
    const lines = await cli.lines('grants');
    expect(lines).toHaveLength(5);
    rows.forEach(({ person }, index) => expect(lines[index + 1]).toMatch(new RegExp(`^${person} `)));
  });
});

describe('channels', () => {
  const other = '19:economy@thread.tacv2';
  const subscribe = ['channel', 'subscribe', ...ofProgramme, '--channel'];
  const subscribed = () => cli.inStore(async (store) => (await loadProgramme(store, 'prog'))!.channels);

  it('are listed: those with a digest, then the others that the bot knows', async () => {
    await cli.inStore((store) => rememberChannel(store, { id: other, ownName: 'Economy > General' }));
    expect(await cli.json('channels', ...ofProgramme)).toEqual([
      { channel: board, name: '', language: 'fi', known: false },
      { channel: other, name: 'Economy > General', language: null, known: true },
    ]);
    expect(await cli.lines('channels', ...ofProgramme)).toEqual([
      'CHANNEL                  NAME               DIGEST',
      '19:board@thread.tacv2                       fi',
      '19:economy@thread.tacv2  Economy > General  no digest',
      `the bot has not been seen in ${board}; add the app to its team`,
    ]);
  });

  it('are subscribed in the programme’s language or another, and no longer', async () => {
    await cli.run(...subscribe, other);
    expect(await subscribed()).toEqual([
      { channel: board, language: 'fi' },
      { channel: other, language: 'sv' },
    ]);
    await cli.run(...subscribe, other, '--lang', 'en');
    await cli.run('channel', 'unsubscribe', ...ofProgramme, '--channel', board);
    expect(await subscribed()).toEqual([{ channel: other, language: 'en' }]);
  });

  it('that were removed are put back in their language, once', async () => {
    const restore = ['channel', 'restore', ...ofProgramme, '--channel', board];
    await refused(restore, /was not removed from "prog"/);
    await cli.run('channel', 'unsubscribe', ...ofProgramme, '--channel', board);
    await cli.run(...restore);
    expect(await subscribed()).toEqual([{ channel: board, language: 'fi' }]);
    await refused(restore, /or gets its digest again/);
  });

  it('to which nothing can be posted say why and since when', async () => {
    const since = '2026-10-12T05:00:00.000Z';
    await cli.inStore((store) => noteOutage(store, [board, other], 'archived', new Date(since)));
    const [listed] = await cli.json<object[]>('channels', ...ofProgramme);
    expect(listed).toMatchObject({ channel: board, outage: { why: 'archived', since, unposted: [] } });
    expect((await cli.lines('channels', ...ofProgramme)).at(-1)).toBe(
      `nothing can be posted to ${board} since Mon 12.10.2026 08:00: the team was archived`,
    );
  });

  it.each([
    [[...subscribe, 'board'], /"board" is not a channel.*seuranta channels/],
    [[...subscribe, '19:a/b@thread.tacv2'], /is not a channel/],
    [[...subscribe, other, '--lang', 'de'], /fi, sv, en/],
    [['channel', 'unsubscribe', ...ofProgramme, '--channel', other], /posts nothing to 19:economy/],
    [['channels', '--programme', 'x'], /no programme "x"/],
  ])('%j is refused', async (args, message) => {
    await refused(args, message);
  });
});

describe('owner', () => {
  const ofGoal = (goal: string) => [...ofProgramme, '--goal', goal];
  const owners = (goalId: string) =>
    cli.inStore(async (store) => (await loadGoal(store, 'prog', goalId))!.owners);

  it('adds, replaces and removes, by code or id', async () => {
    expect(await cli.run('owner', 'add', ...ofGoal('1.1 A'), '--to', cia)).toBe(
      `owners of 1.1 a: ${anna}, ${cia}`,
    );
    await cli.run('owner', 'replace', ...ofGoal('a'), '--from', anna, '--to', 'bo');
    expect(await owners('a')).toEqual([bo, cia]);
    expect(await cli.json('owner', 'remove', ...ofGoal('a'), '--from', cia)).toMatchObject({ owners: [bo] });
    await cli.run('owner', 'remove', ...ofGoal('b'), '--from', 'role:team');
    expect(await owners('b')).toEqual([bo]);
  });

  it('removes an owner who has left the directory', async () => {
    const goals = [goalWith('a', { owners: [anna, 'gone@example.org'] })];
    const register = { ...setting.register, goals };
    await cli.inStore((store) => saveSetting(store, { ...setting, register }));
    await cli.run('owner', 'remove', ...ofGoal('a'), '--from', 'gone@example.org');
    expect(await owners('a')).toEqual([anna]);
  });

  it('asks the new owner in a round that is open, once', async () => {
    await cli.run('round', 'open', '--yes', ...ofProgramme, '--period', '2026-Q3');
    const add = ['owner', 'add', ...ofGoal('a'), '--to', 'coordinator@example.org'];
    await cli.run(...add);
    expect(await cli.run(...add)).toMatch(/, as before$/);
    const rows = await cli.inStore((store) => collect(pendingMessages(store, roundPartition(name))));
    expect(rows.filter(({ value }) => value.kind === 'owner')).toHaveLength(1);
  });

  it.each([
    [['owner', 'add', ...ofGoal('9.9'), '--to', cia], /no goal "9\.9".*seuranta goals/],
    [['owner', 'add', ...ofGoal('1.2'), '--to', cia], /several goals.*"1\.2".*: b, c$/],
    [['owner', 'add', ...ofGoal('a'), '--to', 'x@example.org'], /nobody in the directory/],
    [['owner', 'remove', ...ofGoal('a'), '--from', cia], /cia@example\.org does not own 1\.1 a.*anna/],
    [['owner', 'remove', ...ofGoal('a'), '--from', anna], /only owner of 1\.1 a.*owner replace/],
    [['owner', 'replace', ...ofGoal('a'), '--from', cia, '--to', bo], /does not own/],
    [['owner', 'replace', ...ofGoal('a'), '--to', bo], /--from/],
    [['owner', 'add', ...ofProgramme, '--to', bo], /--goal/],
  ])('%j is refused', async (args, message) => {
    await refused(args, message);
  });
});

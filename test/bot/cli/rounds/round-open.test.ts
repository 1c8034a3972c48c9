import { actor, cliUnderTest } from '../cli-under-test';
import { fromSchedule } from '../small-programme';
import { pendingMessages } from '../../../../src/outbox/message';
import { setSubstitute } from '../../../../src/people/substitutions';
import { roundPartition } from '../../../../src/rounds/round-store';
import { anna, bo, cia, collect, goalWith, name, peopleOf, saveSetting } from '../../../helpers/fixtures';
import { type DryRun } from '../../../../bot/cli/rounds/opening-dry-run';

const objectId = '5e0a7a00-0000-4000-8000-0000000000a1';

/** Monday, 12.10.2026, 12:00 in Helsinki: between opening and deadline by the calendar. */
const monday = '2026-10-12T09:00:00Z';
const round = ['--programme', 'prog', '--period', '2026-Q3'];
const opened = ['round', 'open', '--yes', ...round];

/** Anna is in Teams, Bo is not; Anna's substitute is Cia; nobody answers for "lost". */
const setting = {
  register: {
    programme: fromSchedule({
      graceWorkingDays: 3,
      reminders: [{ workingDaysBefore: 5, at: '09:00' }],
      escalations: [{ to: 'unit-head', workingDaysAfter: 1, at: '10:00' }],
      quiet: { from: '18:00', to: '07:00', workingDaysOnly: true },
    }),
    goals: [
      goalWith('a'),
      goalWith('b', { owners: [bo] }),
      goalWith('both', { owners: [anna, bo] }),
      goalWith('lost', { owners: ['gone@example.org'] }),
    ],
  },
  people: {
    ...peopleOf([bo, cia]),
    persons: [...peopleOf([bo, cia]).persons, { ...peopleOf([anna]).persons[0]!, aadObjectId: objectId }],
  },
};

const cli = cliUnderTest(
  monday,
  async (store) => {
    await saveSetting(store, setting);
    const days = { from: '2026-10-12', to: '2026-10-16' };
    await setSubstitute(store, { personId: anna, substituteId: cia, ...days }, new Date(monday));
  },
  { each: true },
);

const dryRun = (...args: string[]) => cli.json<DryRun>(...opened, '--dry-run', ...args);

describe('round open --dry-run', () => {
  it('says who would be asked about how much, who stands in and whom nothing reaches', async () => {
    expect(await dryRun()).toMatchObject({
      persons: 2,
      goals: 4,
      messages: 3,
      sendingSeconds: 1,
      unasked: ['LOST'],
      requests: [
        { person: anna, name: 'anna', goals: 2, substitute: cia, reachable: true },
        { person: bo, name: 'bo', goals: 2, reachable: false },
      ],
    });
    const text = await cli.run(...opened, '--dry-run');
    expect(text).toMatch(/anna@example\.org +anna +2 +cia@example\.org$/m);
    expect(text).toMatch(/bo@example\.org +bo +2 +cannot be reached/);
    expect(text).toMatch(/without an owner.*LOST/);
  });

  it('says when: deadline, closing, and what comes in between', async () => {
    const run = await dryRun();
    expect(run).toMatchObject({
      deadline: '2026-11-04T14:00:00.000Z',
      closes: '2026-11-09T14:00:00.000Z',
      sentFrom: '2026-10-12T09:00:00.000Z',
    });
    expect(run.steps.filter(({ what }) => what !== 'digest')).toEqual([
      { at: '2026-10-28T07:00:00.000Z', local: 'Wed 28.10.2026 09:00', what: 'remind' },
      { at: '2026-11-05T08:00:00.000Z', local: 'Thu 5.11.2026 10:00', what: 'escalate', to: 'unit-head' },
      { at: '2026-11-09T14:00:00.000Z', local: 'Mon 9.11.2026 16:00', what: 'close' },
    ]);
    const text = await cli.run(...opened, '--dry-run');
    expect(text).toContain('deadline  Wed 4.11.2026 16:00 (Europe/Helsinki)');
    expect(text).toContain('closes    Mon 9.11.2026 16:00');
    expect(text).toContain('escalate unit-head');
    expect(text).not.toContain('quiet hours');
  });

  it('says when prompts are sent that quiet hours hold back', async () => {
    cli.clock.set('2026-10-16T17:00:00Z');
    expect(await dryRun()).toMatchObject({ sentFrom: '2026-10-19T04:00:00.000Z' });
    expect(await cli.run(...opened, '--dry-run')).toContain(
      'from Mon 19.10.2026 07:00, when quiet hours end',
    );
  });

  it('takes a deadline of one’s own, which is the closing too', async () => {
    const run = await dryRun('--deadline', '2026-10-30T12:00');
    expect([run.deadline, run.closes]).toEqual(['2026-10-30T10:00:00.000Z', '2026-10-30T10:00:00.000Z']);
    expect(run.steps.at(-1)).toMatchObject({ what: 'close', local: 'Fri 30.10.2026 12:00' });
  });

  it('writes nothing', async () => {
    const before = cli.dump();
    await cli.run(...opened, '--dry-run');
    await dryRun('--deadline', '2026-10-30T12:00');
    expect(cli.dump()).toEqual(before);
  });

  it('is what opening does then', async () => {
    cli.clock.set('2026-10-16T17:00:00Z');
    const { deadline, closes, messages, sentFrom } = await dryRun();
    expect(await cli.json(...opened)).toMatchObject({ deadline, closes, messages: { pending: messages } });
    const waiting = await cli.inStore((store) => collect(pendingMessages(store, roundPartition(name))));
    expect(new Set(waiting.map(({ value }) => value.notBefore))).toEqual(new Set([sentFrom]));
  });

  it('says of an open round that nothing would change', async () => {
    await cli.run(...opened);
    expect(await cli.run(...opened, '--dry-run')).toMatch(/is open already/);
    expect(await dryRun()).toMatchObject({ status: 'open', messages: 0 });
  });

  it('refuses what opening would refuse', async () => {
    await cli.run(...opened);
    await cli.run('round', 'close', '--yes', ...round);
    expect(await cli.fails(...opened, '--dry-run')).toEqual(await cli.fails(...opened));
    expect(await cli.fails(...opened, '--dry-run', '--deadline', '2026-10-01T00:00')).toEqual([
      expect.stringContaining('in the past'),
    ]);
  });

  it('refuses where there is nobody to ask', async () => {
    const goals = setting.register.goals.map((goal) => ({ ...goal, owners: ['gone@example.org'] }));
    await cli.inStore((store) =>
      saveSetting(store, { ...setting, register: { ...setting.register, goals } }),
    );
    expect(await cli.fails(...opened, '--dry-run')).toEqual(await cli.fails(...opened));
  });
});

describe('round open', () => {
  it('says who opened it', async () => {
    expect(await cli.run(...opened)).toMatch(new RegExp(`^opened .* by ${actor}$`, 'm'));
  });

  it('of a programme that is followed up once takes its period alone', async () => {
    const programme = { ...setting.register.programme, rhythm: 'once' as const, onlyPeriod: '2026-H1' };
    await cli.inStore((store) =>
      saveSetting(store, { ...setting, register: { ...setting.register, programme } }),
    );
    expect(await cli.fails(...opened)).toEqual([
      'error: "prog" is followed up once, for 2026-H1; it has no round 2026-Q3',
    ]);
    const once = ['round', 'open', '--yes', '--programme', 'prog', '--period', '2026-H1'];
    expect(await cli.json(...once)).toMatchObject({ status: 'open' });
  });

  it('says which calendar gives no times', async () => {
    const closedDays = [{ from: '01-01', to: '12-31' }];
    const programme = fromSchedule({ closedDays });
    await cli.inStore((store) =>
      saveSetting(store, { ...setting, register: { ...setting.register, programme } }),
    );
    expect(await cli.fails(...opened)).toEqual([
      expect.stringMatching(/"prog" gives no times.*schedule set/),
    ]);
    expect(await cli.fails('schedule', '--programme', 'prog')).toEqual([
      expect.stringMatching(/"prog" gives no times.*schedule set/),
    ]);
  });
});

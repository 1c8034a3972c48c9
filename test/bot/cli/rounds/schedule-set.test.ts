import { type AuditEntry, readAudit } from '../../../../src/audit/audit';
import { loadProgramme, programmesPartition } from '../../../../src/goals/register';
import { type Programme } from '../../../../src/goals/schema';
import { grant } from '../../../../src/people/grants';
import { anna, goalWith, peopleOf, saveSetting } from '../../../helpers/fixtures';
import { actor, cliUnderTest } from '../cli-under-test';
import { fromSchedule } from '../small-programme';

const programme = fromSchedule({
  reminders: [{ workingDaysBefore: 5, at: '09:00' }],
  quiet: { from: '20:00', to: '07:00', workingDaysOnly: false },
});
const set = ['schedule', 'set', '--programme', 'prog'];

const cli = cliUnderTest(
  '2026-09-01T09:00:00Z',
  (store) =>
    saveSetting(store, { register: { programme, goals: [goalWith('a')] }, people: peopleOf([anna]) }),
  { each: true },
);

const stored = (): Promise<Programme> => cli.inStore(async (store) => (await loadProgramme(store, 'prog'))!);
const audited = (): Promise<AuditEntry[]> => cli.inStore((store) => readAudit(store, [programmesPartition]));

interface Result {
  readonly saved: boolean;
  readonly changes: readonly unknown[];
  readonly warnings: readonly unknown[];
  readonly open: readonly string[];
  readonly steps: readonly { readonly local: string; readonly what: string }[];
}

describe('schedule set', () => {
  it('changes what is given and leaves the rest, and says what comes next', async () => {
    const options = ['--reminders', '7, 2 14:00, +1', '--grace', '2', '--coordinator', '+1'];
    const result = await cli.json<Result>(...set, ...options, '--escalate-at', '10');
    expect(result.changes).toEqual([
      { option: '--grace', from: '0', to: '2' },
      { option: '--reminders', from: '5', to: '7, 2 14:00, +1' },
      { option: '--coordinator', from: '', to: '+1' },
      { option: '--escalate-at', from: '09:00', to: '10:00' },
    ]);
    expect(result).toMatchObject({ saved: true, warnings: [], open: [] });
    expect(result.steps).toHaveLength(8);
    expect(result.steps.filter(({ what }) => what === 'remind')).toMatchObject([
      { local: 'Mon 26.10.2026 09:00' },
      { local: 'Mon 2.11.2026 14:00' },
    ]);
    const { calendar } = await stored();
    expect(calendar).toEqual({
      ...programme.calendar,
      graceWorkingDays: 2,
      reminders: [
        { workingDaysBefore: 7, at: '09:00' },
        { workingDaysBefore: 2, at: '14:00' },
        { workingDaysAfter: 1, at: '09:00' },
      ],
      escalations: [{ to: 'coordinator', workingDaysAfter: 1, at: '10:00' }],
    });
  });

  it('takes every field of the schedule', async () => {
    const options = {
      ...{ rhythm: 'once', 'only-period': '2026-H2', opens: '10', 'opens-at': '7:30', deadline: '15.2.' },
      ...{ 'deadline-at': '15', grace: '1', reminders: '3', 'reminder-at': '8:15', substitute: '2' },
      ...{ 'unit-head': '1', coordinator: '0', 'escalate-at': '11', 'digest-day': '2', 'digest-at': '8:45' },
      ...{ 'quiet-from': '18', 'quiet-to': '7', 'quiet-days': 'true', 'closed-days': '23.12.2026–6.1.2027' },
      'time-zone': 'Europe/Stockholm',
    };
    const args = Object.entries(options).flatMap(([name, text]) => [`--${name}`, text]);
    await cli.run(...set, ...args, '--yes');
    expect(await stored()).toMatchObject({
      ...{ rhythm: 'once', onlyPeriod: '2026-H2', timeZone: 'Europe/Stockholm' },
      calendar: {
        opens: { workingDaysAfter: 10, at: '07:30' },
        deadline: { date: '02-15', at: '15:00' },
        graceWorkingDays: 1,
        reminders: [{ workingDaysBefore: 3, at: '08:15' }],
        escalations: [
          { to: 'substitute', workingDaysBefore: 2, at: '11:00' },
          { to: 'unit-head', workingDaysBefore: 1, at: '11:00' },
          { to: 'coordinator', workingDaysBefore: 0, at: '11:00' },
        ],
        digest: { weekday: 2, at: '08:45' },
        quiet: { from: '18:00', to: '07:00', workingDaysOnly: true },
        closedDays: [{ from: '2026-12-23', to: '2027-01-06' }],
      },
    });
  });

  it('empties what is given as nothing', async () => {
    await cli.run(...set, '--reminders', '', '--quiet-from', '', '--quiet-to', '');
    const { calendar } = await stored();
    expect(calendar).toEqual({ ...programme.calendar, quiet: undefined, reminders: [] });
  });

  it('is audited with what was before, once', async () => {
    const options = ['--digest-day', '3'];
    expect(await cli.json(...set, ...options)).toMatchObject({ saved: true });
    const before = cli.dump();
    expect(await cli.json(...set, ...options)).toMatchObject({ saved: false, changes: [] });
    expect(cli.dump()).toEqual(before);
    expect(await audited()).toMatchObject([
      {
        ...{ by: actor, way: 'cli', what: 'schedule-changed', programmeId: 'prog' },
        from: { calendar: { digest: { weekday: 1 } } },
        to: { calendar: { digest: { weekday: 3 } } },
      },
    ]);
  });

  it('--dry-run writes nothing and says the same', async () => {
    const before = cli.dump();
    const options = ['--reminders', '3', '--digest-at', '9'];
    const dry = await cli.json<Result>(...set, ...options, '--dry-run');
    expect((await cli.lines(...set, ...options, '--dry-run'))[0]).toBe('nothing was written');
    expect(cli.dump()).toEqual(before);
    expect(dry.saved).toBe(false);
    expect({ ...(await cli.json<Result>(...set, ...options)), saved: false }).toEqual(dry);
  });

  it('says which options changed nothing', async () => {
    const lines = await cli.lines(...set, '--digest-day', '1', '--escalate-at', '12', '--grace', '1');
    expect(lines).toContain('no change from: --escalate-at, --digest-day');
    expect(lines).toContain('--grace  "0"   "1"');
  });

  it('says what it makes due at once', async () => {
    cli.clock.set('2026-10-05T09:00:00Z');
    const early = [...set, '--opens', '1', '--dry-run'];
    expect(await cli.json(...early)).toMatchObject({
      atOnce: [{ what: 'open', local: 'Thu 1.10.2026 08:00', recipientsAtMost: 1 }],
    });
    expect(await cli.run(...early)).toMatch(/due at once.*\n.*\nThu 1\.10\.2026 08:00 +open/);
    expect(await cli.run(...set, '--grace', '1', '--dry-run')).not.toContain('due at once');
  });

  it('says that an open round keeps its deadline', async () => {
    cli.clock.set('2026-10-12T09:00:00Z');
    await cli.run('round', 'open', '--yes', '--programme', 'prog', '--period', '2026-Q3');
    const { open, steps } = await cli.json<Result>(...set, '--deadline', '20', '--reminders', '1');
    expect(open).toEqual(['2026-Q3']);
    const inRound = steps.filter(({ what }) => what === 'remind' || what === 'close');
    expect(inRound.slice(0, 2)).toMatchObject([
      { what: 'remind', local: 'Tue 3.11.2026 09:00' },
      { what: 'close', local: 'Wed 4.11.2026 16:00' },
    ]);
    expect(await cli.run(...set, '--deadline', '21')).toContain('2026-Q3 is open and keeps its deadline');
  });
});

describe('a schedule that cannot be is not saved', () => {
  it.each([
    [['--rhythm', 'weekly'], /^--rhythm: "weekly".*half-year/],
    [['--rhythm', 'once'], /^--only-period: "" is not a period/],
    [['--rhythm', 'once', '--only-period', '2020'], /^--only-period: .*over already/],
    [['--only-period', '2026-H1'], /^--only-period: .*--rhythm once/],
    [['--opens', '15.13.'], /^--opens: "15\.13\.".*15\.1\./],
    [['--opens-at', '25'], /^--opens-at: "25".*16:00/],
    [['--deadline', '4'], /^--deadline: .*is not after its opening/],
    [['--deadline-at', 'noon'], /^--deadline-at: "noon"/],
    [['--grace', '61'], /^--grace: "61".*0 to 60/],
    [['--grace', '60'], /^--grace: .*would still be open when/],
    [['--reminders', '5 and 1'], /^--reminders: "5 and 1".*"5, 1, \+2"/],
    [['--reminders', '40'], /^--reminders: .*outside the round/],
    [['--reminders', '+1'], /^--reminders: .*--grace/],
    [['--substitute', 'x'], /^--substitute: "x".*\+2/],
    [['--coordinator', '40'], /^--coordinator: .*outside round/],
    [['--substitute', '2', '--coordinator', '3'], /^--coordinator: .*later than the one before/],
    [['--digest-day', '8'], /^--digest-day: "8".*7 for Sunday/],
    [['--quiet-to', ''], /^--quiet-to: quiet hours need/],
    [['--closed-days', '30.2.'], /^--closed-days: "30\.2\."/],
    [['--closed-days', '1.1.–31.12.'], /^--closed-days: .*no working day/],
    [['--time-zone', 'Europe/Nowhere'], /^--time-zone: "Europe\/Nowhere".*Europe\/Helsinki/],
  ])('%j', async (options, message) => {
    const before = cli.dump();
    const lines = await cli.fails(...set, ...options);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^error: --/);
    expect(lines[0]!.slice('error: '.length)).toMatch(message);
    expect(await cli.fails(...set, ...options, '--yes', '--dry-run')).toEqual(lines);
    expect(cli.dump()).toEqual(before);
  });

  it('says everything that is wrong at once, each on a line', async () => {
    const wrong = ['--opens-at', 'x', '--reminders', 'y\nz', '--time-zone', '{zone}'];
    const lines = await cli.fails(...set, ...wrong);
    expect(lines.map((line) => line.split(':').slice(0, 2).join(':'))).toEqual([
      'error: --opens-at',
      'error: --reminders',
      'error: --time-zone',
    ]);
  });

  it('needs something to change', async () => {
    expect(await cli.fails(...set)).toEqual([expect.stringMatching(/^error: say what to change/)]);
    expect(await cli.fails(...set, '--quiet-days', 'maybe')).toEqual([
      expect.stringMatching(/--quiet-days.*true or false/),
    ]);
    expect(await cli.fails('schedule', 'set', '--programme', 'x', '--grace', '1')).toEqual([
      expect.stringContaining('no programme "x"'),
    ]);
  });
});

describe('what is doubtful is saved only where that is said', () => {
  it.each([
    [['--digest-at', '6:30'], '--digest-at', /quiet hours.*07:00/],
    [['--unit-head', '1'], '--unit-head', /no head.*: Unit;.*"seuranta grant"/],
    [['--digest-day', '6', '--quiet-days', 'true'], '--digest-day', /weekend/],
  ])('%j', async (options, option, message) => {
    const before = cli.dump();
    const [line, ...more] = await cli.fails(...set, ...options);
    expect(more).toEqual([]);
    expect(line).toMatch(new RegExp(`^error: ${option}: .*; save it anyway with --yes$`));
    expect(line).toMatch(message);
    const dry = await cli.json<Result>(...set, ...options, '--dry-run');
    expect(dry.warnings).toEqual([{ option, text: expect.stringMatching(message) as string }]);
    expect(cli.dump()).toEqual(before);
    expect(await cli.run(...set, ...options, '--yes')).toMatch(new RegExp(`^warning: ${option}: `, 'm'));
    expect(await stored()).not.toEqual(programme);
  });

  it('a unit with a head is not doubtful', async () => {
    const head = { personId: anna, role: 'unit-head' as const, programmeId: 'prog', unit: 'Unit' };
    await cli.inStore((store) => grant(store, head, { by: actor, way: 'cli' }, cli.clock.now()));
    expect(await cli.json(...set, '--unit-head', '1')).toMatchObject({ saved: true, warnings: [] });
  });
});

/** Days on which the whole organisation is closed: set once, used by every programme, in every process. */
import { organisationCalendar } from '../../../src/goals/organisation-days';
import { loadProgramme } from '../../../src/goals/register';
import { sendableFrom } from '../../../src/periods/quiet-hours';
import { readRound } from '../../../src/rounds/round-store';
import { snoozeDays } from '../../../src/rounds/snooze';
import { runTick } from '../../../src/schedule/tick';
import { saveSetting, smallSetting } from '../../helpers/fixtures';
import { name } from '../../helpers/fixtures';
import { cliUnderTest } from './cli-under-test';

/** Rounds of 2026-Q3 open on the fifth working day of October and are due on the twenty-fifth. */
const calendar = {
  opens: { workingDaysAfter: 5, at: '08:00' },
  deadline: { workingDaysAfter: 25, at: '16:00' },
  reminders: [{ workingDaysBefore: 5, at: '09:00' }],
  digest: { weekday: 1, at: '08:00' },
  quiet: { from: '20:00', to: '07:00', workingDaysOnly: true },
};
const cli = cliUnderTest(
  '2026-10-01T09:00:00Z',
  async (store) => {
    await saveSetting(store, smallSetting({ calendar }));
    const own = { ...calendar, closedDays: [{ from: '2026-10-26', to: '2026-10-26' }] };
    await saveSetting(store, smallSetting({ id: 'other', calendar: own }));
  },
  { each: true },
);
const set = (...more: string[]) => ['closed-days', 'set', '--days', '19.10.–23.10.', ...more];

it('says which rounds move, and writes nothing when only tried', async () => {
  const before = cli.dump();
  const lines = await cli.lines(...set('--dry-run'));
  expect(lines.slice(0, 2)).toEqual(['holidays of: FI', 'the organisation is closed: 19.10.–23.10.']);
  expect(lines).toContainEqual(
    expect.stringMatching(
      /^prog +2026-Q3 +Wed 7\.10\.2026 08:00 +Wed 4\.11\.2026 16:00 -> Wed 11\.11\.2026 16:00$/,
    ),
  );
  expect(lines).toContainEqual(
    expect.stringMatching(/^other +2026-Q3 .*Thu 5\.11\.2026 16:00 -> Thu 12\.11\.2026 16:00$/),
  );
  expect(lines.at(-1)).toBe('nothing was written');
  expect(cli.dump()).toEqual(before);
});

it('moves deadlines, reminders, waking hours and days to choose of every programme, beside its own days', async () => {
  await cli.run(...set());
  await cli.inStore(async (store) => {
    const holidays = organisationCalendar(store);
    await holidays.refresh();
    const programme = (await loadProgramme(store, 'other'))!;
    const friday = new Date('2026-10-16T18:00:00Z');
    // The 24th and 25th are a weekend, the 26th is the programme's own day off.
    expect(sendableFrom(friday, programme, holidays).toISOString()).toBe('2026-10-27T05:00:00.000Z');
    const options = {
      store,
      holidays,
      onFailure: (_what: string, error: unknown) => {
        throw error;
      },
    };
    const deliver = () =>
      Promise.resolve({
        type: 'sent',
        receipt: { conversationId: 'c', activityId: 'a', serviceUrl: 'x' },
      } as const);
    await runTick({ ...options, deliver, clock: { now: () => new Date('2026-10-07T05:01:00Z') } });
    const round = (await readRound(store, { programmeId: 'other', period: name.period }))!.value;
    expect(round.deadline).toBe('2026-11-12T14:00:00.000Z');
    expect((await readRound(store, name))!.value.deadline).toBe('2026-11-11T14:00:00.000Z');
    const days = snoozeDays(round, programme, new Date('2026-10-16T09:00:00Z'), holidays);
    expect(JSON.stringify(days)).not.toMatch(/2026-10-(?:19|2[0-6])/);
  });
  expect(await cli.run('schedule', '--programme', 'prog', '--from', '2026-10-01')).toContain(
    '11.11.2026 16:00',
  );
});

it('is shown with the holidays of the coming year and the days of single programmes, and is in the audit', async () => {
  await cli.run(...set('--country', 'se'));
  const shown = await cli.json<{
    country: string;
    closedDays: string;
    closed: string[];
    programmes: object[];
  }>(...['closed-days', 'show']);
  expect(shown).toMatchObject({
    ...{ country: 'SE', closedDays: '19.10.–23.10.' },
    programmes: [{ programme: 'other', closedDays: '26.10.2026' }],
  });
  // Sweden's national day is none in Finland, whose independence day is none in Sweden.
  expect(shown.closed).toEqual(expect.arrayContaining(['2026-10-19', '2026-12-25']));
  const audit = await cli.run('audit', '--what', 'closed-days-changed');
  expect(audit).toContain('10-19');
  const before = cli.dump();
  await cli.run(...set('--country', 'SE'));
  expect(cli.dump()).toEqual(before);
});

it.each([
  [['closed-days', 'set'], 'say what to change'],
  [['closed-days', 'set', '--days', 'jouluna'], '"jouluna" is not a day'],
  [['closed-days', 'set', '--country', 'XX'], 'no holidays are known for "XX"'],
  [['closed-days', 'set', '--days', '1.1.–31.12.'], 'the schedule of "other" does not work'],
])('is refused with what to do: %j', async (args, reason) => {
  const before = cli.dump();
  expect((await cli.fails(...args))[0]).toContain(reason);
  expect(cli.dump()).toEqual(before);
});

/** What is wrong or doubtful in a schedule that can be read: said before it is saved, at the field that it is about. */
import { type z } from 'zod';
import { readSeed, seedFolders } from '../../seeds/read';
import { type RoundSchedule } from '../../src/periods/calendar';
import { type calendarSchema } from '../../src/periods/calendar-schema';
import { checkSchedule } from '../../src/schedule/check-schedule';
import { scheduleOf as scheduleOfProgramme } from '../../src/goals/schedule-of';
import { after, before, holidays, on, scheduleOf } from '../periods/schedules';

const now = new Date('2026-01-20T07:00:00Z');
const at = '09:00';
const quiet = { from: '20:00', to: '07:00', workingDaysOnly: false };
type Changes = Partial<z.input<typeof calendarSchema>>;

function check(schedule: RoundSchedule, unitsWithoutHead: readonly string[] = []) {
  return checkSchedule(schedule, { now, holidays, unitsWithoutHead });
}

const quarterly = (changes: Changes) => scheduleOf('quarter', changes);
const problems = (schedule: RoundSchedule) =>
  check(schedule).problems.map(({ field, code }) => `${field}: ${code}`);
const warnings = (schedule: RoundSchedule, headless: readonly string[] = []) =>
  check(schedule, headless).warnings.map(({ field, code }) => `${field}: ${code}`);

describe('a schedule without faults', () => {
  it('of each of the five programmes has no problems', () => {
    const schedules = seedFolders().map((folder) => scheduleOfProgramme(readSeed(folder).programme));
    expect(schedules.flatMap(problems)).toEqual([]);
  });

  it('has neither problems nor warnings with a whole ladder, grace and quiet hours', () => {
    const schedule = quarterly({
      graceWorkingDays: 5,
      reminders: [before(5), { workingDaysAfter: 1, at }],
      escalations: [
        { to: 'substitute', workingDaysAfter: 1, at },
        { to: 'unit-head', workingDaysAfter: 2, at },
        { to: 'coordinator', workingDaysAfter: 3, at },
      ],
      quiet: { ...quiet, workingDaysOnly: true },
    });
    expect(check(schedule)).toEqual({ problems: [], warnings: [] });
  });
});

describe('a problem', () => {
  it.each<readonly [string, RoundSchedule, string[]]>([
    [
      'the deadline before the opening',
      quarterly({ opens: after(25), deadline: after(5) }),
      ['deadline: deadline-before-opening'],
    ],
    [
      'the deadline at the very moment of the opening',
      quarterly({ opens: after(5), deadline: after(5) }),
      ['deadline: deadline-before-opening'],
    ],
    [
      'the deadline before the opening, by a date that comes later in the year',
      scheduleOf('year', { opens: on('05-02'), deadline: on('01-15') }),
      ['deadline: deadline-before-opening'],
    ],
    [
      'a reminder before the opening',
      quarterly({ reminders: [before(1), before(30)] }),
      ['reminders: reminder-outside'],
    ],
    [
      'a reminder after the closing',
      quarterly({ reminders: [{ workingDaysAfter: 2, at }] }),
      ['reminders: reminder-outside'],
    ],
    [
      'a reminder after the last late day',
      quarterly({ graceWorkingDays: 2, reminders: [{ workingDaysAfter: 3, at }] }),
      ['reminders: reminder-outside'],
    ],
    [
      'a reminder on the day of the deadline, but after its time',
      quarterly({ reminders: [before(0, '17:00')] }),
      ['reminders: reminder-outside'],
    ],
    [
      'an escalation outside the round',
      quarterly({ escalations: [{ to: 'unit-head', workingDaysAfter: 1, at }] }),
      ['unitHead: escalation-outside'],
    ],
    [
      'a ladder that does not rise',
      quarterly({
        graceWorkingDays: 5,
        escalations: [
          { to: 'unit-head', workingDaysAfter: 2, at },
          { to: 'coordinator', workingDaysAfter: 1, at },
        ],
      }),
      ['coordinator: ladder-order'],
    ],
    [
      'two rungs at the same moment',
      quarterly({
        graceWorkingDays: 5,
        escalations: [
          { to: 'substitute', workingDaysAfter: 1, at },
          { to: 'unit-head', workingDaysAfter: 1, at },
        ],
      }),
      ['unitHead: ladder-order'],
    ],
    [
      'a deadline after the next opening',
      scheduleOf('month', { opens: after(1), deadline: after(24) }),
      ['deadline: overlaps-next'],
    ],
    [
      'late days that reach the next opening',
      scheduleOf('month', { opens: after(1), deadline: after(15), graceWorkingDays: 10 }),
      ['grace: overlaps-next'],
    ],
    [
      'closed on every day',
      quarterly({ closedDays: [{ from: '01-01', to: '12-31' }] }),
      ['closedDays: no-working-day'],
    ],
    [
      'a single period whose round is over',
      scheduleOf('once', {}, { onlyPeriod: '2024' }),
      ['onlyPeriod: period-over'],
    ],
    [
      'a first period whose round nobody would see in years',
      scheduleOf('quarter', {}, { firstPeriod: '2040-Q1' }),
      ['firstPeriod: period-too-far'],
    ],
  ])('%s: is named once, at its field', (_name, schedule, expected) => {
    expect(problems(schedule)).toEqual(expected);
  });

  it('that holidays make in a year to come only is found, with its period', () => {
    // The 20th working day of January is the 30th in 2026, and 1.2. in 2027.
    const schedule = scheduleOf('year', { opens: after(20), deadline: on('01-30', '16:15') });
    expect(check(schedule).problems).toEqual([
      { field: 'deadline', code: 'deadline-before-opening', details: { period: '2026' } },
    ]);
  });

  it('stands beside others, each at its field', () => {
    const schedule = quarterly({
      reminders: [before(60)],
      escalations: [
        { to: 'substitute', workingDaysBefore: 1, at },
        { to: 'coordinator', workingDaysAfter: 9, at },
      ],
    });
    expect(problems(schedule)).toEqual(['reminders: reminder-outside', 'coordinator: escalation-outside']);
  });

  it('of an overlap names both periods', () => {
    const [problem] = check(scheduleOf('month', { opens: after(1), deadline: after(24) })).problems;
    expect(problem!.details).toEqual({ period: expect.any(String), next: expect.any(String) });
    expect(problem!.details!['period']! < problem!.details!['next']!).toBe(true);
  });

  it('of rounds that are over already is none', () => {
    expect(problems(scheduleOf('once', {}, { onlyPeriod: '2026-H1' }))).toEqual([]);
    expect(problems(scheduleOf('once', {}, { onlyPeriod: '2025' }))).toEqual([]);
  });
});

describe('a warning', () => {
  const headed = {
    graceWorkingDays: 3,
    escalations: [{ to: 'unit-head' as const, workingDaysAfter: 1, at }],
  };

  it('names the units whose escalations have no head to go to', () => {
    const { warnings: found } = check(quarterly(headed), ['Terveys', 'Sosiaali']);
    expect(found).toEqual([{ field: 'unitHead', code: 'no-head', details: { units: 'Terveys, Sosiaali' } }]);
  });

  it('is not about heads where nothing goes to them', () => {
    expect(warnings(quarterly({}), ['Terveys'])).toEqual([]);
    expect(warnings(quarterly(headed), [])).toEqual([]);
  });

  it.each<readonly [string, Changes, string[]]>([
    ['the opening', { opens: after(5, '06:59') }, ['opensAt: in-quiet-hours']],
    ['the digest', { digest: { weekday: 1, at: '20:00' } }, ['digestAt: in-quiet-hours']],
    ['one of the reminders', { reminders: [before(5), before(1, '23:00')] }, ['reminderAt: in-quiet-hours']],
    [
      'an escalation',
      { escalations: [{ to: 'coordinator', workingDaysBefore: 1, at: '05:00' }] },
      ['escalateAt: in-quiet-hours'],
    ],
    ['nothing', { opens: after(5, '07:00'), digest: { weekday: 1, at: '19:59' } }, []],
  ])('is given where quiet hours hold back %s', (_name, changes, expected) => {
    expect(warnings(quarterly({ quiet, ...changes }))).toEqual(expected);
  });

  it('says when quiet hours end', () => {
    const [warning] = check(quarterly({ quiet, opens: after(5, '06:00') })).warnings;
    expect(warning!.details).toEqual({ time: '07:00' });
  });

  it('is given for a digest on a weekend on which nothing is sent', () => {
    const weekly = { digest: { weekday: 6, at: '09:00' } };
    expect(warnings(quarterly({ ...weekly, quiet: { ...quiet, workingDaysOnly: true } }))).toEqual([
      'digestDay: digest-on-weekend',
    ]);
    expect(warnings(quarterly({ ...weekly, quiet }))).toEqual([]);
  });
});

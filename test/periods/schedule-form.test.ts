/** A schedule as people type it: what is written is read again as the same, and what cannot be read is named. */
import fc from 'fast-check';
import { readSeed, seedFolders } from '../../seeds/read';
import { type RoundSchedule } from '../../src/periods/calendar';
import { type ClosedDays, type Offset, rungs } from '../../src/periods/calendar-schema';
import { rhythms } from '../../src/periods/period';
import { scheduleOf as scheduleOfProgramme } from '../../src/goals/schedule-of';
import {
  parseSchedule,
  type ScheduleField,
  scheduleFields,
  scheduleTexts,
  type ScheduleTexts,
} from '../../src/periods/schedule-form';
import { after, before, on, scheduleOf } from './schedules';
import { processorTime } from '../helpers/processor-time';

const quarterly = scheduleOf('quarter', {
  graceWorkingDays: 3,
  reminders: [before(5), before(1), { workingDaysAfter: 2, at: '14:00' }],
  escalations: [{ to: 'unit-head', workingDaysAfter: 1, at: '10:00' }],
  quiet: { from: '20:00', to: '07:00', workingDaysOnly: true },
  closedDays: [{ from: '07-01', to: '07-31' }],
});

const typed = (changes: Partial<ScheduleTexts>): ScheduleTexts => ({
  ...scheduleTexts(quarterly),
  ...changes,
});

function scheduleIn(changes: Partial<ScheduleTexts>): RoundSchedule {
  const parsed = parseSchedule(typed(changes));
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  return parsed.schedule;
}

function problemsIn(changes: Partial<ScheduleTexts>): string[] {
  const parsed = parseSchedule(typed(changes));
  return 'problems' in parsed ? parsed.problems.map(({ field, code }) => `${field}: ${code}`) : [];
}

describe('the texts of a schedule', () => {
  it('say what a person would type', () => {
    expect(scheduleTexts(quarterly)).toEqual({
      ...{ rhythm: 'quarter', onlyPeriod: '', firstPeriod: '', timeZone: 'Europe/Helsinki' },
      ...{ opens: '5', opensAt: '08:00', deadline: '25', deadlineAt: '16:15', grace: '3' },
      ...{ stage: '', stageAt: '16:15', stageOf: 'tasks', stageReminders: '' },
      ...{ reminders: '5, 1, +2 14:00', reminderAt: '09:00' },
      ...{ substitute: '', unitHead: '+1', coordinator: '', escalateAt: '10:00' },
      ...{ digestDay: '1', digestAt: '08:00' },
      ...{ quietFrom: '20:00', quietTo: '07:00', quietDays: 'true', closedDays: '1.7.–31.7.' },
    });
  });

  it('are read again as the same schedule, of each of the five programmes', () => {
    const schedules = seedFolders().map((folder) => scheduleOfProgramme(readSeed(folder).programme));
    expect(schedules).toHaveLength(5);
    for (const schedule of schedules) expect(parseSchedule(scheduleTexts(schedule))).toEqual({ schedule });
  });

  it('are read again as the same schedule, of any schedule', () => {
    fc.assert(
      fc.property(schedules, (schedule) => {
        expect(parseSchedule(scheduleTexts(schedule))).toEqual({ schedule });
      }),
      { numRuns: 500 },
    );
  });

  // `roundCalendar` takes the 29th to 31st of a shorter month as its last day, what is typed must be a day that exists.
  it('are read again as the same schedule, of one that means the last day of February', () => {
    const schedule = scheduleOf('year', { deadline: on('02-31') });
    expect(parseSchedule(scheduleTexts(schedule))).toEqual({ schedule });
  });
});

describe('what is typed', () => {
  it.each([
    ['9', '09:00'],
    ['9:00', '09:00'],
    ['09.05', '09:05'],
    ['klo 14.30', '14:30'],
    ['kl. 14.30', '14:30'],
    [' 0.00 ', '00:00'],
  ])('as a time, "%s", is %s', (text, at) => {
    expect(scheduleIn({ digestAt: text }).calendar.digest.at).toBe(at);
  });

  it.each([
    ['15.1.', { date: '01-15' }],
    ['15.1', { date: '01-15' }],
    ['2. 5.', { date: '05-02' }],
    ['29.2.', { date: '02-29' }],
    ['0', { workingDaysAfter: 0 }],
    ['025', { workingDaysAfter: 25 }],
  ])('as a deadline, "%s", is a day', (text, point) => {
    expect(scheduleIn({ deadline: text }).calendar.deadline).toEqual({ ...point, at: '16:15' });
  });

  it.each([
    ['', []],
    ['5,1', [before(5), before(1)]],
    ['5; 1', [before(5), before(1)]],
    ['5\n1', [before(5), before(1)]],
    ['-5, −3', [before(5), before(3)]],
    ['0', [before(0)]],
    ['+0', [before(0)]],
    ['1 14.00, +2 klo 8', [before(1, '14:00'), { workingDaysAfter: 2, at: '08:00' }]],
  ])('as reminders, "%s", is read', (text, reminders) => {
    expect(scheduleIn({ reminders: text }).calendar.reminders).toEqual(reminders);
  });

  it.each([
    ['', []],
    ['24.12.', [{ from: '12-24', to: '12-24' }]],
    ['1.7.-31.7.', [{ from: '07-01', to: '07-31' }]],
    ['1.7. — 31.7.', [{ from: '07-01', to: '07-31' }]],
    ['23.12.–6.1.', [{ from: '12-23', to: '01-06' }]],
    ['1.7.-31.7.2026', [{ from: '2026-07-01', to: '2026-07-31' }]],
    ['1.7.2026–31.7.', [{ from: '2026-07-01', to: '2026-07-31' }]],
    ['23.12.2026–6.1.2027', [{ from: '2026-12-23', to: '2027-01-06' }]],
    [
      '1.7.–31.7., 28.12.2026',
      [
        { from: '07-01', to: '07-31' },
        { from: '2026-12-28', to: '2026-12-28' },
      ],
    ],
  ])('as closed days, "%s", is read', (text, closedDays) => {
    expect(scheduleIn({ closedDays: text }).calendar.closedDays).toEqual(closedDays);
  });

  it('of a programme that is followed up once has its period, and of no other', () => {
    expect(scheduleIn({ rhythm: 'once', onlyPeriod: '2026-h1' }).onlyPeriod).toBe('2026-H1');
    expect(scheduleIn({ rhythm: 'year', onlyPeriod: '2026-H1' })).not.toHaveProperty('onlyPeriod');
    expect(scheduleIn({ firstPeriod: '2027-q1' }).firstPeriod).toBe('2027-Q1');
    expect(scheduleIn({ rhythm: 'once', onlyPeriod: '2026', firstPeriod: '2027' })).not.toHaveProperty(
      'firstPeriod',
    );
  });

  it('without quiet hours, a grace period, reminders and a ladder is a schedule as well', () => {
    const none = { quietFrom: '', quietTo: '', quietDays: 'false', grace: '', reminders: '', unitHead: '' };
    const { calendar } = scheduleIn({ ...none, closedDays: '' });
    expect(calendar).toMatchObject({ graceWorkingDays: 0, reminders: [], escalations: [], closedDays: [] });
    expect(calendar).not.toHaveProperty('quiet');
  });
});

describe('what cannot be read', () => {
  const bad: readonly (readonly [ScheduleField, string, string])[] = [
    ['rhythm', 'weekly', 'rhythm-unknown'],
    ['opens', '', 'point-unreadable'],
    ['opens', '251', 'point-unreadable'],
    ['opens', '-1', 'point-unreadable'],
    ['deadline', '32.2.', 'point-unreadable'],
    ['deadline', '32.1.', 'point-unreadable'],
    ['deadline', '15.1.2027', 'point-unreadable'],
    ['deadline', '5 työpäivää', 'point-unreadable'],
    ['opensAt', '', 'time-unreadable'],
    ['deadlineAt', '24:00', 'time-unreadable'],
    ['digestAt', '8:5', 'time-unreadable'],
    ['grace', '61', 'grace-unreadable'],
    ['grace', '-1', 'grace-unreadable'],
    ['grace', '1,5', 'grace-unreadable'],
    ['reminders', '5, x', 'offsets-unreadable'],
    ['reminders', '251', 'offsets-unreadable'],
    ['reminders', '5 25:00', 'offsets-unreadable'],
    ['reminders', '1,2,3,4,5,6,7,8,9,10,11', 'offsets-unreadable'],
    ['substitute', '1, 2', 'offset-unreadable'],
    ['unitHead', 'kyllä', 'offset-unreadable'],
    ['coordinator', '++1', 'offset-unreadable'],
    ['digestDay', '0', 'weekday-unreadable'],
    ['digestDay', '8', 'weekday-unreadable'],
    ['digestDay', '', 'weekday-unreadable'],
    ['quietFrom', '', 'quiet-incomplete'],
    ['quietTo', '', 'quiet-incomplete'],
    ['quietTo', '20:00', 'quiet-incomplete'],
    ['closedDays', '31.4.', 'closed-day-unreadable'],
    ['closedDays', '1.13.', 'closed-day-unreadable'],
    ['closedDays', '29.2.2027', 'closed-day-unreadable'],
    ['closedDays', '1.2.–29.2.2027', 'closed-day-unreadable'],
    ['closedDays', '6.1.2027–23.12.2026', 'closed-day-unreadable'],
    ['closedDays', '1.7.–5.7.–9.7.', 'closed-day-unreadable'],
    ['closedDays', Array.from({ length: 21 }, () => '1.7.').join(), 'closed-days-unreadable'],
    ['timeZone', 'Helsinki', 'zone-unknown'],
    ['timeZone', '', 'zone-unknown'],
  ];
  it.each(bad)('%s "%s": is named at its field', (field, text, code) => {
    expect(problemsIn({ [field]: text })).toEqual([`${field}: ${code}`]);
  });

  it.each([
    ['reminderAt', '9:60'],
    ['escalateAt', 'noon'],
  ] as const)('%s "%s": is named at its field, and at no other', (field, text) => {
    expect(problemsIn({ [field]: text })).toEqual([`${field}: time-unreadable`]);
  });

  it.each(['', '2026-Q5', 'kevät', '2026-W10'])('the only period "%s": is named at its field', (text) => {
    expect(problemsIn({ rhythm: 'once', onlyPeriod: text })).toEqual(['onlyPeriod: period-unreadable']);
  });

  it('quiet days without quiet hours: is named', () => {
    const changes = { quietFrom: '', quietTo: '', quietDays: 'true' };
    expect(problemsIn(changes)).toEqual(['quietFrom: quiet-incomplete']);
  });

  it('everywhere: every field is named at once', () => {
    const all = Object.fromEntries(scheduleFields.map((field) => [field, '?'])) as ScheduleTexts;
    const named = new Set(problemsIn({ ...all, quietDays: 'true' }).map((text) => text.split(':')[0]));
    expect([...named].sort()).toEqual(
      scheduleFields.filter((field) => !['onlyPeriod', 'quietTo', 'quietDays'].includes(field)).sort(),
    );
  });

  const hostile = fc.oneof(
    fc.string({ maxLength: 10_000, unit: 'binary' }),
    fc
      .constantFrom(' ', ',', '-', '1', '.', '+', '\n', '1.7.', '1,', ' –', '😀', '\u0000')
      .chain((part) =>
        fc.integer({ min: 1, max: 10_000 }).map((times) => part.repeat(times).slice(0, 10_000)),
      ),
    fc.constantFrom('__proto__', 'constructor', '${x}', '<at>all</at>', '1e3', '٣', '1.7.–', 'NaN', 'UTC+2'),
  );

  it('whatever it is: is answered with a schedule that reads the same again, or with problems', () => {
    fc.assert(
      fc.property(
        fc.record(Object.fromEntries(scheduleFields.map((field) => [field, hostile])), { requiredKeys: [] }),
        (changes) => {
          const parsed = parseSchedule(typed(changes));
          if ('problems' in parsed) expect(parsed.problems.length).toBeGreaterThan(0);
          else expect(parseSchedule(scheduleTexts(parsed.schedule))).toEqual(parsed);
        },
      ),
      { numRuns: 150 },
    );
  });

  it.each([
    ['spaces between two days', `1.7.${' '.repeat(9_000)}x`],
    ['dashes', '-'.repeat(10_000)],
    ['commas', ','.repeat(10_000)],
    ['digits', '1'.repeat(10_000)],
  ])('%s, ten thousand: is answered at once', (_name, text) => {
    const took = processorTime();
    for (const field of scheduleFields) parseSchedule(typed({ [field]: text }));
    expect(took()).toBeLessThan(2_000);
  });
});

const times = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([hours, minutes]) => `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`);
const days = fc
  .integer({ min: 0, max: 365 })
  .map((day) => new Date(Date.UTC(2024, 0, 1 + day)).toISOString());
const monthAndDay = days.map((day) => day.slice(5, 10));
const points = fc.oneof(
  fc.tuple(fc.integer({ min: 0, max: 250 }), times).map(([count, at]) => after(count, at)),
  fc.tuple(monthAndDay, times).map(([day, at]) => on(day, at)),
);
const offsets: fc.Arbitrary<Offset> = fc.oneof(
  fc.record({ workingDaysBefore: fc.integer({ min: 0, max: 250 }), at: times }),
  fc.record({ workingDaysAfter: fc.integer({ min: 1, max: 250 }), at: times }),
);
const closedDays: fc.Arbitrary<ClosedDays> = fc.oneof(
  fc.record({ from: monthAndDay, to: monthAndDay }),
  fc
    .tuple(days, days, fc.integer({ min: 2000, max: 2199 }))
    .map((pair) => [pair[0], pair[1]].map((day) => `${pair[2]}${day.slice(4, 10)}`).sort())
    .map(([from, to]) => ({ from: from!, to: to! }))
    .filter(({ from, to }) => [from, to].every((day) => !day.endsWith('02-29'))),
);
const schedules: fc.Arbitrary<RoundSchedule> = fc
  .record({
    opens: points,
    deadline: points,
    graceWorkingDays: fc.integer({ min: 0, max: 60 }),
    reminders: fc.array(offsets, { maxLength: 10 }),
    // One a rung, in the order of the ladder.
    escalations: fc
      .tuple(...rungs.map((to) => fc.option(offsets.map((offset) => ({ to, ...offset })))))
      .map((ladder) => ladder.filter((rung) => rung !== null)),
    digest: fc.record({ weekday: fc.integer({ min: 1, max: 7 }), at: times }),
    quiet: fc.option(
      fc
        .record({ from: times, to: times, workingDaysOnly: fc.boolean() })
        .filter(({ from, to }) => from !== to),
    ),
    closedDays: fc.array(closedDays, { maxLength: 20 }),
  })
  .chain(({ quiet, ...calendar }) =>
    fc.record({
      rhythm: fc.constantFrom(...rhythms, 'once' as const),
      timeZone: fc.constantFrom('Europe/Helsinki', 'Europe/Stockholm', 'UTC', 'America/Los_Angeles'),
      calendar: fc.constant({ ...calendar, ...(quiet && { quiet }) }),
    }),
  )
  .map((schedule) => (schedule.rhythm === 'once' ? { ...schedule, onlyPeriod: '2026-H1' } : schedule));

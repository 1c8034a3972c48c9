/** Every local time of the days on which the clocks change, where they change in unlike ways. */
import { roundCalendar, type RoundSchedule, roundSteps } from '../../src/periods/calendar';
import { after, before, holidays, iso, on, scheduleOf, stepsOf } from './schedules';
import { plusDays } from './wall-clock';

const minute = 60_000;
const times = Array.from({ length: 24 * 60 }, (_, index) => {
  const [hour, left] = [Math.floor(index / 60), index % 60];
  return `${String(hour).padStart(2, '0')}:${String(left).padStart(2, '0')}`;
});

/** What the wall shows at a moment `hours` ahead of UTC. */
const ahead = (day: string, at: string, hours: number) => Date.parse(`${day}T${at}Z`) - hours * 60 * minute;

/** Helsinki: 03:00–03:59 is skipped on 29.3.2026, and comes twice on 25.10.2026. */
const changes: [string, string, (at: string) => number][] = [
  // A skipped time is read with the offset before the change: 03:30 is 04:30 summer time.
  ['spring', '2026-03-29', (at) => (at < '04:00' ? 2 : 3)],
  // A repeated time is the first one, which is summer time.
  ['autumn', '2026-10-25', (at) => (at < '04:00' ? 3 : 2)],
];

describe.each(changes)('every minute of the Sunday in %s in Helsinki', (_season, day, offset) => {
  const date = day.slice(5);
  const expected = times.map((at) => new Date(ahead(day, at, offset(at))).toISOString());
  const everyMinute = (momentOf: (at: string) => Date) => times.map((at) => momentOf(at).toISOString());
  const { calendar, ...programme } = scheduleOf('year');
  const yearly = (changed: Partial<RoundSchedule['calendar']>) => ({
    ...programme,
    calendar: { ...calendar, ...changed },
  });
  const round = (changed: Partial<RoundSchedule['calendar']>) =>
    roundCalendar(yearly(changed), '2025', holidays);

  test('as an opening', () => {
    const opening = (at: string) => round({ opens: on(date, at), deadline: on('12-01') }).opens;
    expect(everyMinute(opening)).toEqual(expected);
  });
  test('as a deadline', () => {
    const due = (at: string) => round({ opens: on('02-02'), deadline: on(date, at) }).deadline;
    expect(everyMinute(due)).toEqual(expected);
  });
  test('as reminder, escalation and digest', () => {
    const whole = { opens: on(plusDays(day, -1).slice(5)), deadline: on(date, '23:59'), graceWorkingDays: 1 };
    const withSteps = (at: string) =>
      yearly({
        ...{ ...whole, reminders: [before(0, at)], digest: { weekday: 7, at } },
        escalations: [{ to: 'coordinator', ...before(0, at) }],
      });
    const lasting = round(whole);
    const steps = times.map((at) => roundSteps(withSteps(at), lasting, holidays));
    const moments = (what: string) =>
      steps.map((own) => own.find((step) => step.what === what)?.at.toISOString());
    expect(moments('remind')).toEqual(expected);
    expect(moments('escalate')).toEqual(expected);
    expect(moments('digest')).toEqual(expected);
  });
});

test('reminders at skipped times keep their order in time, not that of their names', () => {
  const programme = scheduleOf('year', {
    ...{ opens: on('03-02'), deadline: on('03-29', '16:15') },
    reminders: [before(0, '03:30'), before(0, '04:10'), before(0, '02:59')],
  });
  const reminders = stepsOf(programme, '2025').filter(({ what }) => what === 'remind');
  expect(iso(reminders.map(({ at }) => at))).toEqual([
    '2026-03-29T00:59:00.000Z',
    '2026-03-29T01:10:00.000Z',
    '2026-03-29T01:30:00.000Z',
  ]);
});

test('a deadline that the skipped hour moves before its opening is refused', () => {
  const programme = scheduleOf('year', { opens: on('03-29', '03:30'), deadline: on('03-29', '04:15') });
  expect(() => roundCalendar(programme, '2025', holidays)).toThrow(RangeError);
  expect(roundCalendar(programme, '2026', holidays).opens.toISOString()).toBe('2027-03-29T00:30:00.000Z');
});

describe('zones whose clocks change otherwise', () => {
  test.each([
    // Forward at midnight: Sunday 6.9. begins at 01:00 (UTC−4 to −3); back from 24:00 to 23:00 on Saturday 4.4.
    ['America/Santiago', '2026-09-05', '23:59', '2026-09-06T03:59Z'],
    ['America/Santiago', '2026-09-06', '00:00', '2026-09-06T04:00Z'],
    ['America/Santiago', '2026-09-06', '00:30', '2026-09-06T04:30Z'],
    ['America/Santiago', '2026-09-06', '01:00', '2026-09-06T04:00Z'],
    ['America/Santiago', '2026-04-04', '23:30', '2026-04-05T02:30Z'],
    ['America/Santiago', '2026-04-05', '00:00', '2026-04-05T04:00Z'],
    // By half an hour: 02:00 to 02:30 (UTC+10:30 to +11), and 02:00 to 01:30.
    ['Australia/Lord_Howe', '2026-10-04', '01:59', '2026-10-03T15:29Z'],
    ['Australia/Lord_Howe', '2026-10-04', '02:00', '2026-10-03T15:30Z'],
    ['Australia/Lord_Howe', '2026-10-04', '02:10', '2026-10-03T15:40Z'],
    ['Australia/Lord_Howe', '2026-10-04', '02:30', '2026-10-03T15:30Z'],
    ['Australia/Lord_Howe', '2026-04-05', '01:29', '2026-04-04T14:29Z'],
    ['Australia/Lord_Howe', '2026-04-05', '01:45', '2026-04-04T14:45Z'],
    ['Australia/Lord_Howe', '2026-04-05', '02:00', '2026-04-04T15:30Z'],
    // By two hours: 01:00 to 03:00, and 03:00 to 01:00.
    ['Antarctica/Troll', '2026-03-29', '01:30', '2026-03-29T01:30Z'],
    ['Antarctica/Troll', '2026-10-25', '01:30', '2026-10-24T23:30Z'],
    // The last hour of a Saturday is skipped: 23:30 is 00:30 on Sunday (UTC−2 to −1).
    ['America/Nuuk', '2026-03-28', '22:59', '2026-03-29T00:59Z'],
    ['America/Nuuk', '2026-03-28', '23:30', '2026-03-29T01:30Z'],
    ['America/Nuuk', '2026-10-24', '23:30', '2026-10-25T00:30Z'],
    // Never, and three quarters of an hour.
    ['Asia/Kathmandu', '2026-03-29', '03:30', '2026-03-28T21:45Z'],
    ['Asia/Kathmandu', '2026-10-25', '08:00', '2026-10-25T02:15Z'],
    ['Pacific/Chatham', '2026-09-27', '02:45', '2026-09-26T14:00Z'],
    ['Pacific/Kiritimati', '2026-03-29', '00:00', '2026-03-28T10:00Z'],
  ])('%s %s %s', (timeZone, day, at, expected) => {
    const point = on(day.slice(5), at);
    const opening = scheduleOf('year', { opens: point, deadline: on('12-01') }, { timeZone });
    const due = scheduleOf('year', { opens: on('01-02'), deadline: point }, { timeZone });
    const moment = new Date(expected);
    expect(roundCalendar(opening, '2025', holidays).opens).toEqual(moment);
    expect(roundCalendar(due, '2025', holidays).deadline).toEqual(moment);
  });

  test('a round may span the Sunday that has no midnight', () => {
    const santiago = scheduleOf(
      'tertial',
      {
        ...{ opens: after(1, '00:00'), deadline: after(5, '00:00') },
        ...{ reminders: [before(1, '00:00')], digest: { weekday: 7, at: '00:00' } },
      },
      { timeZone: 'America/Santiago' },
    );
    expect(roundCalendar(santiago, '2026-T2', holidays)).toEqual({
      opens: new Date('2026-09-01T04:00Z'),
      deadline: new Date('2026-09-07T03:00Z'),
      closes: new Date('2026-09-07T03:00Z'),
    });
    expect(stepsOf(santiago, '2026-T2')).toEqual([
      { what: 'remind', at: new Date('2026-09-04T04:00Z') },
      { what: 'digest', at: new Date('2026-09-06T04:00Z') },
    ]);
  });

  test('a weekly digest keeps its weekday after a Saturday whose last hour is skipped', () => {
    const nuuk = scheduleOf(
      'year',
      {
        ...{ opens: on('03-28', '23:30'), deadline: on('04-14') },
        digest: { weekday: 6, at: '10:00' },
      },
      { timeZone: 'America/Nuuk' },
    );
    expect(iso(stepsOf(nuuk, '2025').map(({ at }) => at))).toEqual([
      '2026-04-04T11:00:00.000Z',
      '2026-04-11T11:00:00.000Z',
    ]);
    const { timeZone, calendar } = nuuk;
    const friday = scheduleOf('year', { ...calendar, opens: on('03-27', '23:30') }, { timeZone });
    expect(iso(stepsOf(friday, '2025').map(({ at }) => at))).toEqual([
      '2026-03-28T12:00:00.000Z',
      '2026-04-04T11:00:00.000Z',
      '2026-04-11T11:00:00.000Z',
    ]);
  });
});

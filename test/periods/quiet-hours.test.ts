/** Moments are written as the wall shows them in Helsinki; in nights whose clocks change as UTC. */
import { type z } from 'zod';
import { type calendarSchema, quietHoursSchema } from '../../src/periods/calendar-schema';
import { sendableFrom } from '../../src/periods/quiet-hours';
import { helsinki, holidays, scheduleOf } from './schedules';
import { momentOnWall, wallTime } from './wall-clock';

type Input = z.input<typeof calendarSchema>;
const quiet = (from: string, to: string, workingDaysOnly = false) => ({ from, to, workingDaysOnly });

function sentAt(local: string, hours: Input['quiet'], closedDays: Input['closedDays'] = []): string {
  const [day, at] = local.split(' ');
  const programme = scheduleOf('quarter', { quiet: hours, closedDays });
  return wallTime(sendableFrom(momentOnWall(day!, at!, helsinki), programme, holidays), helsinki);
}

describe('quiet over midnight, 18:00–07:00', () => {
  const night = quiet('18:00', '07:00');
  test.each([
    ['during the day', '2026-10-07 12:00', '2026-10-07 12:00'],
    ['the last minute before', '2026-10-07 17:59', '2026-10-07 17:59'],
    ['the first minute', '2026-10-07 18:00', '2026-10-08 07:00'],
    ['before midnight', '2026-10-07 23:59', '2026-10-08 07:00'],
    ['at midnight', '2026-10-08 00:00', '2026-10-08 07:00'],
    ['the last minute', '2026-10-08 06:59', '2026-10-08 07:00'],
    ['the minute after', '2026-10-08 07:00', '2026-10-08 07:00'],
    ['over the end of a month', '2026-02-28 20:00', '2026-03-01 07:00'],
    ['over the end of a year', '2026-12-31 20:00', '2027-01-01 07:00'],
    ['on a Friday evening: also to a Saturday', '2026-10-09 20:00', '2026-10-10 07:00'],
    ['on a Sunday', '2026-10-11 12:00', '2026-10-11 12:00'],
    ['on a holiday', '2026-12-25 12:00', '2026-12-25 12:00'],
  ])('%s', (_what, moment, expected) => {
    expect(sentAt(moment, night)).toBe(expected);
  });
  test('to the millisecond', () => {
    const programme = scheduleOf('quarter', { quiet: night });
    const sent = (moment: string) => sendableFrom(new Date(moment), programme, holidays).toISOString();
    expect(sent('2026-10-07T14:59:59.999Z')).toBe('2026-10-07T14:59:59.999Z');
    expect(sent('2026-10-07T15:00:00.000Z')).toBe('2026-10-08T04:00:00.000Z');
    expect(sent('2026-10-08T03:59:59.999Z')).toBe('2026-10-08T04:00:00.000Z');
    expect(sent('2026-10-08T04:00:00.001Z')).toBe('2026-10-08T04:00:00.001Z');
  });
});

describe('quiet in the middle of the day, 11:00–12:30', () => {
  test.each([
    ['before', '2026-10-07 10:59', '2026-10-07 10:59'],
    ['the first minute', '2026-10-07 11:00', '2026-10-07 12:30'],
    ['the last minute', '2026-10-07 12:29', '2026-10-07 12:30'],
    ['after', '2026-10-07 12:30', '2026-10-07 12:30'],
    ['at night', '2026-10-07 03:00', '2026-10-07 03:00'],
  ])('%s', (_what, moment, expected) => {
    expect(sentAt(moment, quiet('11:00', '12:30'))).toBe(expected);
  });
});

describe('quiet beside midnight, or nearly always', () => {
  test.each([
    ['from midnight on', quiet('00:00', '07:00'), '2026-10-07 00:00', '2026-10-07 07:00'],
    ['from midnight on, the evening before', quiet('00:00', '07:00'), '2026-10-07 23:59', '2026-10-07 23:59'],
    ['until midnight', quiet('18:00', '00:00'), '2026-10-07 18:00', '2026-10-08 00:00'],
    ['all but a minute', quiet('12:01', '12:00'), '2026-10-07 12:01', '2026-10-08 12:00'],
    ['all but a minute, in it', quiet('12:01', '12:00'), '2026-10-07 12:00', '2026-10-07 12:00'],
  ])('%s', (_what, hours, moment, expected) => {
    expect(sentAt(moment, hours)).toBe(expected);
  });
});

describe('on working days only', () => {
  const christmas = [{ from: '12-21', to: '01-06' }];
  const [night, noon, morning] = [
    quiet('18:00', '07:00', true),
    quiet('11:00', '12:30', true),
    quiet('00:00', '07:00', true),
  ];
  test.each([
    ['a Friday during the day', night, '2026-10-09 17:59', '2026-10-09 17:59'],
    ['a Friday evening waits for Monday morning', night, '2026-10-09 18:00', '2026-10-12 07:00'],
    ['a Saturday', night, '2026-10-10 12:00', '2026-10-12 07:00'],
    ['a Sunday night', night, '2026-10-11 23:30', '2026-10-12 07:00'],
    ['early on Monday', night, '2026-10-12 00:00', '2026-10-12 07:00'],
    ['early on a Saturday', night, '2026-10-10 03:00', '2026-10-12 07:00'],
    ['Maundy Thursday evening waits for Tuesday', night, '2026-04-02 18:00', '2026-04-07 07:00'],
    ['Easter Monday', night, '2026-04-06 08:00', '2026-04-07 07:00'],
    ['Midsummer Eve', night, '2026-06-19 09:00', '2026-06-22 07:00'],
    ['Ascension Day, with a working Friday after it', night, '2026-05-14 09:00', '2026-05-15 07:00'],
    ['over Christmas', night, '2026-12-23 18:00', '2026-12-28 07:00'],
    ['a Saturday waits for Monday, which need not be quiet', noon, '2026-10-10 11:30', '2026-10-12 00:00'],
    ['a Friday evening need not wait', noon, '2026-10-09 23:59', '2026-10-09 23:59'],
    ['a Friday noon', noon, '2026-10-09 11:00', '2026-10-09 12:30'],
    // Monday begins with quiet hours of its own.
    ['a Saturday, quiet from midnight on', morning, '2026-10-10 12:00', '2026-10-12 07:00'],
    ['a Friday evening, quiet from midnight on', morning, '2026-10-09 23:59', '2026-10-09 23:59'],
    [
      'a Saturday night, quiet until midnight',
      quiet('18:00', '00:00', true),
      '2026-10-10 23:00',
      '2026-10-12 00:00',
    ],
    [
      'a Friday evening, quiet until midnight',
      quiet('18:00', '00:00', true),
      '2026-10-09 19:00',
      '2026-10-12 00:00',
    ],
  ])('%s', (_what, hours, moment, expected) => {
    expect(sentAt(moment, hours)).toBe(expected);
  });
  test.each([
    ['the last evening before them', true, '2026-12-18 18:00', '2027-01-07 07:00'],
    ['one of them', true, '2026-12-28 12:00', '2027-01-07 07:00'],
    ['the first working day after them', true, '2027-01-07 06:59', '2027-01-07 07:00'],
    ['they do not matter where every day is good', false, '2026-12-28 12:00', '2026-12-28 12:00'],
  ])('own closed days: %s', (_what, workingDaysOnly, moment, expected) => {
    expect(sentAt(moment, quiet('18:00', '07:00', workingDaysOnly), christmas)).toBe(expected);
  });
  test('with every day closed there is no such moment', () => {
    const closedDays = [{ from: '01-01', to: '12-31' }];
    expect(() => sentAt('2026-10-07 12:00', night, closedDays)).toThrow(RangeError);
    expect(sentAt('2026-10-07 12:00', quiet('18:00', '07:00'), closedDays)).toBe('2026-10-07 12:00');
  });
});

describe('in nights whose clocks change, quiet hours last from the one moment to the other', () => {
  const [spring, autumn] = ['2026-03-29', '2026-10-25'];
  test.each([
    // An hour shorter, an hour longer.
    ['over the spring night', quiet('18:00', '07:00'), '2026-03-28T16:00Z', `${spring}T04:00Z`],
    ['over the autumn night', quiet('18:00', '07:00'), '2026-10-24T15:00Z', `${autumn}T05:00Z`],
    // 03:30 is skipped, which is 04:30.
    ['until a skipped time', quiet('18:00', '03:30'), '2026-03-28T20:00Z', `${spring}T01:30Z`],
    [
      'until a skipped time, after the change',
      quiet('18:00', '03:30'),
      `${spring}T01:10Z`,
      `${spring}T01:30Z`,
    ],
    ['from a skipped time: still before it', quiet('03:30', '06:00'), `${spring}T01:29Z`, `${spring}T01:29Z`],
    ['from a skipped time', quiet('03:30', '06:00'), `${spring}T01:30Z`, `${spring}T03:00Z`],
    ['from one skipped time to another', quiet('03:10', '03:40'), `${spring}T01:10Z`, `${spring}T01:40Z`],
    // 03:30 comes at 00:30Z and at 01:30Z; the first is meant.
    ['until a repeated time', quiet('18:00', '03:30'), `${autumn}T00:29Z`, `${autumn}T00:30Z`],
    [
      'until a repeated time: over at the first',
      quiet('18:00', '03:30'),
      `${autumn}T00:30Z`,
      `${autumn}T00:30Z`,
    ],
    [
      'until a repeated time: not quiet again',
      quiet('18:00', '03:30'),
      `${autumn}T01:10Z`,
      `${autumn}T01:10Z`,
    ],
    ['from a repeated time', quiet('03:30', '06:00'), `${autumn}T00:30Z`, `${autumn}T04:00Z`],
    [
      'from a repeated time: no gap before the second',
      quiet('03:30', '06:00'),
      `${autumn}T01:10Z`,
      `${autumn}T04:00Z`,
    ],
    ['between repeated times', quiet('03:10', '03:40'), `${autumn}T00:10Z`, `${autumn}T00:40Z`],
    ['between repeated times, the second', quiet('03:10', '03:40'), `${autumn}T01:20Z`, `${autumn}T01:20Z`],
  ])('%s', (_what, hours, moment, expected) => {
    const sent = sendableFrom(new Date(moment), scheduleOf('quarter', { quiet: hours }), holidays);
    expect(sent).toEqual(new Date(expected));
  });
  test.each([
    // Sunday 6.9. begins at 01:00.
    ['America/Santiago', quiet('18:00', '00:00'), '2026-09-05T23:00Z', '2026-09-06T04:00Z'],
    ['America/Santiago', quiet('00:30', '06:00'), '2026-09-06T04:10Z', '2026-09-06T04:10Z'],
    ['America/Santiago', quiet('00:30', '06:00'), '2026-09-06T04:30Z', '2026-09-06T09:00Z'],
    // Saturday 28.3. ends at 23:00.
    ['America/Nuuk', quiet('23:30', '07:00'), '2026-03-29T01:15Z', '2026-03-29T01:15Z'],
    ['America/Nuuk', quiet('23:30', '07:00'), '2026-03-29T01:30Z', '2026-03-29T08:00Z'],
    // Friday evening to Saturday morning, which has its own.
    ['America/Nuuk', quiet('23:30', '07:00'), '2026-03-28T01:30Z', '2026-03-28T09:00Z'],
    ['Australia/Lord_Howe', quiet('22:00', '02:10'), '2026-10-03T14:00Z', '2026-10-03T15:40Z'],
    ['Asia/Kathmandu', quiet('18:00', '07:00'), '2026-03-28T12:15Z', '2026-03-29T01:15Z'],
  ])('in %s, %j from %s on', (timeZone, hours, moment, expected) => {
    const programme = scheduleOf('quarter', { quiet: hours }, { timeZone });
    expect(sendableFrom(new Date(moment), programme, holidays)).toEqual(new Date(expected));
  });
});

test('without quiet hours every moment will do', () => {
  expect(sentAt('2026-12-25 03:00', undefined)).toBe('2026-12-25 03:00');
});

test.each([quiet('18:00', '18:00'), quiet('24:00', '07:00'), quiet('18:00', '7:00')])(
  '%j are no quiet hours',
  (hours) => {
    expect(quietHoursSchema.safeParse(hours).success).toBe(false);
  },
);

/** In every time zone and for any quiet hours, against a search that goes from minute to minute. */
import fc from 'fast-check';
import { type QuietHours } from '../../src/periods/calendar-schema';
import { sendableFrom } from '../../src/periods/quiet-hours';
import { closedDays, type CalendarInput, timeOfDay, workingDays } from './day-by-day';
import { helsinki, holidays, scheduleOf } from './schedules';
import { momentOnWall, plusDays, wallTime } from './wall-clock';

const minute = 60_000;
const searched = 28;

interface Span {
  readonly begins: number;
  readonly ends: number;
}

/** What is quiet from two days before a day until four weeks after it. */
function quietSpans(
  quiet: QuietHours,
  closed: CalendarInput['closedDays'],
  zone: string,
  from: string,
): Span[] {
  const isWorking = workingDays(closed ?? []);
  const at = (day: string, time: string) => momentOnWall(day, time, zone).getTime();
  const days = Array.from({ length: searched + 3 }, (_, index) => plusDays(from, index - 2));
  return days.flatMap((day) => {
    const next = plusDays(day, 1);
    const night = { begins: at(day, quiet.from), ends: at(quiet.from < quiet.to ? day : next, quiet.to) };
    const wholeDay = { begins: at(day, '00:00'), ends: at(next, '00:00') };
    return quiet.workingDaysOnly && !isWorking(day) ? [wholeDay, night] : [night];
  });
}

/** The first full minute from a moment on that is not quiet; the moment itself where it is not. */
function search(moment: number, spans: readonly Span[]): number | undefined {
  const isQuiet = (time: number) => spans.some(({ begins, ends }) => begins <= time && time < ends);
  if (!isQuiet(moment)) return moment;
  let next = Math.ceil(moment / minute) * minute;
  while (isQuiet(next)) next += minute;
  return next < moment + (searched - 1) * 24 * 60 * minute ? next : undefined;
}

const quietHours = fc
  .record({ from: timeOfDay, to: timeOfDay, workingDaysOnly: fc.boolean() })
  .filter(({ from, to }) => from !== to);

/** Any moment of seven years, or one within a day of a clock change in Helsinki. */
const moment = fc.oneof(
  fc.date({ min: new Date('2024-01-01'), max: new Date('2030-12-31'), noInvalidDate: true }),
  fc
    .tuple(
      fc.constantFrom('2024-03-31', '2026-03-29', '2026-10-25', '2027-10-31'),
      fc.integer({ min: -24 * 60, max: 24 * 60 }),
    )
    .map(([day, minutes]) => new Date(Date.parse(`${day}T01:00Z`) + minutes * minute)),
);
const zone = fc.oneof(
  fc.constantFrom(...Intl.supportedValuesOf('timeZone')),
  fc.constantFrom(helsinki, 'Australia/Lord_Howe', 'Asia/Beirut', 'Antarctica/Troll'),
);

test('sends at the first moment that is not quiet, and that one stays', () => {
  fc.assert(
    fc.property(moment, zone, quietHours, closedDays, (from, timeZone, quiet, closed) => {
      const programme = scheduleOf('quarter', { quiet, closedDays: closed }, { timeZone });
      const spans = quietSpans(quiet, closed, timeZone, wallTime(from, timeZone).slice(0, 10));
      const expected = search(from.getTime(), spans);
      // Closed for longer than is searched.
      fc.pre(expected !== undefined);
      const sent = sendableFrom(from, programme, holidays);
      expect(sent).toEqual(new Date(expected));
      expect(sent.getTime()).toBeGreaterThanOrEqual(from.getTime());
      expect(sendableFrom(sent, programme, holidays)).toEqual(sent);
    }),
    { numRuns: 300 },
  );
});

test('away from clock changes, that is what the wall shows', () => {
  const quietOnWall = ({ from, to }: QuietHours, time: string) =>
    from < to ? from <= time && time < to : from <= time || time < to;
  const inJune = fc
    .integer({ min: 0, max: 14 * 24 * 60 })
    .map((minutes) => Date.parse('2026-06-08') + minutes * minute);
  fc.assert(
    fc.property(inJune, quietHours, closedDays, (start, quiet, closed) => {
      const programme = scheduleOf('quarter', { quiet, closedDays: closed });
      const isWorking = workingDays(closed);
      const isQuiet = (time: number) => {
        const [day, at] = wallTime(new Date(time), helsinki).split(' ');
        return quietOnWall(quiet, at!) || (quiet.workingDaysOnly && !isWorking(day!));
      };
      let expected = start;
      while (isQuiet(expected) && expected < start + 8 * 24 * 60 * minute) expected += minute;
      fc.pre(!isQuiet(expected));
      expect(sendableFrom(new Date(start), programme, holidays)).toEqual(new Date(expected));
    }),
    { numRuns: 80 },
  );
});

/** What is kept of the calendar is what the calendar says, at whatever moments it is asked for. */
import fc from 'fast-check';
import { endedRounds, roundCalendar, roundSteps } from '../../src/periods/calendar';
import { rhythms } from '../../src/periods/period';
import { type HolidayCalendar } from '../../src/periods/working-days';
import { organisationCalendar, saveOrganisationDays, usualDays } from '../../src/goals/organisation-days';
import { type Round, timesOf } from '../../src/rounds/round';
import { endedRoundsOf, stepsOf } from '../../src/schedule/kept-times';
import { eachWithStore, programmeWith } from '../helpers/fixtures';
import { holidays } from './ticking';

const minute = 60_000;
const start = Date.parse('2026-01-01T00:00:00Z');
const zones = ['Europe/Helsinki', 'Asia/Kathmandu', 'America/Havana', 'America/Sao_Paulo'];
const schedules = fc.record({
  rhythm: fc.constantFrom(...rhythms, 'once' as const),
  timeZone: fc.constantFrom(...zones),
});

/** Mostly forward, as ticks are, now and then back; with the moment of the tick before. */
const moments = fc.array(
  fc.record({
    minutes: fc.oneof(fc.integer({ min: 1, max: 120 }), fc.integer({ min: -50_000, max: 200_000 })),
    since: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 100_000 })),
  }),
  { minLength: 5, maxLength: 25 },
);

it('the rounds of periods that have ended', () => {
  fc.assert(
    fc.property(schedules, moments, ({ rhythm, timeZone }, along) => {
      const once = rhythm === 'once' ? { onlyPeriod: '2026-H1' } : {};
      const programme = programmeWith({ rhythm, timeZone, ...once });
      let at = start;
      for (const { minutes, since } of along) {
        at += minutes * minute;
        const [now, last] = [new Date(at), new Date(at - since * minute)];
        expect(endedRoundsOf(programme, now, last, holidays)).toEqual(
          endedRounds(programme, now, last, holidays),
        );
      }
    }),
    { numRuns: 80, seed: 22 },
  );
});

it('at the very moment when a period ends', () => {
  for (const timeZone of zones) {
    const programme = programmeWith({ rhythm: 'month', timeZone });
    // Clocks change at midnight in Havana, and changed at midnight in São Paulo until 2019.
    for (const month of ['2018-11-01', '2026-04-01', '2026-11-01'])
      for (let hours = -14; hours <= 14; hours += 0.5) {
        const now = new Date(Date.parse(month) + hours * 3_600_000);
        expect(endedRoundsOf(programme, now, now, holidays)).toEqual(
          endedRounds(programme, now, now, holidays),
        );
      }
  }
});

const round = (period: string, changes: Partial<Round> = {}): Round => {
  const { opens, deadline } = roundCalendar(programmeWith(), period, holidays);
  return {
    ...{ programmeId: 'prog', period, status: 'open', events: [] },
    ...{ opens: opens.toISOString(), deadline: deadline.toISOString(), ...changes },
  };
};

it('the steps of a round, also when its deadline was moved or its schedule was changed', () => {
  const reminders = [{ workingDaysBefore: 2, at: '09:00' }];
  const changed = { ...programmeWith().calendar, reminders };
  for (const programme of [programmeWith(), programmeWith({ calendar: changed })])
    for (const each of [
      round('2026-Q2'),
      round('2026-Q3'),
      round('2026-Q3', { deadline: '2026-11-20T14:00:00.000Z' }),
      round('2026-Q3', { closes: '2026-11-24T14:00:00.000Z' }),
    ]) {
      const steps = roundSteps(programme, timesOf(each), holidays);
      const expected = steps.map((step) => ({ ...step, moment: step.at.toISOString() }));
      for (let time = 0; time < 2; time++) expect(stepsOf(programme, each, holidays)).toEqual(expected);
    }
});

describe('the closed days of the organisation', () => {
  const stored = eachWithStore();

  it('count as soon as they are read, although the calendar stays the same object', async () => {
    const calendar = organisationCalendar(stored.store);
    const reminders = () => {
      const programme = programmeWith({
        calendar: { ...programmeWith().calendar, reminders: [{ workingDaysBefore: 1, at: '09:00' }] },
      });
      return stepsOf(programme, round('2026-Q3'), calendar).filter(({ what }) => what === 'remind');
    };
    const before = reminders();
    const days = { ...usualDays, closedDays: [{ from: '2026-11-03', to: '2026-11-03' }] };
    const actor = { by: 'planning@example.org', way: 'cli' as const };
    await saveOrganisationDays(stored.store, { days, seen: usualDays }, actor, new Date(start));
    expect(reminders()).toEqual(before);
    await calendar.refresh();
    expect(before.map(({ moment }) => moment.slice(0, 10))).toEqual(['2026-11-03']);
    expect(reminders().map(({ moment }) => moment.slice(0, 10))).toEqual(['2026-11-02']);
    const kept: HolidayCalendar | undefined = calendar.asOfNow;
    await calendar.refresh();
    expect(calendar.asOfNow).toBe(kept);
  });
});

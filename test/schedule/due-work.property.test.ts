/** Whatever the calendar and however long the bot was down: each step is done at most once, in order, never too late. */
import fc from 'fast-check';
import { type Programme } from '../../src/goals/schema';
import { digestMoments, reminderMoments, roundCalendar } from '../../src/periods/calendar';
import { createHolidayCalendar } from '../../src/periods/working-days';
import { type Round } from '../../src/rounds/round';
import { dueWork, type Work } from '../../src/schedule/due-work';
import { programmeWith } from '../helpers/fixtures';

const holidays = createHolidayCalendar();
const minute = 60_000;
const start = Date.parse('2026-01-01T00:00:00Z');

const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));

/** Quarterly rounds that end before the next opens: no quarter has fewer than 60 working days. */
const programme: fc.Arbitrary<Programme> = fc
  .record({
    opens: fc.integer({ min: 0, max: 15 }),
    length: fc.integer({ min: 2, max: 40 }),
    at: fc.tuple(time, time),
    reminders: fc.array(fc.record({ workingDaysBefore: fc.integer({ min: 0, max: 30 }), at: time }), {
      maxLength: 6,
    }),
    digest: fc.record({ weekday: fc.integer({ min: 1, max: 7 }), at: time }),
  })
  .map(({ opens, length, at, reminders, digest }) =>
    programmeWith({
      calendar: {
        opens: { workingDaysAfter: opens, at: at[0] },
        deadline: { workingDaysAfter: opens + length, at: at[1] },
        reminders,
        digest,
      },
    }),
  );

/** Minutes between ticks: the usual minute, some hours, some days, a month or two. */
const gap = fc.oneof(
  fc.integer({ min: 1, max: 5 }),
  fc.integer({ min: 60, max: 24 * 60 }),
  fc.integer({ min: 24 * 60, max: 7 * 24 * 60 }),
  fc.integer({ min: 20 * 24 * 60, max: 60 * 24 * 60 }),
);
const ticks = fc.array(gap, { minLength: 10, maxLength: 50 }).map((gaps) => {
  let moment = start;
  return gaps.map((minutes) => new Date((moment += minutes * minute)));
});

interface Done {
  readonly work: Work;
  readonly now: Date;
}

/** What a bot does at these moments that writes its marks, as the tick does. */
function live(of: Programme, moments: readonly Date[]): Done[] {
  const rounds = new Map<string, Round>();
  const done: Done[] = [];
  for (const now of moments) {
    const due = dueWork([of], [...rounds.values()], now, holidays);
    for (const work of due) {
      rounds.set(work.period, marked(rounds.get(work.period), work, now));
      done.push({ work, now });
    }
    if (due.length > 0) expect(dueWork([of], [...rounds.values()], now, holidays)).toEqual([]);
  }
  return done;
}

function marked(round: Round | undefined, work: Work, now: Date): Round {
  if (work.type === 'open')
    return {
      programmeId: work.programmeId,
      period: work.period,
      status: 'open',
      opens: work.opens.toISOString(),
      deadline: work.deadline.toISOString(),
      events: [{ what: 'opened', by: 'schedule', at: now.toISOString() }],
    };
  if (work.type === 'close') return { ...round!, status: 'closed' };
  return { ...round!, [work.type === 'remind' ? 'lastReminder' : 'lastDigest']: work.step };
}

const stepsOf = (done: readonly Done[], type: 'remind' | 'digest') =>
  done.flatMap(({ work, now }) =>
    work.type === type ? [{ period: work.period, step: work.step, now }] : [],
  );

it('each step is due at most once, in order, and none of an earlier round after the next has opened', () => {
  fc.assert(
    fc.property(programme, ticks, (of, moments) => {
      const done = live(of, moments);
      for (const type of ['remind', 'digest'] as const) {
        const steps = stepsOf(done, type).map(({ step }) => step);
        expect(steps).toEqual([...new Set(steps)].sort());
      }
      // After a long downtime the earlier round is closed in the tick that opens the next one.
      const periods = done.filter(({ work }) => work.type !== 'close').map(({ work }) => work.period);
      expect(periods).toEqual([...periods].sort());
      for (const { period, step, now } of [...stepsOf(done, 'remind'), ...stepsOf(done, 'digest')]) {
        const { opens, deadline } = roundCalendar(of, period, holidays);
        expect(opens.toISOString() < step && step <= now.toISOString()).toBe(true);
        expect(now < deadline).toBe(true);
      }
    }),
    { numRuns: 25 },
  );
});

it('what is due is the latest moment since the tick before, while the round was open at both', () => {
  fc.assert(
    fc.property(programme, ticks, (of, moments) => {
      const done = live(of, moments);
      const openings = done.filter(({ work }) => work.type === 'open');
      for (const type of ['remind', 'digest'] as const) {
        const expected = openings.flatMap(({ work: { period }, now: openedAt }) => {
          const { opens, deadline } = roundCalendar(of, period, holidays);
          const all =
            type === 'remind'
              ? reminderMoments(of, opens, deadline, holidays)
              : digestMoments(of, opens, deadline);
          return moments.flatMap((now, index) => {
            const before = moments[index - 1];
            if (!before || before < openedAt || now >= deadline) return [];
            const step = all.filter((moment) => moment > before && moment <= now).at(-1);
            return step ? [{ period, step: step.toISOString(), now }] : [];
          });
        });
        expect(stepsOf(done, type)).toEqual(expected);
      }
    }),
    { numRuns: 25 },
  );
});

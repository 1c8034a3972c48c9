/** Whatever the calendar and however long the bot was down: nothing is done twice, out of order, or lost. */
import fc from 'fast-check';
import { type Programme } from '../../src/goals/schema';
import { rungs } from '../../src/periods/calendar-schema';
import { type Period } from '../../src/periods/period';
import { type Round } from '../../src/rounds/round';
import { dueWork, type Work } from '../../src/schedule/due-work';
import { programmeWith } from '../helpers/fixtures';
import {
  expectAccountedFor,
  mostOfAYear,
  moves,
  type PlannedRound,
  plannedRounds,
  type RoundHistory,
  ticksFrom,
} from './step-history';
import { holidays } from './ticking';

const start = new Date('2026-01-01T00:00:00Z');
const end = new Date('2027-12-31T00:00:00Z');

/** Most working days from a period's end to the opening, on to the deadline, and on to the closing. */
const spans = {
  month: [4, 9, 3],
  quarter: [15, 35, 8],
  tertial: [20, 45, 10],
  'half-year': [30, 70, 15],
  year: [40, 170, 30],
  once: [40, 170, 30],
} as const;

const upTo = (max: number, min = 0) => fc.integer({ min, max });
const time = fc
  .tuple(upTo(23), upTo(59))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));

/** From 30 working days before the deadline to 20 after it. */
const days = upTo(20, -30);
const offset = (from: number, at: string) =>
  from > 0 ? { workingDaysAfter: from, at } : { workingDaysBefore: -from, at };

/** Rungs in their order, each on a later day. */
const escalations = fc
  .record({
    to: fc.subarray([...rungs]),
    on: fc.uniqueArray(days, { minLength: 3, maxLength: 3 }),
    at: time,
  })
  .map(({ to, on, at }) => {
    const rising = on.toSorted((a, b) => a - b);
    return to.map((rung, index) => ({ to: rung, ...offset(rising[index]!, at) }));
  });

const stage = fc.record({
  of: fc.constant('tasks' as const),
  workingDaysBefore: upTo(10, 1),
  at: time,
  reminders: fc
    .array(fc.tuple(upTo(5), time), { maxLength: 2 })
    .map((all) => all.map(([workingDaysBefore, at]) => ({ workingDaysBefore, at }))),
});

const closedDays = fc.constantFrom(
  { from: '12-23', to: '01-06' },
  { from: '2026-04-20', to: '2026-05-08' },
  { from: '07-01', to: '07-31' },
);

const programme: fc.Arbitrary<Programme> = fc
  .constantFrom(...(Object.keys(spans) as (keyof typeof spans)[]))
  .chain((rhythm) =>
    fc.record({
      rhythm: fc.constant(rhythm),
      timeZone: fc.constantFrom(
        'Europe/Helsinki',
        'America/Santiago',
        'Asia/Kathmandu',
        'Australia/Lord_Howe',
      ),
      opens: upTo(spans[rhythm][0]),
      length: upTo(spans[rhythm][1], 1),
      graceWorkingDays: upTo(spans[rhythm][2]),
      at: fc.tuple(time, time),
      reminders: fc.array(fc.tuple(days, time), { maxLength: 5 }),
      escalations,
      stage: fc.option(stage, { nil: undefined }),
      digest: fc.record({ weekday: upTo(7, 1), at: time }),
      quiet: fc.option(fc.constant({ from: '20:00', to: '07:00', workingDaysOnly: true }), {
        nil: undefined,
      }),
      // With July closed, the rounds of June and July would overlap.
      closedDays: fc.array(
        rhythm === 'month' ? closedDays.filter(({ from }) => from !== '07-01') : closedDays,
        { maxLength: 2 },
      ),
    }),
  )
  .map(({ rhythm, timeZone, opens, length, at, reminders, ...calendar }) =>
    programmeWith({
      rhythm,
      timeZone,
      ...(rhythm === 'once' && { onlyPeriod: '2026-Q1' }),
      calendar: {
        ...calendar,
        opens: { workingDaysAfter: opens, at: at[0] },
        deadline: { workingDaysAfter: opens + length, at: at[1] },
        reminders: reminders.map(([from, when]) => offset(from, when)),
      },
    }),
  );

/** Its rounds, where each is over before the next one opens; otherwise the calendar is none that is accepted. */
function roundsOf(of: Programme): PlannedRound[] | undefined {
  try {
    const planned = plannedRounds(of, start, end);
    return planned.every(({ closes }, index) => closes < (planned[index + 1]?.opens ?? end))
      ? planned
      : undefined;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

const scenario = fc
  .tuple(programme, moves(5, 20, mostOfAYear))
  .map(([of, along]) => ({ of, along, planned: roundsOf(of) ?? [] }))
  .filter(({ planned }) => planned.length > 0)
  .map(({ of, along, planned }) => ({ of, planned, ticks: ticksFrom(start, end, planned, along) }))
  .filter(({ ticks }) => ticks.length > 0);

interface Done {
  readonly work: Work;
  readonly now: Date;
}

/** What a bot does at these moments that leaves its marks as the stores do. */
function live(of: Programme, ticks: readonly Date[]): Done[] {
  const rounds = new Map<Period, Round>();
  const done: Done[] = [];
  let lastTick: Date | undefined;
  for (const now of ticks) {
    const due = () => dueWork([of], [...rounds.values()], now, holidays, lastTick);
    const works = due();
    for (const work of works) {
      rounds.set(work.period, marked(rounds.get(work.period), work, now));
      done.push({ work, now });
    }
    // A crash before the mark of the tick changes nothing either.
    if (works.length > 0 && done.length % 2 === 0) expect(due()).toEqual([]);
    lastTick = new Date(Math.floor(now.getTime() / 60_000) * 60_000);
    if (works.length > 0 && done.length % 2 === 1) expect(due()).toEqual([]);
  }
  return done;
}

function marked(round: Round | undefined, work: Work, now: Date): Round {
  const event = { by: 'schedule', at: now.toISOString() };
  switch (work.type) {
    case 'open':
    case 'skip': {
      const [deadline, closes] = [work.deadline.toISOString(), work.closes.toISOString()];
      expect(round).toBeUndefined();
      return {
        ...{ programmeId: work.programmeId, period: work.period, opens: work.opens.toISOString(), deadline },
        ...(closes > deadline && { closes }),
        ...(work.stage && work.stage > now && { stage: { of: 'tasks', until: work.stage.toISOString() } }),
        ...(work.type === 'open'
          ? { status: 'open', events: [{ ...event, what: 'opened' }] }
          : { status: 'planned', events: [{ ...event, what: 'skipped' }] }),
      };
    }
    case 'close':
      return { ...round!, status: 'closed', events: [...round!.events, { ...event, what: 'closed' }] };
    case 'stage':
      return { ...round!, stage: { ...round!.stage!, passed: work.step } };
    case 'remind':
      return { ...round!, lastReminder: work.step };
    case 'escalate':
      return { ...round!, lastEscalation: work.step };
    case 'digest':
      return { ...round!, lastDigest: work.step };
    case 'finish-discard':
    case 'refresh-posts':
    case 'post-fronts':
    case 'tell-followers':
      throw new Error('there is no post, nobody follows, and nothing was taken back');
  }
}

function historyOf(period: Period, done: readonly Done[]): RoundHistory {
  const own = done.filter(({ work }) => work.period === period);
  const at = (type: Work['type']) => {
    const found = own.filter(({ work }) => work.type === type);
    expect(found.length).toBeLessThan(2);
    return found[0]?.now;
  };
  const [opened, skipped, closed] = [at('open'), at('skip'), at('close')];
  return {
    period,
    ...(opened && { opened }),
    ...(skipped && { skipped }),
    ...(closed && { closed }),
    done: own.flatMap(({ work }) => ('step' in work ? [nameOf(work)] : [])),
    missed: own.flatMap(({ work }) => ('missed' in work ? work.missed : [])),
  };
}

function nameOf(work: Extract<Work, { step: string }>): string {
  return `${work.type === 'escalate' ? `escalate ${work.to}` : work.type} ${work.step}`;
}

it('each step is done once and in order, or named as left out, and nothing vanishes', () => {
  fc.assert(
    fc.property(scenario, ({ of, planned, ticks }) => {
      const done = live(of, ticks);
      const histories = new Map(planned.map(({ period }) => [period, historyOf(period, done)]));
      expectAccountedFor(planned, ticks, histories);
      expectInOrder(
        planned.map(({ period }) => period),
        done,
      );
      expectAtFirstTick(ticks, done);
    }),
    { numRuns: 40 },
  );
}, 60_000);

/** No round begins before the earlier one is closed, no step is done before an earlier one. */
function expectInOrder(periods: readonly Period[], done: readonly Done[]): void {
  const order = done.map(({ work }) => periods.indexOf(work.period));
  expect(order).not.toContain(-1);
  expect(order).toEqual(order.toSorted((a, b) => a - b));
  for (const period of periods) {
    const types = done.filter(({ work }) => work.period === period).map(({ work }) => work.type);
    expect(types.slice(1)).not.toContain('open');
    expect(types.slice(0, -1)).not.toContain('close');
    if (types.includes('skip')) expect(types).toEqual(['skip']);
  }
  const steps = done.flatMap(({ work }) => ('step' in work ? [work.step] : []));
  expect(steps).toEqual(steps.toSorted());
}

/** What is done or left out became due after the tick before, each moment once. */
function expectAtFirstTick(ticks: readonly Date[], done: readonly Done[]): void {
  for (const { work, now } of done) {
    if (!('missed' in work)) continue;
    const since = ticks[ticks.indexOf(now) - 1]!.toISOString();
    const moments = [...work.missed, ...('step' in work ? [work.step] : [])];
    expect(moments).toEqual([...new Set(moments)].sort());
    for (const moment of moments) expect(since < moment && moment <= now.toISOString()).toBe(true);
  }
}

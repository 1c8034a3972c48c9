/** What became of each round and each of its steps, and what must hold whenever the bot was down. */
import fc from 'fast-check';
import { type Programme } from '../../src/goals/schema';
import {
  periodsAround,
  roundCalendar,
  roundSteps,
  type RoundTimes,
  type Step,
} from '../../src/periods/calendar';
import { type Period } from '../../src/periods/period';
import { holidays } from './ticking';

export interface RoundHistory {
  readonly period: Period;
  readonly opened?: Date;
  readonly skipped?: Date;
  readonly closed?: Date;
  /** Steps that were done, as `stepName` names them, each as often as it was done. */
  readonly done: readonly string[];
  /** Moments (ISO 8601, UTC) that a later step or the closing names as left out. */
  readonly missed: readonly string[];
}

export interface PlannedRound extends RoundTimes {
  readonly period: Period;
  readonly steps: readonly Step[];
}

export function stepName(step: Step): string {
  return `${step.what === 'escalate' ? `escalate ${step.to}` : step.what} ${step.at.toISOString()}`;
}

/** The rounds that the calendar has between two moments, without regard to ticks. */
export function plannedRounds(programme: Programme, from: Date, to: Date): PlannedRound[] {
  const rounds: PlannedRound[] = [];
  for (const period of periodsAround(programme, from)) {
    const times = roundCalendar(programme, period, holidays);
    if (times.opens > to) break;
    if (times.closes >= from)
      rounds.push({ period, ...times, steps: roundSteps(programme, times, holidays) });
  }
  return rounds;
}

/**
 * Each round was opened, closed or skipped at the first tick that could. Each step that passed while it was open was done
 * once, or is named as left out; nothing else was done.
 */
export function expectAccountedFor(
  planned: readonly PlannedRound[],
  ticks: readonly Date[],
  histories: ReadonlyMap<Period, RoundHistory>,
): void {
  for (const { period, opens, closes, steps } of planned) {
    const history = histories.get(period);
    const { opened, skipped, closed, done = [], missed = [] }: Partial<RoundHistory> = history ?? {};
    const opening = ticks.find((now) => opens <= now && now < closes);
    const afterClosing = ticks.find((now) => now >= closes);
    const wasThereBefore = ticks[0]! < closes;
    expect([period, opened]).toEqual([period, opening]);
    expect([period, closed]).toEqual([period, opening && afterClosing]);
    expect([period, skipped]).toEqual([period, opening || !wasThereBefore ? undefined : afterClosing]);
    expect(done).toEqual([...new Set(done)]);
    const due = opening ? steps.filter(({ at }) => at > opening && at <= ticks.at(-1)!) : [];
    expect(done.filter((name) => !due.some((step) => stepName(step) === name))).toEqual([]);
    const unaccounted = due.filter(
      (step) => !done.includes(stepName(step)) && !missed.includes(step.at.toISOString()),
    );
    expect(unaccounted).toEqual([]);
  }
}

const minute = 60_000;
const day = 24 * 60;

type Move =
  { readonly minutes: number; readonly ms: number } | { readonly ahead: number; readonly ms: number };

/** Minutes to the next tick: the usual minute, some hours, some days, a month or two. */
const gaps = [
  fc.integer({ min: 1, max: 5 }),
  fc.integer({ min: 60, max: day }),
  fc.integer({ min: day, max: 7 * day }),
  fc.integer({ min: 20 * day, max: 60 * day }),
];
export const mostOfAYear = fc.integer({ min: 100 * day, max: 300 * day });

/** From one tick to the next, or to about the moment of a step to come. */
export function moves(minLength: number, maxLength: number, ...more: readonly fc.Arbitrary<number>[]) {
  const wait = fc.record({
    minutes: fc.oneof(...gaps, ...more),
    ms: fc.integer({ min: 0, max: minute }),
  });
  const step = fc.record({
    ahead: fc.integer({ min: 0, max: 6 }),
    ms: fc.constantFrom(-1, 0, 1, 30_000),
  });
  return fc.array(fc.oneof(wait, step), { minLength, maxLength });
}

/** Moments after `from` and before `to`, each later than the one before. */
export function ticksFrom(
  from: Date,
  to: Date,
  planned: readonly PlannedRound[],
  along: readonly Move[],
): Date[] {
  const moments = planned
    .flatMap(({ opens, closes, steps }) => [opens, closes, ...steps.map(({ at }) => at)])
    .map((moment) => moment.getTime())
    .sort((a, b) => a - b);
  const ticks: number[] = [];
  for (const each of along) {
    const last = ticks.at(-1) ?? from.getTime();
    const coming = moments.filter((moment) => moment > last + 1);
    const next =
      'minutes' in each ? last + each.minutes * minute + each.ms : (coming[each.ahead] ?? last) + each.ms;
    ticks.push(Math.max(next, last + 1));
  }
  return ticks.filter((tick) => tick < to.getTime()).map((tick) => new Date(tick));
}

/** Errors and doubtful points in a schedule that can be parsed. Pure. */
import {
  isBeforeFirst,
  momentFrom,
  periodsAround,
  roundCalendar,
  type RoundSchedule,
  type RoundTimes,
} from '../periods/calendar';
import { type Rung, rungs } from '../periods/calendar-schema';
import { isQuietAt } from '../periods/quiet-hours';
import { type HolidayCalendar, withClosedDays } from '../periods/working-days';
import { reminderText, type ScheduleField, type ScheduleProblem } from '../periods/schedule-form';

export interface ScheduleCheck {
  /** A schedule with any of these is not saved. */
  readonly problems: readonly ScheduleProblem[];
  /** The admin is asked to confirm these. */
  readonly warnings: readonly ScheduleProblem[];
}

export interface ScheduleCheckSource {
  readonly now: Date;
  readonly holidays: HolidayCalendar;
  /** Units of the programme without a head. */
  readonly unitsWithoutHead: readonly string[];
}

/** Checks every round of the coming three years, since holidays fall differently in each. */
const horizonDays = 3 * 366;

const fieldOf = { substitute: 'substitute', 'unit-head': 'unitHead', coordinator: 'coordinator' } as const;

export function checkSchedule(schedule: RoundSchedule, source: ScheduleCheckSource): ScheduleCheck {
  const rounds = comingRounds(schedule, source);
  if ('problem' in rounds) return { problems: [rounds.problem], warnings: [] };
  const own = withClosedDays(source.holidays, schedule.calendar.closedDays);
  const problems = [
    ...(rounds.times.length === 0 ? [noRounds(schedule)] : []),
    ...overlaps(rounds.times),
    ...rounds.times.flatMap((times) => outside(schedule, times, own)),
    ...ladderOrder(schedule, rounds.times, own),
  ];
  return { problems: oncePerField(problems), warnings: warningsOf(schedule, source) };
}

/** A repeated programme has no rounds in the coming three years only if its first period is later. */
function noRounds({ rhythm }: RoundSchedule): ScheduleProblem {
  return rhythm === 'once'
    ? { field: 'onlyPeriod', code: 'period-over' }
    : { field: 'firstPeriod', code: 'period-too-far' };
}

interface NamedTimes extends RoundTimes {
  readonly period: string;
}

function comingRounds(
  schedule: RoundSchedule,
  { now, holidays }: ScheduleCheckSource,
): { readonly times: readonly NamedTimes[] } | { readonly problem: ScheduleProblem } {
  const end = new Date(now.getTime() + horizonDays * 24 * 3600 * 1000);
  const times: NamedTimes[] = [];
  for (const period of periodsAround(schedule, now)) {
    const found = timesOf(schedule, period, holidays);
    if ('field' in found) return { problem: found };
    if (found.opens > end) break;
    if (found.closes > now && !isBeforeFirst(schedule, period)) times.push({ ...found, period });
  }
  return { times };
}

function timesOf(
  schedule: RoundSchedule,
  period: string,
  holidays: HolidayCalendar,
): RoundTimes | ScheduleProblem {
  try {
    return roundCalendar(schedule, period, holidays);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return /working day/.test(error.message)
      ? { field: 'closedDays', code: 'no-working-day' }
      : { field: 'deadline', code: 'deadline-before-opening', details: { period } };
  }
}

/** A round must be over before the next one opens, so that nobody has two cards of one programme. */
function overlaps(rounds: readonly NamedTimes[]): ScheduleProblem[] {
  return rounds.flatMap((round, index) => {
    const next = rounds[index + 1];
    if (!next || round.closes < next.opens) return [];
    const field = round.deadline < next.opens ? ('grace' as const) : ('deadline' as const);
    return [{ field, code: 'overlaps-next', details: { period: round.period, next: next.period } }];
  });
}

function outside(
  { calendar, timeZone }: RoundSchedule,
  times: NamedTimes,
  own: HolidayCalendar,
): ScheduleProblem[] {
  const details = { period: times.period };
  const isOutside = (moment: Date) => moment <= times.opens || moment >= times.closes;
  const at = (offset: Parameters<typeof momentFrom>[0]) => momentFrom(offset, times.deadline, timeZone, own);
  return [
    ...calendar.reminders
      .filter((offset) => isOutside(at(offset)))
      .map((offset) => ({
        ...{ field: 'reminders' as const, code: 'reminder-outside' as const },
        details: { ...details, text: reminderText(offset, calendar) },
      })),
    ...(calendar.stage && !times.stage
      ? [{ field: 'stage' as const, code: 'stage-outside' as const, details }]
      : []),
    ...(calendar.stage?.reminders ?? [])
      .filter((offset) => times.stage && momentFrom(offset, times.stage, timeZone, own) <= times.opens)
      .map((offset) => ({
        ...{ field: 'stageReminders' as const, code: 'reminder-outside' as const },
        details: { ...details, text: reminderText(offset, calendar) },
      })),
    ...calendar.escalations
      .filter((rung) => isOutside(at(rung)))
      .map((rung) => ({ field: fieldOf[rung.to], code: 'escalation-outside' as const, details })),
  ];
}

/** Each rung of the ladder must be reached later than the one below it. */
function ladderOrder(
  { calendar, timeZone }: RoundSchedule,
  rounds: readonly NamedTimes[],
  own: HolidayCalendar,
): ScheduleProblem[] {
  const rising = (a: { to: Rung }, b: { to: Rung }) => rungs.indexOf(a.to) - rungs.indexOf(b.to);
  const ladder = calendar.escalations.toSorted(rising);
  return rounds.flatMap(({ deadline }) =>
    ladder.slice(1).flatMap((rung, index) => {
      const moment = momentFrom(rung, deadline, timeZone, own);
      const below = momentFrom(ladder[index]!, deadline, timeZone, own);
      return moment > below ? [] : [{ field: fieldOf[rung.to], code: 'ladder-order' }];
    }),
  );
}

function warningsOf(
  { calendar }: RoundSchedule,
  { unitsWithoutHead }: ScheduleCheckSource,
): ScheduleProblem[] {
  const { quiet, escalations } = calendar;
  const times: [ScheduleField, string | undefined][] = [
    ['opensAt', calendar.opens.at],
    ['deadlineAt', calendar.deadline.at],
    ['stageAt', calendar.stage?.at],
    ['digestAt', calendar.digest.at],
    ['reminderAt', calendar.reminders.find(({ at }) => quiet && isQuietAt(quiet, at))?.at],
    ['escalateAt', escalations.find(({ at }) => quiet && isQuietAt(quiet, at))?.at],
  ];
  const held = times.flatMap(([field, at]) =>
    quiet && at !== undefined && isQuietAt(quiet, at)
      ? [{ field, code: 'in-quiet-hours' as const, details: { time: quiet.to } }]
      : [],
  );
  const needsHeads = escalations.some(({ to }) => to === 'unit-head') && unitsWithoutHead.length > 0;
  const weekend = quiet?.workingDaysOnly === true && calendar.digest.weekday > 5;
  return [
    ...held,
    ...(needsHeads
      ? [
          {
            field: 'unitHead' as const,
            code: 'no-head' as const,
            details: { units: unitsWithoutHead.join(', ') },
          },
        ]
      : []),
    ...(weekend ? [{ field: 'digestDay' as const, code: 'digest-on-weekend' as const }] : []),
  ];
}

function oncePerField(problems: readonly ScheduleProblem[]): ScheduleProblem[] {
  return problems.filter(
    (problem, index) =>
      problems.findIndex(({ field, code }) => field === problem.field && code === problem.code) === index,
  );
}

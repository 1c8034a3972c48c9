/** The next steps of a programme's calendar. Pure. */
import { type Programme } from '../goals/schema';
import {
  isBeforeFirst,
  periodsAround,
  roundCalendar,
  roundSteps,
  type RoundTimes,
  type Step,
} from '../periods/calendar';
import { type Period } from '../periods/period';
import { type HolidayCalendar } from '../periods/working-days';
import { isLeftToPeople, type Round, takesReplies } from '../rounds/round';
import { timesOf } from '../rounds/round';

export type PlannedStep = { readonly at: Date; readonly period: Period } & (
  { readonly what: 'open' | 'close' } | Step
);

/**
 * The next `count` steps from a moment on, the earliest first; fewer for a programme that is followed up once.
 * @param rounds the programme's: an open one has its own deadline, a closed or skipped one has no more steps
 * @throws RangeError when a deadline does not come after its opening, or three years have no working day
 */
export function plannedSteps(
  programme: Programme,
  rounds: readonly Round[],
  from: Date,
  count: number,
  holidays: HolidayCalendar,
): PlannedStep[] {
  let steps: PlannedStep[] = [];
  for (const period of periodsAround(programme, from)) {
    const round = rounds.find((each) => each.period === period);
    const own = stepsOf(programme, period, round, holidays);
    const last = steps[count - 1];
    // Rounds open in the order of their periods, so no earlier step can follow.
    if (last && own.opens > last.at) break;
    steps = [...steps, ...own.steps.filter(({ at }) => at >= from)];
    steps.sort((a, b) => a.at.getTime() - b.at.getTime());
  }
  return steps.slice(0, count);
}

function stepsOf(
  programme: Programme,
  period: Period,
  round: Round | undefined,
  holidays: HolidayCalendar,
): { readonly opens: Date; readonly steps: readonly PlannedStep[] } {
  const planned = roundCalendar(programme, period, holidays);
  if (round && takesReplies(round))
    return { opens: planned.opens, steps: betweenAndClosing(programme, period, timesOf(round), holidays) };
  if (round && (round.status !== 'planned' || isLeftToPeople(round, planned.opens)))
    return { opens: planned.opens, steps: [] };
  if (!round && isBeforeFirst(programme, period)) return { opens: planned.opens, steps: [] };
  const opening = { at: planned.opens, what: 'open' as const, period };
  return {
    opens: planned.opens,
    steps: [opening, ...betweenAndClosing(programme, period, planned, holidays)],
  };
}

function betweenAndClosing(
  programme: Programme,
  period: Period,
  times: RoundTimes,
  holidays: HolidayCalendar,
): PlannedStep[] {
  return [
    ...roundSteps(programme, times, holidays).map((step) => ({ ...step, period })),
    { at: times.closes, what: 'close' as const, period },
  ];
}

/** What a programme's calendar brings next, before it happens. Pure. */
import { type Programme } from '../goals/schema';
import { digestMoments, lookBackDays, reminderMoments, roundCalendar } from '../periods/calendar';
import { nextPeriod, type Period, periodContaining } from '../periods/period';
import { type HolidayCalendar } from '../periods/working-days';

export interface PlannedStep {
  readonly at: Date;
  readonly what: 'open' | 'remind' | 'digest' | 'close';
  readonly period: Period;
}

/**
 * The next `count` steps from a moment on, the earliest first.
 * @throws RangeError when a deadline does not come after its opening
 */
export function plannedSteps(
  programme: Programme,
  from: Date,
  count: number,
  holidays: HolidayCalendar,
): PlannedStep[] {
  const earliest = new Date(from.getTime() - lookBackDays * 24 * 3600 * 1000);
  let period = periodContaining(programme.rhythm, earliest, programme.timeZone);
  const steps: PlannedStep[] = [];
  for (; ; period = nextPeriod(period)) {
    const round = stepsOf(programme, period, holidays);
    const last = steps[count - 1];
    // Openings follow each other as their periods do, so nothing earlier is to come.
    if (last && round[0]!.at > last.at) return steps.slice(0, count);
    steps.push(...round.filter(({ at }) => at >= from));
    steps.sort((a, b) => a.at.getTime() - b.at.getTime());
  }
}

/** The steps of one round, its opening first. */
function stepsOf(programme: Programme, period: Period, holidays: HolidayCalendar): PlannedStep[] {
  const { opens, deadline } = roundCalendar(programme, period, holidays);
  const at = (what: PlannedStep['what'], moments: readonly Date[]) =>
    moments.map((moment) => ({ at: moment, what, period }));
  return [
    ...at('open', [opens]),
    ...at('remind', reminderMoments(programme, opens, deadline, holidays)),
    ...at('digest', digestMoments(programme, opens, deadline)),
    ...at('close', [deadline]),
  ];
}

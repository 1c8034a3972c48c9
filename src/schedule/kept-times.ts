/**
 * What calendars say about programmes and rounds, kept as long as it holds: a tick without anything due would otherwise
 * work out a thousand of them. Kept by schedule, so that rows may be read again and programmes may share one. Pure.
 */
import { type Programme } from '../goals/schema';
import { type KeptByName, keptByName, keptWith } from '../kept';
import {
  endedRounds,
  type PlannedRound,
  roundSteps,
  type RoundSchedule,
  type Step,
} from '../periods/calendar';
import { periodBounds, periodContaining } from '../periods/period';
import { type HolidayCalendar } from '../periods/working-days';
import { type Round, timesOf } from '../rounds/round';

/** A step and its time in ISO 8601, UTC. */
export type TimedStep = Step & { readonly moment: string };

/** As `roundSteps`. */
export function stepsOf(programme: Programme, round: Round, holidays: HolidayCalendar): readonly TimedStep[] {
  const { opens, deadline, closes, stage } = round;
  const name = `${opens} ${deadline} ${closes} ${stage?.until} ${scheduleName(programme)}`;
  return keptSteps(holidays.asOfNow ?? holidays)(name, () =>
    roundSteps(programme, timesOf(round), holidays).map((step) => ({
      ...step,
      moment: step.at.toISOString(),
    })),
  );
}

/** More than an organisation has programmes. */
const mostKept = 5_000;
const keptSteps = keptWith<HolidayCalendar, KeptByName<readonly TimedStep[]>>(() => keptByName(mostKept));

const scheduleName = keptWith(
  ({ rhythm, onlyPeriod, firstPeriod, timeZone, calendar }: RoundSchedule): string =>
    JSON.stringify([rhythm, onlyPeriod, firstPeriod, timeZone, calendar]),
);

/** Rounds of the periods that have ended, known from one moment until the next period ends. */
interface Ended {
  readonly from: Date;
  /** In milliseconds. */
  readonly until: number;
  readonly since: Date;
  readonly rounds: readonly PlannedRound[];
}

/** As `endedRounds`. */
export function endedRoundsOf(
  programme: Programme,
  now: Date,
  since: Date,
  holidays: HolidayCalendar,
): readonly PlannedRound[] {
  const kept = keptEnded(holidays.asOfNow ?? holidays)(scheduleName(programme), () => ({}));
  if (!kept.ended || !holds(kept.ended, now, since))
    kept.ended = {
      ...{ from: now, since, until: nextEnd(programme, now) },
      rounds: endedRounds(programme, now, since, holidays),
    };
  const { rounds } = kept.ended;
  const over = rounds.findLastIndex(({ closes }) => closes <= since);
  return over === -1 ? rounds : rounds.slice(over + 1);
}

const keptEnded = keptWith<HolidayCalendar, KeptByName<{ ended?: Ended }>>(() => keptByName(mostKept));

function holds({ from, until, since: earliest }: Ended, now: Date, since: Date): boolean {
  return now >= from && now.getTime() < until && since >= earliest;
}

/** The end of the period that contains the moment, or of the only one. */
function nextEnd({ rhythm, onlyPeriod, timeZone }: Programme, now: Date): number {
  if (rhythm !== 'once')
    return periodBounds(periodContaining(rhythm, now, timeZone), timeZone).end.toMillis();
  const end = onlyPeriod === undefined ? undefined : periodBounds(onlyPeriod, timeZone).end.toMillis();
  return end !== undefined && end > now.getTime() ? end : Infinity;
}

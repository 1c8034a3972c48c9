/** The rounds of a programme that can be opened by hand. Pure. */
import { type Programme } from '../goals/schema';
import { isBeforeFirst, periodsAround, roundCalendar } from '../periods/calendar';
import { comparePeriods, type Period } from '../periods/period';
import { type HolidayCalendar } from '../periods/working-days';
import { isLeftToPeople, type Round, wasSkipped } from '../rounds/round';

/** Older ones are of no use. */
const mostSkipped = 2;

export interface OpenableRounds {
  /** The calendar's next round; a programme that is followed up once has none afterwards. */
  readonly next?: { readonly period: Period; readonly opens: Date };
  /** Rounds whose closing had passed before they could be opened, the latest first. */
  readonly skipped: readonly Period[];
  /** Rounds that were taken back and that the calendar does not open again, the latest first. */
  readonly discarded: readonly Period[];
}

/**
 * @param rounds the programme's
 * @throws RangeError when a deadline does not come after its opening, or three years have no working day
 */
export function openableRounds(
  programme: Programme,
  rounds: readonly Round[],
  now: Date,
  holidays: HolidayCalendar,
): OpenableRounds {
  if (programme.awaitsStart) return { skipped: [], discarded: [] };
  const latest = (own: readonly Round[]) =>
    own
      .map(({ period }) => period)
      .sort((a, b) => comparePeriods(b, a))
      .slice(0, mostSkipped);
  const next = nextRound(programme, rounds, now, holidays);
  const discarded = rounds.filter((round) => round.discarded && round.period !== next?.period);
  return { skipped: latest(rounds.filter(wasSkipped)), discarded: latest(discarded), ...(next && { next }) };
}

function nextRound(
  programme: Programme,
  rounds: readonly Round[],
  now: Date,
  holidays: HolidayCalendar,
): OpenableRounds['next'] {
  for (const period of periodsAround(programme, now)) {
    const round = rounds.find((each) => each.period === period);
    if (!round && isBeforeFirst(programme, period)) continue;
    // A round that is still planned had its opening interrupted.
    if (round && round.status !== 'planned') continue;
    const { opens, closes } = roundCalendar(programme, period, holidays);
    if (closes > now && !(round && isLeftToPeople(round, opens))) return { period, opens };
  }
  return undefined;
}
